import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { useTranslation } from "react-i18next";
import { request } from "../api/client.ts";
import { ApiProblem } from "../api/problem.ts";
import { codeKey } from "../api/problem-words.ts";
import { useSaid } from "./use-said.ts";

/** Asks, removes, and says what still uses it where it cannot go. */
export function useRemove(name: string, onRemoved?: () => void) {
  const { t, i18n } = useTranslation();
  const { modal } = App.useApp();
  const said = useSaid();
  const client = useQueryClient();
  const say = (error: unknown, what: string) => {
    const used = error instanceof ApiProblem && error.status === 409;
    modal.warning({
      title: used ? t("list.inUse", { name: what }) : t("list.notRemoved"),
      content: words(error),
    });
  };
  const words = (error: unknown): string => {
    if (!(error instanceof ApiProblem)) return "";
    const keys = [codeKey(error.code), `problem.status.${error.status}`];
    const known = keys.find((key) => i18n.exists(key));
    return known === undefined ? error.message : t(known);
  };
  return (key: string, version: number | undefined, what: string, effect = ""): void => {
    void modal.confirm({
      title: t("list.removeTitle", { name: what }),
      content: effect,
      okText: t("list.removeOk"),
      okButtonProps: { danger: true },
      cancelText: t("form.leave"),
      autoFocusButton: "cancel",
      async onOk() {
        try {
          const left = await request<object | undefined>(`/${name}/${key}`, {
            method: "DELETE",
            idempotencyKey: crypto.randomUUID(),
            ...(version === undefined ? {} : { ifMatch: `"${version}"` }),
          });
          void client.invalidateQueries({ queryKey: [name] });
          onRemoved?.();
          said(t(left === undefined ? "list.removed" : "list.archived", { name: what }));
        } catch (error) {
          say(error, what);
        }
      },
    });
  };
}
