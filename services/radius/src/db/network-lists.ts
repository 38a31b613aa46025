import { jsonColumn } from "@isp/db";
import type { EntityManager } from "typeorm";
import { refuse } from "../domain/errors.ts";
import { type IpClass, notShared, withoutIpv6 } from "../domain/network-lists.ts";
import type { NamedEntry, NetworkList } from "../usecases/ports.ts";

type Row = {
  readonly id: string;
  readonly version: string;
  readonly businessUnitId: string;
  readonly name: string;
  readonly data: string;
};

const columns = "id, version, business_unit_id AS businessUnitId, name, data";
const json = jsonColumn.transformer;

/** One of the short lists; what its entries have beside a name stands as JSON. */
export function mysqlNetworkList<Entry extends NamedEntry>(
  manager: EntityManager,
  list: string,
  /** What entries lack that were written before there was such a field. */
  defaults: Partial<Entry> = {},
): NetworkList<Entry> {
  const select = async (rest: string, parameters: readonly unknown[]) => {
    const rows = await manager.query<Row[]>(
      `SELECT ${columns} FROM network_lists WHERE list = ? ${rest}`,
      [list, ...parameters],
    );
    return rows.map(({ data, ...row }) => {
      const rest = json.from(data) as object;
      return { ...defaults, ...rest, ...row, version: BigInt(row.version) } as Entry;
    });
  };
  const read = async (id: string, suffix: string) => {
    const [entry] = await select(`AND id = ? ${suffix}`, [id]);
    if (entry === undefined) throw refuse.entry_not_found(`There is no ${list} ${id}.`);
    return entry;
  };
  return {
    async add({ id, version, businessUnitId, name, ...data }) {
      await manager.query(
        "INSERT INTO network_lists (id, version, list, business_unit_id, name, data) VALUES (?)",
        [[id, version.toString(), list, businessUnitId, name, json.to(data)]],
      );
    },
    async save({ id, version, businessUnitId: _unit, name, ...data }) {
      await manager.query("UPDATE network_lists SET version = ?, name = ?, data = ? WHERE id = ?", [
        version.toString(),
        name,
        json.to(data),
        id,
      ]);
    },
    async remove(id) {
      await manager.query("DELETE FROM network_lists WHERE list = ? AND id = ?", [list, id]);
    },
    find: (id) => read(id, ""),
    lock: (id) => read(id, "FOR UPDATE"),
    list: (units) =>
      units === "all"
        ? select("ORDER BY name, id", [])
        : select("AND business_unit_id IN (?) ORDER BY name, id", [["", ...units]]),
  };
}

/** What changes whenever an IP class is added, changed or removed. */
export async function classStamp(db: Pick<EntityManager, "query">): Promise<string> {
  const [row] = await db.query<{ stamp: string }[]>(
    `SELECT CONCAT(COUNT(*), ' ', COALESCE(SUM(version), 0)) AS stamp FROM network_lists
     WHERE list = 'ip-class'`,
  );
  return row?.stamp ?? "";
}

export async function allClasses(db: Pick<EntityManager, "query">): Promise<IpClass[]> {
  const rows = await db.query<Row[]>(
    `SELECT ${columns} FROM network_lists WHERE list = 'ip-class'`,
  );
  return rows.map(({ data, ...row }) => {
    const rest = json.from(data) as Omit<IpClass, "id" | "version" | "businessUnitId" | "name">;
    return { ...notShared, ...withoutIpv6, ...rest, ...row, version: BigInt(row.version) };
  });
}
