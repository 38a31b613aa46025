import type { DataSource } from "typeorm";

/** Leadership of one thing among replicas. The fencing number rises with every new leader. */
export type Lease = { readonly fencing: bigint };

type Row = { readonly holder: string; readonly fencing: string };

/** Takes or renews a lease by the database's own clock; null when another replica holds it. */
export async function acquireLease(
  db: DataSource,
  name: string,
  holder: string,
  ttlMs: number,
): Promise<Lease | null> {
  const until = "UTC_TIMESTAMP(3) + INTERVAL ? MICROSECOND";
  await db.query(`INSERT IGNORE INTO leases VALUES (?, '', 0, '2000-01-01')`, [name]);
  await db.query(
    `UPDATE leases SET fencing = IF(holder = ?, fencing, fencing + 1), holder = ?, expires_at = ${until}
     WHERE name = ? AND (holder = ? OR expires_at < UTC_TIMESTAMP(3))`,
    [holder, holder, ttlMs * 1_000, name, holder],
  );
  const [row] = await db.query<Row[]>("SELECT holder, fencing FROM leases WHERE name = ?", [name]);
  return row?.holder === holder ? { fencing: BigInt(row.fencing) } : null;
}

/** Gives a lease back at once, so that a clean stop does not leave the others waiting. */
export async function releaseLease(db: DataSource, name: string, holder: string): Promise<void> {
  await db.query(
    "UPDATE leases SET holder = '', expires_at = '2000-01-01' WHERE name = ? AND holder = ?",
    [name, holder],
  );
}

/** A lease that is asked for often, and renewed only when a third of it has passed. */
export type LeaseKeeper = {
  readonly hold: () => Promise<Lease | null>;
  readonly release: () => Promise<void>;
};

export type LeaseKeeperOptions = {
  readonly name: string;
  readonly holder: string;
  readonly ttlMs: number;
};

/**
 * A process that was stopped for longer than the lease asks anew, since its clock went on; what it had
 * begun before is fenced off by the number.
 */
export function leaseKeeper(
  db: DataSource,
  { name, holder, ttlMs }: LeaseKeeperOptions,
): LeaseKeeper {
  let held: Lease | null = null;
  let renewAt = Number.NEGATIVE_INFINITY;
  return {
    async hold() {
      const now = performance.now();
      if (held !== null && now < renewAt) return held;
      held = await acquireLease(db, name, holder, ttlMs);
      renewAt = now + ttlMs / 3;
      return held;
    },
    async release() {
      held = null;
      await releaseLease(db, name, holder);
    },
  };
}
