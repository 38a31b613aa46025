import type { DataSource } from "typeorm";
import { databaseNow } from "../model/read-rows.ts";
import { touchedRows } from "../model/touched.ts";
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
  /** Sessions that began or ended since, as far as that was not read before; those that began first. */
  readonly since: (since: Date) => AsyncIterable<StoredSession[]>;
};

const pageSize = 2_000;

export function mysqlSessionReads(db: DataSource, isOpen: (id: string) => boolean): SessionReads {
  const select = async (rest: string, parameters: unknown[]): Promise<StoredSession[]> => {
    const rows = await db.query<SessionRow[]>(
      `SELECT ${columnNames} FROM live_sessions ${rest}`,
      parameters,
    );
    return rows.map(sessionOf);
  };
  const rowsOf = { table: "live_sessions", columns: "id", digested: "id" } as const;
  const isNew = ({ id }: { readonly id: string }) => !isOpen(id);
  const begun = touchedRows(db, { ...rowsOf, at: "received_at", isNew });
  const ended = touchedRows(db, { ...rowsOf, at: "ended_at", isNew: () => true });
  const byId = (ids: readonly string[]) => select("WHERE id IN (?)", [[...ids]]);
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
    byId,
    async *since(since) {
      for (const touched of [begun, ended])
        for await (const ids of touched(since)) if (ids.length > 0) yield await byId(ids);
    },
  };
}
