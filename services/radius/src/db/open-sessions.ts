import type { DataSource } from "typeorm";
import { databaseNow } from "../model/read-rows.ts";
import type { StoredSession } from "../usecases/session-ports.ts";
import { columnNames, type SessionRow, sessionOf } from "./session-row.ts";

/** What a replica reads of the sessions that others open and close. */
export type SessionReads = {
  /** The database's time. */
  readonly now: () => Promise<Date>;
  /** Every open session, a page at a time. */
  readonly openPages: () => AsyncIterable<StoredSession[]>;
  /** These sessions, ended or not. */
  readonly byId: (ids: readonly string[]) => Promise<StoredSession[]>;
  /** Sessions that began or ended since. */
  readonly since: (since: Date) => Promise<StoredSession[]>;
};

const pageSize = 2_000;

export function mysqlSessionReads(db: DataSource): SessionReads {
  const select = async (rest: string, parameters: unknown[]): Promise<StoredSession[]> => {
    const rows = await db.query<SessionRow[]>(
      `SELECT ${columnNames} FROM live_sessions ${rest}`,
      parameters,
    );
    return rows.map(sessionOf);
  };
  return {
    now: () => databaseNow(db),
    async *openPages() {
      for (let after = ""; ; ) {
        const page = await select(
          `WHERE id > ? AND ended_at IS NULL ORDER BY id LIMIT ${pageSize}`,
          [after],
        );
        yield page;
        const last = page.at(-1);
        if (last === undefined || page.length < pageSize) return;
        after = last.id;
      }
    },
    byId: (ids) => select("WHERE id IN (?)", [[...ids]]),
    since: (since) => select("WHERE received_at >= ? OR ended_at >= ?", [since, since]),
  };
}
