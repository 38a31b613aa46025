import { useTranslation } from "react-i18next";
import { toUnicode } from "./punycode.ts";
import { itemReasonWords } from "../api/item-reasons.ts";

/** Says why an item is not in step, in the operator's language. */
export function useItemReason(): (reason: string) => string {
  const { t, i18n } = useTranslation();
  return (reason) => {
    const known = `item.reason.${reason}`;
    if (reason === "") return "";
    if (i18n.exists(known)) return t(known);
    const said = itemReasonWords(reason)
      .map((words) => (typeof words === "string" ? words : t(words.key, { ...words.values })))
      .join("; ");
    return readable(said);
  };
}

/** Names of zones without their final dot, and as people write them. */
const readable = (text: string) =>
  text.replace(/\.(?= [A-Z]+\b)/g, "").replace(/\b[\w.-]*xn--[\w.-]+/g, toUnicode);
