import { createHash } from "node:crypto";
import { requests, transactor } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import type { DataSource } from "typeorm";

/** The id that a creation of the gateway's own has; the same request, asked again, gets the same one. */
export type ClaimId = (
  requestId: string,
  what: string,
  /** What was asked, without its secrets. */
  asked: unknown,
) => Promise<string>;

export function mysqlClaims(db: DataSource, clock: Clock): ClaimId {
  const transact = transactor(db, requests);
  return async (requestId, rpc, asked) => {
    const fingerprint = createHash("sha256").update(JSON.stringify(asked)).digest("hex");
    const now = clock.now();
    const claim = await transact((held) =>
      held.claim({ requestId, rpc, fingerprint }, newId(now), now),
    );
    return claim.resultId;
  };
}
