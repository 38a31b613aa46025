import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Item } from "../../api/customers.ts";
import { type HostedKind, hostedPath, hostingRoots } from "../../api/hosting.ts";
import { toUnicode } from "../../ui/punycode.ts";
import { useRemove } from "../../ui/use-remove.ts";

/** Asks, and gives an FTP user, a database or a host up; what is kept for how long stands in the question. */
export function useGiveUp(item: Item, onDone: () => void): () => void {
  const { t } = useTranslation();
  const client = useQueryClient();
  const kind = item.kind as HostedKind;
  const [, name = "", id = ""] = hostedPath(kind, item.id).split("/");
  const remove = useRemove(name, () => {
    for (const root of hostingRoots) void client.invalidateQueries({ queryKey: [root] });
    onDone();
  });
  return () => remove(id, undefined, toUnicode(item.name), t(`hosting.giveUpHint.${kind}`));
}
