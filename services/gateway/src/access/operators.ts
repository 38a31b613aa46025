import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { queryOf, transactor } from "@isp/db";
import { type Clock, hashPassword, newId, unmatchableHash, verifyPassword } from "@isp/kernel";
import type { Caller } from "@isp/rpc";
import type { DataSource } from "typeorm";
import { remembered } from "./remembered.ts";
import type { Limits } from "./role.ts";

/** Somebody who works with Torre, or a script that does. */
export type Operator = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly permissions: readonly string[];
  readonly limits: Limits;
  readonly units: readonly string[] | "all";
};

export type Session = { readonly token: string; readonly csrfToken: string };

export type Operators = {
  /** Null when user or password is wrong; takes as long either way. */
  readonly authenticate: (username: string, password: string) => Promise<Operator | null>;
  readonly openSession: (operatorId: string) => Promise<Session>;
  readonly bySession: (token: string) => Promise<{ operator: Operator; csrfToken: string } | null>;
  readonly closeSession: (token: string) => Promise<void>;
  readonly byApiToken: (token: string) => Promise<Operator | null>;
  /** Makes the first operator when there is none. */
  readonly bootstrap: (first: {
    readonly username: string;
    readonly password: string;
    readonly apiToken: string;
  }) => Promise<boolean>;
};

type Row = {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly passwordHash: string;
  readonly permissions: string;
  readonly limits: string;
  readonly units: string;
};

const sessionHours = 12;
const columns = `o.id, o.username, o.name, o.password_hash AS passwordHash, r.permissions, r.limits, o.units`;
const withRole = "JOIN roles r ON r.id = o.role_id";
// Verified when nobody has that name, so that an unknown name takes as long as a wrong password.
const nobody = unmatchableHash();

/** Tokens are kept as digests: reading the table opens no session. */
export const digest = (token: string) => createHash("sha256").update(token).digest("hex");

export function mysqlOperators(db: DataSource, clock: Clock): Operators {
  const transact = transactor(db, (manager) => manager);
  const query = queryOf(db);
  const bySession = remembered<{ operator: Operator; csrfToken: string }>(clock);
  const byApiToken = remembered<Operator>(clock);
  return {
    async authenticate(username, password) {
      const [row] = await query<Row[]>(
        `SELECT ${columns} FROM operators o ${withRole} WHERE o.username = ? AND o.disabled_at IS NULL`,
        [username.trim().toLowerCase()],
      );
      const matches = await verifyPassword(password, row?.passwordHash ?? nobody);
      return matches && row !== undefined ? toOperator(row) : null;
    },
    async openSession(operatorId) {
      const [token, csrfToken] = [randomBytes(32), randomBytes(32)].map((bytes) =>
        bytes.toString("base64url"),
      ) as [string, string];
      const now = clock.now();
      const expiresAt = new Date(now.getTime() + sessionHours * 3_600_000);
      await query("INSERT INTO sessions VALUES (?, ?, ?, ?, ?)", [
        digest(token),
        operatorId,
        csrfToken,
        now,
        expiresAt,
      ]);
      await query("DELETE FROM sessions WHERE expires_at < ? LIMIT 1000", [now]);
      return { token, csrfToken };
    },
    bySession: (token) =>
      bySession.get(token, async () => {
        const [row] = await query<(Row & { csrfToken: string })[]>(
          `SELECT ${columns}, s.csrf_token AS csrfToken FROM sessions s JOIN operators o ON o.id = s.operator_id ${withRole}
         WHERE s.token_digest = ? AND s.expires_at > ? AND o.disabled_at IS NULL`,
          [digest(token), clock.now()],
        );
        return row === undefined ? null : { operator: toOperator(row), csrfToken: row.csrfToken };
      }),
    async closeSession(token) {
      bySession.forget(token);
      await query("DELETE FROM sessions WHERE token_digest = ?", [digest(token)]);
    },
    byApiToken: (token) =>
      byApiToken.get(token, async () => {
        const [row] = await query<Row[]>(
          `SELECT ${columns} FROM api_tokens t JOIN operators o ON o.id = t.operator_id ${withRole}
         WHERE t.token_digest = ? AND o.disabled_at IS NULL
           AND (t.expires_at IS NULL OR t.expires_at > ?)`,
          [digest(token), clock.now()],
        );
        return row === undefined ? null : toOperator(row);
      }),
    async bootstrap({ username, password, apiToken }) {
      const [taken] = await query<unknown[]>("SELECT 1 FROM operators LIMIT 1");
      if (taken !== undefined) return false;
      const now = clock.now();
      const id = newId(now);
      const hash = await hashPassword(password);
      await transact(async (manager) => {
        await manager.query(
          `INSERT INTO operators (id, username, name, password_hash, units, created_at, role_id)
           SELECT ?, ?, ?, ?, '"all"', ?, id FROM roles WHERE \`key\` = 'administrator'`,
          [id, username, username, hash, now],
        );
        await manager.query(
          `INSERT INTO api_tokens (token_digest, operator_id, created_at, id, name)
           VALUES (?, ?, ?, ?, 'torre')`,
          [digest(apiToken), id, now, newId(now)],
        );
      });
      return true;
    },
  };
}

function toOperator({ id, username, name, permissions, limits, units }: Row): Operator {
  return {
    id,
    username,
    name,
    permissions: JSON.parse(permissions) as string[],
    limits: JSON.parse(limits) as Limits,
    units: JSON.parse(units) as string[] | "all",
  };
}

export function callerOf({ id, name, permissions, limits, units }: Operator): Caller {
  return {
    service: "gateway",
    operatorId: id,
    operatorName: name,
    permissions: new Set(permissions),
    limits,
    units,
  };
}

export function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
