import type { DataSource, EntityManager } from "typeorm";
import { endOfMonth, expiredMonths, missingMonths, type Month } from "../domain/archive-months.ts";
import type { SessionArchive } from "../usecases/session-ports.ts";
import { columnNames, keyCell, type SessionRow, sessionOf } from "./session-row.ts";

type Changed = { readonly affectedRows: number };

export function mysqlArchive(manager: EntityManager): SessionArchive {
  const move = async (from: string, to: string, ids: readonly string[]): Promise<number> => {
    if (ids.length === 0) return 0;
    await manager.query(
      `INSERT INTO ${to} (${columnNames}) SELECT ${columnNames} FROM ${from} WHERE id IN (?)`,
      [[...ids]],
    );
    const gone = await manager.query<Changed>(`DELETE FROM ${from} WHERE id IN (?)`, [[...ids]]);
    return gone.affectedRows;
  };
  return {
    async takeEndedBefore(instant, limit) {
      const rows = await manager.query<{ id: string }[]>(
        `SELECT id FROM live_sessions WHERE ended_at < ? ORDER BY ended_at LIMIT ?
         FOR UPDATE SKIP LOCKED`,
        [instant, limit],
      );
      const ids = rows.map((row) => row.id);
      return move("live_sessions", "sessions", ids);
    },
    async byKey(keys) {
      const rows = await manager.query<SessionRow[]>(
        `SELECT ${columnNames} FROM sessions WHERE session_key IN (?) FOR UPDATE`,
        [keys.map(keyCell)],
      );
      return rows.map(sessionOf);
    },
    async giveBack(ids) {
      await move("sessions", "live_sessions", ids);
    },
  };
}

/** Makes room for the months to come, and gives up those that are older than what is kept. */
export async function keepMonths(db: DataSource, now: Date, keptDays: number): Promise<void> {
  const rows = await db.query<{ name: string }[]>(
    `SELECT partition_name AS name FROM information_schema.partitions
     WHERE table_schema = DATABASE() AND table_name = 'sessions' ORDER BY partition_name`,
  );
  const months = rows.map(({ name }) => name.slice(1));
  for (const month of missingMonths(months, now)) {
    const until = endOfMonth(month).toISOString().slice(0, 10);
    await db.query(
      `ALTER TABLE sessions ADD PARTITION (PARTITION p${month} VALUES LESS THAN ('${until}'))`,
    );
  }
  const keptFrom = new Date(now.getTime() - keptDays * 24 * 3_600_000);
  for (const month of expiredMonths(months, now, keptDays))
    if (!(await hasEndedSince(db, month, keptFrom)))
      await db.query(`ALTER TABLE sessions DROP PARTITION p${month}`);
}

/** A session of many months is kept, with its month, after its end as long as every other one. */
async function hasEndedSince(db: DataSource, month: Month, since: Date): Promise<boolean> {
  const found = await db.query<unknown[]>(
    `SELECT 1 FROM sessions PARTITION (p${month}) WHERE ended_at >= ? LIMIT 1`,
    [since],
  );
  return found.length > 0;
}
