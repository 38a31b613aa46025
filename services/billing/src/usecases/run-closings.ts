import type { Transact } from "@isp/db";
import type { Failpoints } from "@isp/kernel";
import type { CommitBatch } from "./commit-batch.ts";
import type { Billing } from "./ports.ts";
import type { ProposeBatch } from "./propose-batch.ts";

/** Brings the closing that is under way one batch further; true when there may be more. */
export function runClosings(
  transact: Transact<Billing>,
  work: { readonly propose: ProposeBatch; readonly commit: CommitBatch },
  failpoint: Failpoints,
): () => Promise<boolean> {
  return async () => {
    const closing = await transact(({ closings }) => closings.underWay());
    if (closing === null) return false;
    if (closing.state === "proposing") await work.propose(closing.id);
    else await work.commit(closing.id);
    failpoint(`billing.${closing.state}_batch`);
    return true;
  };
}
