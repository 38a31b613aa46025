import type { Transact } from "@isp/db";
import { type Clock, type Failpoints, noFailpoints } from "@isp/kernel";
import { issueBatch } from "./issue-batch.ts";
import { numberBatch } from "./number-batch.ts";
import type { Billing } from "./ports.ts";

/** True when there may be more to do at once. */
export type CommitBatch = (closingId: string) => Promise<boolean>;

/**
 * Brings a commit one batch further. Several may be at one closing: numbering is done by one at a time and is short,
 * issuing is long and done by each for himself.
 */
export function commitBatch(
  transact: Transact<Billing>,
  clock: Clock,
  batchSize = 5_000,
  failpoint: Failpoints = noFailpoints,
): CommitBatch {
  const number = numberBatch(transact, clock, batchSize, failpoint);
  const issue = issueBatch(transact, clock, failpoint);
  return async (closingId) => {
    const isNumbered = await number(closingId);
    failpoint("billing.batch_numbered");
    const isIssued = await issue(closingId);
    return isNumbered || isIssued;
  };
}
