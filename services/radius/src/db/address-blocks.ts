import type { DataSource } from "typeorm";

/** Blocks of addresses, each leased to one replica; their times are the database's own. */
export type AddressBlocks = {
  /** Those that are this replica's, after telling that it lives. */
  readonly renew: () => Promise<readonly number[]>;
  /** Leases up to so many between these two, where any are left, given back, or perhaps left behind. */
  readonly lease: (from: number, to: number, count: number, mayTakeOver: boolean) => Promise<void>;
  /** Gives all back; what was accepted last may still be about to start. */
  readonly leave: () => Promise<void>;
};

/** Until then every session out of a dead replica's last accepts has been heard of. */
const leftBehind = "seen_at < UTC_TIMESTAMP(3) - INTERVAL 15 MINUTE";
const given = "(replica_id = '' AND seen_at < UTC_TIMESTAMP(3) - INTERVAL 1 MINUTE)";
const now = "UTC_TIMESTAMP(3)";
const mostTaken = 200_000;

export function addressBlocks(db: Pick<DataSource, "query">, replicaId: string): AddressBlocks {
  const taken = async (from: number, to: number) => {
    const rows = await db.query<{ block: number }[]>(
      `SELECT block FROM address_blocks WHERE block BETWEEN ? AND ? ORDER BY block LIMIT ${mostTaken}`,
      [from, to],
    );
    return new Set(rows.map(({ block }) => block));
  };
  return {
    async renew() {
      await db.query(
        `UPDATE address_blocks SET seen_at = ${now}
         WHERE replica_id = ? AND seen_at < ${now} - INTERVAL 1 MINUTE`,
        [replicaId],
      );
      const rows = await db.query<{ block: number }[]>(
        "SELECT block FROM address_blocks WHERE replica_id = ?",
        [replicaId],
      );
      return rows.map(({ block }) => block);
    },
    async lease(from, to, count, mayTakeOver) {
      const present = await taken(from, to);
      const free: number[] = [];
      for (let block = from; block <= to && free.length < count; block += 1)
        if (!present.has(block)) free.push(block);
      // Another replica may have been faster; then the block is its own.
      for (const block of free)
        await db.query(`INSERT IGNORE INTO address_blocks VALUES (?, ?, ${now}, ${now})`, [
          block,
          replicaId,
        ]);
      if (free.length === count) return;
      const toTake = mayTakeOver ? `(${leftBehind} OR ${given})` : given;
      await db.query(
        `UPDATE address_blocks SET replica_id = ?, leased_at = ${now}, seen_at = ${now}
         WHERE block BETWEEN ? AND ? AND replica_id <> ? AND ${toTake} ORDER BY block LIMIT ?`,
        [replicaId, from, to, replicaId, count - free.length],
      );
    },
    async leave() {
      await db.query(
        `UPDATE address_blocks SET replica_id = '', seen_at = ${now} WHERE replica_id = ?`,
        [replicaId],
      );
    },
  };
}
