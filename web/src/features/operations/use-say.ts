import { useTranslation } from "react-i18next";
import type { Remark } from "../../api/operations.ts";
import { codeKey, type Words } from "../../api/problem-words.ts";
import { detailParts } from "../../api/receipt-words.ts";
import { remarkWords } from "../../api/remark-words.ts";
import { formatDay } from "../../ui/dates.ts";
import { formatCents } from "../../ui/money.ts";
import { formatSpeed } from "../../ui/octets.ts";

/** Says what services tell of effects, receipts, warnings and conflicts in the operator's language. */
export function useSay() {
  const { t, i18n } = useTranslation();
  const language = i18n.language;
  const written: Readonly<Record<string, (value: string) => string | number>> = {
    count: Number,
    on: formatDay,
    since: formatDay,
    cents: (cents) => `R$ ${formatCents(Number(cents), language)}`,
    down: (kbps) => formatSpeed(Number(kbps), language),
    up: (kbps) => formatSpeed(Number(kbps), language),
    operation: (kind) => t(`operation.kind.${kind}`, kind),
    service: (service) => t(`operation.service.${service}`, service),
  };
  const words = ({ key, values }: Words): string =>
    t(
      key,
      Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, written[name]?.(value) ?? value]),
      ),
    );
  const details = (detail: string): readonly string[] =>
    detailParts(detail).map((part) => (typeof part === "string" ? part : words(part)));
  const remark = (said: Remark): { readonly text: string; readonly todo: string } => {
    const known = remarkWords(said);
    const byCode = codeKey(said.code);
    if (known === undefined)
      return { text: i18n.exists(byCode) ? t(byCode) : said.detail, todo: "" };
    return { text: words(known.text), todo: i18n.exists(known.todo) ? t(known.todo) : "" };
  };
  return { details, remark };
}

/** Words in a row as people say them: "3 e-mails, 1 domínio e 1 banco". */
export function listed(words: readonly string[], language: string): string {
  return new Intl.ListFormat(language, { type: "conjunction" }).format(words);
}
