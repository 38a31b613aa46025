import { useTranslation } from "react-i18next";
import { actOf, outcomeOf, type TrailEntry } from "./trail.ts";

export type Sentence = { readonly what: string; readonly outcome: string };

/** What a request did, in words; one that the console does not know yet by its method and path. */
export function useSentence(): (entry: TrailEntry) => Sentence {
  const { t, i18n } = useTranslation();
  return ({ method, path, status }) => {
    const key = `history.act.${actOf(method, path)}`;
    const shortPath = path.replace(/^\/api\/v1/, "");
    const what = i18n.exists(key) ? t(key) : t("history.other", { method, path: shortPath });
    const outcome = outcomeOf(status);
    if (outcome === "done") return { what, outcome: "" };
    const why = i18n.exists(`problem.status.${status}`) ? t(`problem.status.${status}`) : status;
    return { what, outcome: t(`history.${outcome}`, { why }) };
  };
}
