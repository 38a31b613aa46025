import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { request } from "../../api/client.ts";
import { accountName, type DebitAccount } from "../../api/debit-accounts.ts";
import { useMayRead } from "../../api/lists.ts";
import { CivilDate, Instant } from "../../ui/CivilDate.tsx";
import { Money } from "../../ui/Money.tsx";
import type { EntryList, Meaning } from "./field-words.ts";

// The gateway writes this in the place of every secret before anything is kept.
const hidden = "[secret]";

const answers: Readonly<Record<string, readonly string[]>> = {
  true: ["form.yes"],
  false: ["form.no"],
};

/** A value of the trail as the console's screens say it. */
export function AskedValue({ value }: { readonly value: Meaning }) {
  const { t } = useTranslation();
  if (value.text === hidden) return <em>{t("history.secret")}</em>;
  switch (value.as) {
    case "entry":
      return <EntryName list={value.list} id={value.text} />;
    case "cents":
      return <Money cents={Number(value.text)} />;
    case "day":
      return <CivilDate on={value.text} />;
    case "instant":
      return <Instant at={value.text} />;
    case "percent":
    case "words":
    case "text":
      return <Words value={value} />;
  }
}

function Words({ value }: { readonly value: Exclude<Meaning, { readonly as: "entry" }> }) {
  const { t, i18n } = useTranslation();
  if (value.as === "percent") return `${Number(value.text).toLocaleString(i18n.language)} %`;
  const keys = value.as === "words" ? value.keys : answers[value.text];
  const key = keys?.find((one) => i18n.exists(one));
  return key === undefined ? value.text : t(key);
}

type Entry = Partial<DebitAccount> & { readonly name?: string; readonly day?: number };

/** The name of what is meant; its id while nobody here may know the name, or it is gone. */
function EntryName({ list, id }: { readonly list: EntryList; readonly id: string }) {
  const isAllowed = useMayRead(list);
  const entry = useQuery({
    queryKey: [list, id, "name"],
    queryFn: ({ signal }) => request<Entry>(`/${list}/${id}`, { signal }),
    enabled: isAllowed,
    retry: false,
    staleTime: 60_000,
  });
  return nameOf(entry.data) ?? id;
}

function nameOf(entry: Entry | undefined): string | undefined {
  if (entry === undefined) return undefined;
  if (entry.agency !== undefined) return accountName(entry as DebitAccount);
  return entry.name ?? (entry.day === undefined ? undefined : String(entry.day));
}
