import type { common } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Handlers } from "@isp/rpc";
import type { Billing } from "../usecases/ports.ts";

/** Billing keeps money, not items: it has none to list and applies every operation at once. */
export function participant(
  transact: Transact<Billing>,
): Handlers<typeof common.OperationParticipantService> {
  return {
    async preview() {
      return { effects: [], warnings: [], conflicts: [] };
    },
    async retry({ operationId }) {
      await transact(async ({ steps }) => {
        const step = await steps.find(operationId);
        if (step !== null) await steps.answer(step, { state: step.state, receipts: step.receipts });
      });
      return {};
    },
    // No operation makes passwords here yet.
    takeSecrets: () => Promise.resolve({ secrets: [] }),
    async listItems() {
      return { items: [], nextPageToken: "" };
    },
  };
}
