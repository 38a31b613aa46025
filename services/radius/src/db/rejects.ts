import type { EntityManager } from "typeorm";
import type { LoginReject, RejectCount, Rejects } from "../usecases/reject-ports.ts";

const hourMs = 3_600_000;
const longestMac = 253;

export function mysqlRejects(manager: EntityManager): Rejects {
  return {
    async count(counts) {
      const ofLogins = counts.filter(({ loginId }) => loginId !== null);
      if (ofLogins.length > 0) await countOfLogins(manager, ofLogins);
      if (counts.length > 0) await countHours(manager, counts);
    },
    async ofLogin(loginId) {
      const rows = await manager.query<(Omit<LoginReject, "rejects"> & { rejects: string })[]>(
        `SELECT reason, rejects, nas_id AS nasId, mac, last_at AS lastAt FROM login_rejects
         WHERE login_id = ? ORDER BY last_at DESC`,
        [loginId],
      );
      return rows.map((row) => ({ ...row, rejects: Number(row.rejects) }));
    },
  };
}

async function countOfLogins(
  manager: EntityManager,
  counts: readonly RejectCount[],
): Promise<void> {
  await manager.query(
    `INSERT INTO login_rejects (login_id, reason, rejects, nas_id, mac, last_at) VALUES ?
     ON DUPLICATE KEY UPDATE rejects = rejects + VALUES(rejects), nas_id = VALUES(nas_id),
       mac = VALUES(mac), last_at = GREATEST(last_at, VALUES(last_at))`,
    [
      inOrder(
        counts.map(({ loginId, reason, count, nasId, mac, at }) => [
          loginId,
          reason,
          count,
          nasId,
          mac.slice(0, longestMac),
          at,
        ]),
      ),
    ],
  );
}

async function countHours(manager: EntityManager, counts: readonly RejectCount[]): Promise<void> {
  const hours = Map.groupBy(
    counts,
    ({ at, routingPointId, reason }) => `${hourOf(at).toISOString()} ${routingPointId} ${reason}`,
  );
  const rows = [...hours.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const rejects = same.reduce((sum, { count }) => sum + count, 0);
    return [[hourOf(first.at), first.routingPointId, first.reason, rejects]];
  });
  await manager.query(
    `INSERT INTO reject_hours (hour, routing_point_id, reason, rejects) VALUES ?
     ON DUPLICATE KEY UPDATE rejects = rejects + VALUES(rejects)`,
    [inOrder(rows)],
  );
}

/** Two replicas that write the same rows in the same order do not stand in each other's way. */
function inOrder<Row extends readonly unknown[]>(rows: readonly Row[]): Row[] {
  return rows
    .map((row) => ({ row, key: JSON.stringify(row) }))
    .toSorted((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ row }) => row);
}

export function hourOf(at: Date): Date {
  return new Date(Math.floor(at.getTime() / hourMs) * hourMs);
}
