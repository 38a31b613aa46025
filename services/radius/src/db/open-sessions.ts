import type { DataSource } from "typeorm";
import type { StoredSession } from "../usecases/session-ports.ts";
import { columnNames, type SessionRow, sessionOf } from "./session-row.ts";

const pageSize = 2_000;

/** Every open session, a page at a time. */
export async function* openSessionPages(db: DataSource): AsyncGenerator<StoredSession[]> {
  for (let after = ""; ; ) {
    const page = await select(
      db,
      `WHERE id > ? AND ended_at IS NULL ORDER BY id LIMIT ${pageSize}`,
      [after],
    );
    yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = last.id;
  }
}

/** These sessions, ended or not. */
export async function sessionsById(
  db: DataSource,
  ids: readonly string[],
): Promise<StoredSession[]> {
  return select(db, "WHERE id IN (?)", [[...ids]]);
}

/** Sessions that began or ended since. */
export async function sessionsSince(db: DataSource, since: Date): Promise<StoredSession[]> {
  return select(db, "WHERE received_at >= ? OR ended_at >= ?", [since, since]);
}

async function select(
  db: DataSource,
  rest: string,
  parameters: unknown[],
): Promise<StoredSession[]> {
  const rows = await db.query<SessionRow[]>(
    `SELECT ${columnNames} FROM live_sessions ${rest}`,
    parameters,
  );
  return rows.map(sessionOf);
}
