import type { EntityManager } from "typeorm";
import type { SessionFilter, StoredSession } from "../usecases/session-ports.ts";
import { columnNames, type SessionRow, sessionOf } from "./session-row.ts";

type Condition = readonly [sql: string, ...parameters: unknown[]];

/** Sessions that match, live and archived, the last begun first. */
export async function listSessions(
  manager: EntityManager,
  filter: SessionFilter,
): Promise<StoredSession[]> {
  const { username, openOnly, limit } = filter;
  const shared = conditions(filter);
  if (username === "") return newest(manager, [shared], { openOnly, limit });
  const logins = await manager.query<{ id: string }[]>("SELECT id FROM logins WHERE name = ?", [
    username,
  ]);
  const ids = logins.map(({ id }) => id);
  // Each by its own index: an OR of the two would read the whole archive.
  const either: Condition[][] = [[["username = ?", username], ...shared]];
  if (ids.length > 0) either.push([["login_id IN (?)", ids], ...shared]);
  return newest(manager, either, { openOnly, limit });
}

/** The newest of what meets all conditions of one of these lists; the archive has nothing open. */
export async function newest(
  manager: EntityManager,
  either: readonly (readonly Condition[])[],
  { limit, openOnly = false }: { readonly limit: number; readonly openOnly?: boolean },
): Promise<StoredSession[]> {
  const tables = openOnly ? ["live_sessions"] : ["live_sessions", "sessions"];
  const parts = either.flatMap((all) =>
    tables.map((table) => ({
      sql: `(SELECT ${columnNames} FROM ${table}
             WHERE ${["1 = 1", ...all.map(([sql]) => sql)].join(" AND ")} ORDER BY id DESC LIMIT ?)`,
      parameters: [...all.flatMap(([, ...parameters]) => parameters), limit],
    })),
  );
  const rows = await manager.query<SessionRow[]>(
    `${parts.map(({ sql }) => sql).join(" UNION ")} ORDER BY id DESC LIMIT ?`,
    [...parts.flatMap(({ parameters }) => parameters), limit],
  );
  return rows.map(sessionOf);
}

function conditions(filter: SessionFilter): Condition[] {
  const { address, at, routingPointId, openOnly, units, before } = filter;
  const all: readonly (Condition | false)[] = [
    before !== "" && ["id < ?", before],
    address !== "" && ["address = ?", address],
    routingPointId !== "" && ["routing_point_id = ?", routingPointId],
    at !== null && ["started_at <= ? AND (ended_at IS NULL OR ended_at >= ?)", at, at],
    openOnly && ["ended_at IS NULL"],
    units !== "all" && ["business_unit_id IN (?)", units.length === 0 ? [""] : [...units]],
  ];
  return all.filter((condition) => condition !== false);
}
