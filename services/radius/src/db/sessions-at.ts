import type { EntityManager } from "typeorm";
import type { AddressFilter, StoredSession } from "../usecases/session-ports.ts";
import { columnNames, type SessionRow, sessionOf } from "./session-row.ts";

/** Each column by its own index: an OR over three of them would read whole months. */
const columns = {
  addresses: ["address"],
  prefixes: ["framed_ipv6_prefix", "delegated_ipv6_prefix"],
} as const;

/** Sessions that had an address at an instant, in both tables. */
export async function openAt(
  manager: EntityManager,
  { addresses = [], prefixes = [], at, units, limit }: AddressFilter,
): Promise<StoredSession[]> {
  if (units !== "all" && units.length === 0) return [];
  const asked = [
    ...columns.addresses.map((column) => [column, addresses] as const),
    ...columns.prefixes.map((column) => [column, prefixes] as const),
  ].filter(([, values]) => values.length > 0);
  const ofUnits = units === "all" ? "" : "AND business_unit_id IN (?)";
  const parts = asked.flatMap(([column, values]) =>
    ["live_sessions", "sessions"].map((table) => ({
      sql: `(SELECT ${columnNames} FROM ${table} WHERE ${column} IN (?) AND started_at <= ?
             AND (ended_at IS NULL OR ended_at >= ?) ${ofUnits} ORDER BY started_at DESC LIMIT ?)`,
      parameters: [[...values], at, at, ...(units === "all" ? [] : [[...units]]), limit],
    })),
  );
  const rows = await manager.query<SessionRow[]>(
    `${parts.map(({ sql }) => sql).join(" UNION ")} ORDER BY started_at DESC LIMIT ?`,
    [...parts.flatMap(({ parameters }) => parameters), limit],
  );
  return rows.map(sessionOf);
}
