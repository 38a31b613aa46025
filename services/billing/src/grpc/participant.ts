import type { common } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Handlers } from "@isp/rpc";
import { installmentsBilled } from "../usecases/installments-billed.ts";
import { previewOf } from "../usecases/preview.ts";
import type { Billing } from "../usecases/ports.ts";

/**
 * Billing keeps money, not items: it has none to list and applies every operation at once. `look` reads
 * without a transaction: a preview waits for nobody.
 */
export function participant(
  look: Transact<Billing>,
  transact: Transact<Billing>,
): Handlers<typeof common.OperationParticipantService> {
  return {
    async preview(request) {
      return look(async ({ terms, invoices }) => {
        const known = await terms.find(request.from?.subscriptionId ?? "");
        if (known === null) return { effects: [], warnings: [], conflicts: [] };
        const target = request.to?.customerId ?? "";
        const [billed, ownDebts, targetDebts, billedBeyond] = await Promise.all([
          installmentsBilled({ terms, invoices }, known),
          invoices.unpaidOfSubscription(known.subscriptionId),
          invoices.unpaidOfCustomer(target),
          invoices.billedBeyond(known.subscriptionId, request.on),
        ]);
        const all = {
          terms: known,
          installmentsBilled: billed,
          ownDebts,
          targetDebts,
          billedBeyond,
        };
        return previewOf(all, request);
      });
    },
    async retry({ operationId }) {
      await transact(async ({ steps }) => {
        const step = await steps.find(operationId);
        if (step !== null) await steps.answer(step, { state: step.state, receipts: step.receipts });
      });
      return {};
    },
    // Money has no passwords.
    takeSecrets: () => Promise.resolve({ secrets: [] }),
    async listItems() {
      return { items: [], nextPageToken: "" };
    },
  };
}
