import { duplicateKey } from "@isp/db";
import type { EntityManager } from "typeorm";
import { refuse } from "../domain/errors.ts";
import type { Server } from "../domain/server.ts";
import type { Servers } from "../usecases/ports.ts";

type Row = Omit<Server, "version"> & { readonly version: string };

export function mysqlServers(manager: EntityManager): Servers {
  const read = async (rest: string, parameters: readonly unknown[]) => {
    const sql = `SELECT id, version, name, kind, host FROM servers ${rest}`;
    const rows = await manager.query<Row[]>(sql, [...parameters]);
    return rows.map((row): Server => ({ ...row, version: BigInt(row.version) }));
  };
  const one = async (id: string, suffix: string) => {
    const [server] = await read(`WHERE id = ? ${suffix}`, [id]);
    if (server === undefined) throw refuse.server_not_found(`There is no server ${id}.`);
    return server;
  };
  const write = async (sql: string, parameters: readonly unknown[], name: string) => {
    try {
      await manager.query(sql, [...parameters]);
    } catch (error) {
      if (duplicateKey(error) !== "servers_one_name") throw error;
      throw refuse.server_taken(`There is a server ${name} of this kind.`, {
        fields: [{ pointer: "/name", detail: "is taken" }],
        cause: error,
      });
    }
  };
  return {
    add: ({ id, version, name, kind, host }) =>
      write(
        "INSERT INTO servers VALUES (?, ?, ?, ?, ?)",
        [id, version.toString(), name, kind, host],
        name,
      ),
    save: ({ id, version, name, host }) =>
      write(
        "UPDATE servers SET version = ?, name = ?, host = ? WHERE id = ?",
        [version.toString(), name, host, id],
        name,
      ),
    async remove(id) {
      await manager.query("DELETE FROM servers WHERE id = ?", [id]);
    },
    find: (id) => one(id, ""),
    lock: (id) => one(id, "FOR UPDATE"),
    list: (kind, { after, limit }) =>
      kind === ""
        ? read("WHERE id > ? ORDER BY id LIMIT ?", [after, limit])
        : read("WHERE kind = ? AND id > ? ORDER BY id LIMIT ?", [kind, after, limit]),
    sitesOn: (id) =>
      manager.query(
        "SELECT id, name FROM domains WHERE JSON_VALUE(settings, '$.webServerId') = ? ORDER BY name",
        [id],
      ),
    async countUses(id) {
      const [row] = await manager.query<{ uses: string }[]>(
        `SELECT (SELECT COUNT(*) FROM hosted_databases WHERE server_id = ?)
           + (SELECT COUNT(*) FROM domains
              WHERE JSON_VALUE(settings, '$.webServerId') = ? OR JSON_VALUE(settings, '$.mailServerId') = ?)
           AS uses`,
        [id, id, id],
      );
      return Number(row?.uses ?? 0);
    },
  };
}
