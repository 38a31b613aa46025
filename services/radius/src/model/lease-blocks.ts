import type { Clock } from "@isp/kernel";
import type { AddressBlocks } from "../db/address-blocks.ts";
import { blocksOf, blockSize, type Pool } from "../domain/pool.ts";
import type { AddressPools } from "./address-pools.ts";

type Leasing = {
  readonly blocks: AddressBlocks;
  readonly pools: AddressPools;
  /** The pools that IPs are to be given addresses of. */
  readonly wanted: () => readonly Pool[];
  readonly clock: Clock;
};

/** Free addresses that are kept at hand, beside twice what was asked for since the last look. */
const atHand = 32;

/**
 * After the database was away for all, every replica that lives tells of itself within seconds; who is
 * first back must not take the others for dead, whose sessions may still lie in their spools.
 */
const settledMs = 30_000;
const interruptedMs = 10_000;

/** Leases blocks before they are needed: an accept waits for no database. */
export function leaseBlocks({ blocks, pools, wanted, clock }: Leasing): () => Promise<void> {
  let [withDatabaseSince, renewedAt] = [0, Number.NEGATIVE_INFINITY];

  async function renew(at: number): Promise<void> {
    pools.own(await blocks.renew(), at);
    if (at - renewedAt > interruptedMs) withDatabaseSince = at;
    renewedAt = at;
  }

  return async () => {
    const at = clock.now().getTime();
    const all = wanted();
    if (all.length === 0) return;
    await renew(at);
    const mayTakeOver = at - withDatabaseSince >= settledMs;
    const enough = atHand + 2 * pools.demand();
    let hasLeased = false;
    for (const pool of all) {
      const missing = enough - pools.free(pool, enough, at);
      if (missing <= 0) continue;
      const { from, to } = blocksOf(pool);
      await blocks.lease(from, to, Math.ceil(missing / blockSize), mayTakeOver);
      hasLeased = true;
    }
    if (hasLeased) await renew(at);
  };
}
