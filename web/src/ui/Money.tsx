import { useTranslation } from "react-i18next";
import { formatCents } from "./money.ts";

/** Centavos as money, in figures of one width. */
export function Money({ cents }: { readonly cents: number | undefined | null }) {
  const { i18n } = useTranslation();
  if (cents === undefined || cents === null) return <span className="soft">–</span>;
  const sign = cents < 0 ? "− " : "";
  return (
    <span className="number">{`${sign}R$ ${formatCents(Math.abs(cents), i18n.language)}`}</span>
  );
}
