import type { EntityManager } from "typeorm";
import { refuse } from "./errors.ts";

/** A write as its caller named it. */
export type WriteRequest = {
  readonly requestId: string;
  readonly rpc: string;
  /** A keyed digest of everything asked for; secrets cannot be read back from it. */
  readonly fingerprint: string;
};

export type Claim = { readonly resultId: string; readonly done: boolean };

/** Makes writes idempotent: one request id has one effect, for the seven days that it is remembered. */
export type Requests = {
  /**
   * Claims a request before anything else is done for it. A repeated request gets the id that the
   * first one chose, so that calls to other services which carry it are repeats there too.
   * Refuses with `request_reused` when the same id asks for something else.
   */
  readonly claim: (request: WriteRequest, proposedId: string, at: Date) => Promise<Claim>;
  /** Marks the claim as done, in the transaction of the effect. */
  readonly finish: (request: WriteRequest, at: Date) => Promise<void>;
};

type Row = {
  readonly rpc: string;
  readonly fingerprint: string;
  result_id: string;
  done_at: Date | null;
};

export function requests(manager: EntityManager): Requests {
  return {
    async claim({ requestId, rpc, fingerprint }, proposedId, at) {
      await manager.query(
        `INSERT INTO requests (request_id, rpc, fingerprint, result_id, claimed_at)
         VALUES (?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE request_id = VALUES(request_id)`,
        [requestId, rpc, fingerprint, proposedId, at],
      );
      // The insert locks the row whether it was there or not (INSERT IGNORE would only share it, and
      // equal requests would deadlock), so a second caller waits until the first has committed.
      const [row] = await manager.query<Row[]>(
        "SELECT rpc, fingerprint, result_id, done_at FROM requests WHERE request_id = ? FOR UPDATE",
        [requestId],
      );
      if (row === undefined) throw new Error(`request ${requestId} vanished`);
      if (row.rpc !== rpc || row.fingerprint !== fingerprint) {
        throw refuse.request_reused("This idempotency key was already used for another request.");
      }
      return { resultId: row.result_id, done: row.done_at !== null };
    },
    async finish({ requestId }, at) {
      await manager.query("UPDATE requests SET done_at = ? WHERE request_id = ?", [at, requestId]);
    },
  };
}
