import { useTranslation } from "react-i18next";
import { isMissing } from "../../api/missing.ts";
import { formatDay } from "../dates.ts";
import { formatCents } from "../money.ts";

/** How a field of a tab is called, and how its value is written where two are compared. */
export type FieldWords = {
  readonly label: string;
  readonly text?: (value: unknown) => string;
};
export type EditWords = Readonly<Record<string, FieldWords>>;

type Option = { readonly value: string; readonly label: string };

/** A value as an operator reads it; nothing and blank are a dash. */
export function written({ text }: Pick<FieldWords, "text">, value: unknown): string {
  if (isMissing(value) || value === "") return "–";
  if (text !== undefined) return text(value);
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** Writers of values that mean nothing as they are stored. */
export function useWriters() {
  const { t, i18n } = useTranslation();
  return {
    day: (value: unknown) => formatDay(String(value)),
    money: (value: unknown) => `R$ ${formatCents(Number(value), i18n.language)}`,
    yesNo: (value: unknown) => t(value === true ? "form.yes" : "form.no"),
    optionIn: (options: readonly Option[]) => (value: unknown) =>
      options.find((option) => option.value === value)?.label ?? String(value),
  };
}
