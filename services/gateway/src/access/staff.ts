import { randomBytes } from "node:crypto";
import { duplicateKey, queryOf, transactor } from "@isp/db";
import { type Clock, hashPassword } from "@isp/kernel";
import type { DataSource } from "typeorm";
import { refuse } from "../http/errors.ts";
import { digest } from "./operators.ts";

/** An operator as the provider keeps him. */
export type StaffMember = {
  readonly id: string;
  readonly version: bigint;
  readonly username: string;
  readonly name: string;
  readonly roleId: string;
  readonly units: readonly string[] | "all";
  readonly disabledAt: Date | null;
  readonly createdAt: Date;
};

export type ApiToken = {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly expiresAt: Date | null;
};

/** The provider's operators: who there is, his role, his units, and his tokens. */
export type Staff = {
  readonly list: () => Promise<readonly StaffMember[]>;
  readonly find: (id: string) => Promise<StaffMember>;
  readonly add: (
    member: Pick<StaffMember, "id" | "username" | "name" | "roleId" | "units">,
    password: string,
  ) => Promise<void>;
  /** Refuses an edit of another version; whoever is disabled is signed out. */
  readonly save: (member: StaffMember, expectedVersion: bigint) => Promise<void>;
  /** Signs him out everywhere. */
  readonly setPassword: (id: string, password: string) => Promise<void>;
  readonly tokens: (operatorId: string) => Promise<readonly ApiToken[]>;
  /** The token, which is never shown again; null when this id was added before. */
  readonly addToken: (operatorId: string, token: ApiToken) => Promise<string | null>;
  readonly removeToken: (operatorId: string, tokenId: string) => Promise<void>;
};

type Row = {
  readonly id: string;
  readonly version: string;
  readonly username: string;
  readonly name: string;
  readonly roleId: string;
  readonly units: string;
  readonly disabledAt: Date | null;
  readonly createdAt: Date;
};

const columns =
  "id, version, username, name, role_id AS roleId, units, disabled_at AS disabledAt, created_at AS createdAt";

export function mysqlStaff(db: DataSource, clock: Clock): Staff {
  const transact = transactor(db, (manager) => manager);
  const query = queryOf(db);
  return {
    async list() {
      const rows = await query<Row[]>(`SELECT ${columns} FROM operators ORDER BY name, id`);
      return rows.map(toMember);
    },
    async find(id) {
      const [row] = await query<Row[]>(`SELECT ${columns} FROM operators WHERE id = ?`, [id]);
      if (row === undefined) throw refuse.not_found(`There is no operator ${id}.`);
      return toMember(row);
    },
    async add({ id, username, name, roleId, units }, password) {
      const hash = await hashPassword(password);
      try {
        await query(
          `INSERT INTO operators (id, username, name, password_hash, role_id, units, created_at)
           VALUES (?, ?, ?, ?, ?, ?, ?)`,
          [id, username, name, hash, roleId, JSON.stringify(units), clock.now()],
        );
      } catch (error) {
        // The same id again is the same write again.
        if (duplicateKey(error) === "PRIMARY") return;
        if (duplicateKey(error) !== "operators_one_username") throw error;
        throw refuse.name_taken(`There is another operator ${username}.`, {
          fields: [{ pointer: "/username", detail: "is taken" }],
          cause: error,
        });
      }
    },
    save: ({ id, name, roleId, units, disabledAt }, expectedVersion) =>
      transact(async (manager) => {
        const { affectedRows } = await manager.query<{ affectedRows: number }>(
          `UPDATE operators SET name = ?, role_id = ?, units = ?, disabled_at = ?, version = version + 1
           WHERE id = ? AND version = ?`,
          [name, roleId, JSON.stringify(units), disabledAt, id, expectedVersion.toString()],
        );
        if (affectedRows === 0) throw refuse.stale("Somebody changed this operator meanwhile.");
        const [remaining] = await manager.query<unknown[]>(
          `SELECT o.id FROM operators o JOIN roles r ON r.id = o.role_id
           WHERE r.\`key\` = 'administrator' AND o.units = '"all"' AND o.disabled_at IS NULL
           LIMIT 1 FOR UPDATE`,
        );
        if (remaining === undefined) {
          throw refuse.last_administrator("Nobody would be left who may do everything everywhere.");
        }
        if (disabledAt !== null)
          await manager.query("DELETE FROM sessions WHERE operator_id = ?", [id]);
      }),
    async setPassword(id, password) {
      const hash = await hashPassword(password);
      await query("UPDATE operators SET password_hash = ?, version = version + 1 WHERE id = ?", [
        hash,
        id,
      ]);
      await query("DELETE FROM sessions WHERE operator_id = ?", [id]);
    },
    tokens: (operatorId) =>
      query(
        `SELECT id, name, created_at AS createdAt, expires_at AS expiresAt FROM api_tokens
         WHERE operator_id = ? ORDER BY created_at, id`,
        [operatorId],
      ),
    async addToken(operatorId, { id, name, createdAt, expiresAt }) {
      const token = randomBytes(32).toString("base64url");
      const { affectedRows } = await query<{ affectedRows: number }>(
        `INSERT IGNORE INTO api_tokens (token_digest, operator_id, created_at, id, name, expires_at)
         VALUES (?, ?, ?, ?, ?, ?)`,
        [digest(token), operatorId, createdAt, id, name, expiresAt],
      );
      return affectedRows === 0 ? null : token;
    },
    async removeToken(operatorId, tokenId) {
      await query("DELETE FROM api_tokens WHERE operator_id = ? AND id = ?", [operatorId, tokenId]);
    },
  };
}

function toMember({ version, units, ...rest }: Row): StaffMember {
  return {
    ...rest,
    version: BigInt(version),
    units: JSON.parse(units) as readonly string[] | "all",
  };
}
