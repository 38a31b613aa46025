import type { billing } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { CivilDate, Clock } from "@isp/kernel";
import { totalOf } from "../domain/closing.ts";
import { refuse } from "../domain/errors.ts";
import { toLineMessage } from "../events/published.ts";
import { billableUpTo } from "./billable-up-to.ts";
import type { Billing, Units } from "./ports.ts";

export type PreviewBill = (
  asked: { readonly subscriptionId: string; readonly on: CivilDate },
  units: Units,
) => Promise<billing.PreviewBillResponse>;

/** What billing one subscription at once would put on its invoice. */
export function previewBill(transact: Transact<Billing>, clock: Clock): PreviewBill {
  return (asked, units) =>
    transact(async (scope) => {
      const terms = await scope.terms.find(asked.subscriptionId);
      const found = await billableUpTo(scope, terms, { ...asked, now: clock.now() }, units);
      const { subscriptionId, customerId, number } = found.terms;
      if (asked.on > found.last)
        throw refuse.invalid(`Nothing is billed beyond ${found.last}.`, {
          fields: [
            { pointer: "/on", detail: `lies after ${found.last}, the closing after the next` },
          ],
        });
      const whose = { subscriptionId, customerId, customerName: "", dueOn: "" };
      const lines = found.lines.map((line) =>
        toLineMessage({ ...line, ...whose, id: "", subscriptionNumber: number }),
      );
      const { pastCycles, pastCents } = found;
      return { lines, totalCents: totalOf(found.lines), pastCycles, pastCents };
    });
}
