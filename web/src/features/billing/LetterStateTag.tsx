import { Tag } from "antd";
import { useTranslation } from "react-i18next";
import type { InvoiceLetter } from "../../api/invoice-letters.ts";

const colors = {
  waiting: "processing",
  sent: "success",
  failed: "error",
  dropped: "default",
  none: "default",
} as const;

/** How an invoice stands with the post. */
export function LetterStateTag({ letter }: { readonly letter: InvoiceLetter | null }) {
  const { t } = useTranslation();
  const state = letter?.state ?? "none";
  return <Tag color={colors[state]}>{t(`letter.states.${state}`)}</Tag>;
}

/** Why it was not sent, or what the server said when it took it. */
export function LetterWords({ letter }: { readonly letter: InvoiceLetter | null }) {
  const { t, i18n } = useTranslation();
  if (letter === null) return null;
  const { problem, serverAnswer } = letter;
  if (problem === "") return <span className="soft">{serverAnswer}</span>;
  const known = `letter.problems.${problem}`;
  return <span>{i18n.exists(known) ? t(known) : t("letter.refused", { answer: problem })}</span>;
}
