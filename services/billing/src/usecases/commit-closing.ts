import type { Transact } from "@isp/db";
import type { Closing } from "../domain/closing.ts";
import { refuse } from "../domain/errors.ts";
import type { Billing, Units } from "./ports.ts";

export type CommitClosing = (closingId: string, units: Units) => Promise<Closing>;

/** Begins to commit exactly what was proposed. One that is committed, or being so, stays as it is. */
export function commitClosing(transact: Transact<Billing>): CommitClosing {
  return (closingId, units) =>
    transact(async ({ closings, proposals }) => {
      const closing = await closings.lock(closingId, units);
      if (closing.state === "committing" || closing.state === "committed") return closing;
      if (closing.state !== "proposed") {
        throw refuse.closing_not_proposed("The proposal is still being worked out.");
      }
      const committing: Closing = {
        ...closing,
        version: closing.version + 1n,
        state: "committing",
        done: 0n,
        total: await proposals.countCustomers(closingId),
        reached: "",
      };
      await closings.save(committing);
      return committing;
    });
}
