import type { PreviewedKind } from "../../api/previews.ts";
import type { Act } from "../subscriptions/menu.ts";

/** What a dialog of reason and date is enough for. */
export type PlainAct = Exclude<Act, PreviewedKind>;

const previewed: ReadonlySet<string> = new Set(["change-plan", "transfer", "cancel", "delete"]);

/** The four that are looked at everywhere before they are done. */
export function isPreviewed(act: Act): act is PreviewedKind {
  return previewed.has(act);
}
