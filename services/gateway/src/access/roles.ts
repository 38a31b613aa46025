import { queryOf } from "@isp/db";
import type { DataSource } from "typeorm";
import { refuse } from "../http/errors.ts";
import type { Limits, Role } from "./role.ts";

export type Roles = {
  readonly list: () => Promise<readonly Role[]>;
  readonly find: (id: string) => Promise<Role>;
  /** The same id twice is the same role. */
  readonly add: (role: Role) => Promise<void>;
  /** Refuses an edit of another version than the one that is there. */
  readonly save: (role: Role, expectedVersion: bigint) => Promise<void>;
  /** Refuses while somebody holds it, and for the roles that Torre brings along. */
  readonly remove: (id: string) => Promise<void>;
};

type Row = {
  readonly id: string;
  readonly version: string;
  readonly key: string;
  readonly name: string;
  readonly permissions: string;
  readonly limits: string;
};

const columns = "id, version, `key`, name, permissions, limits";

export function mysqlRoles(db: DataSource): Roles {
  const query = queryOf(db);
  const find = async (id: string) => {
    const [row] = await query<Row[]>(`SELECT ${columns} FROM roles WHERE id = ?`, [id]);
    if (row === undefined) throw refuse.not_found(`There is no role ${id}.`);
    return toRole(row);
  };
  return {
    async list() {
      const rows = await query<Row[]>(`SELECT ${columns} FROM roles ORDER BY name, id`);
      return rows.map(toRole);
    },
    find,
    async add({ id, version, key, name, permissions, limits }) {
      const taken = await query<unknown[]>("SELECT 1 FROM roles WHERE name = ? AND id <> ?", [
        name,
        id,
      ]);
      if (taken.length > 0) throw nameTaken(name);
      await query(
        `INSERT INTO roles (${columns}) VALUES (?, ?, ?, ?, ?, ?)
         ON DUPLICATE KEY UPDATE id = VALUES(id)`,
        [id, version.toString(), key, name, JSON.stringify(permissions), JSON.stringify(limits)],
      );
    },
    async save({ id, name, permissions, limits }, expectedVersion) {
      const taken = await query<unknown[]>("SELECT 1 FROM roles WHERE name = ? AND id <> ?", [
        name,
        id,
      ]);
      if (taken.length > 0) throw nameTaken(name);
      const { affectedRows } = await query<{ affectedRows: number }>(
        `UPDATE roles SET name = ?, permissions = ?, limits = ?, version = version + 1
         WHERE id = ? AND version = ?`,
        [name, JSON.stringify(permissions), JSON.stringify(limits), id, expectedVersion.toString()],
      );
      if (affectedRows === 0) throw refuse.stale("Somebody changed this role meanwhile.");
    },
    async remove(id) {
      const { affectedRows } = await query<{ affectedRows: number }>(
        `DELETE FROM roles WHERE id = ? AND \`key\` = ''
         AND NOT EXISTS (SELECT 1 FROM operators WHERE role_id = roles.id)`,
        [id],
      );
      if (affectedRows > 0) return;
      const { key } = await find(id);
      throw key === ""
        ? refuse.role_in_use("Somebody holds this role; give him another one first.")
        : refuse.role_built_in("A role that Torre brings along stays.");
    },
  };
}

const nameTaken = (name: string) =>
  refuse.name_taken(`There is another role named ${name}.`, {
    fields: [{ pointer: "/name", detail: "is taken" }],
  });

function toRole({ id, version, key, name, permissions, limits }: Row): Role {
  return {
    id,
    version: BigInt(version),
    key,
    name,
    permissions: JSON.parse(permissions) as string[],
    limits: JSON.parse(limits) as Limits,
  };
}
