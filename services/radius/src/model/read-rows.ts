import type { DataSource } from "typeorm";
import type { LoginState } from "../domain/authentication.ts";
import type { Wanted } from "@isp/kernel";

/** The columns of a login that authentication needs. */
export type ModelRow = {
  readonly id: string;
  readonly name: string;
  readonly mailDomain: string;
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly businessUnitId: string;
  readonly routingPointId: string | null;
  readonly state: LoginState;
  readonly isHeld: number;
  readonly password: Buffer;
  readonly plan: string;
  readonly wantedState: Wanted["state"];
  readonly version: string;
};

export type NasModelRow = {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly routingPointId: string | null;
  readonly secret: Buffer;
  readonly coaPort: number;
  readonly vendor: string;
  readonly requireMessageAuthenticator: number;
  readonly proxy: number;
};

const columns = `id, name, mail_domain AS mailDomain, subscription_id AS subscriptionId,
  customer_id AS customerId, business_unit_id AS businessUnitId,
  routing_point_id AS routingPointId, state, is_held AS isHeld, password, plan,
  wanted_state AS wantedState, version`;

const pageSize = 5_000;

/** The database's time, which every replica measures by. */
export async function databaseNow(db: DataSource): Promise<Date> {
  const [row] = await db.query<{ now: Date }[]>("SELECT UTC_TIMESTAMP(3) AS now");
  if (row === undefined) throw new Error("the database does not know the time");
  return row.now;
}

export async function* liveLogins(db: DataSource): AsyncGenerator<ModelRow> {
  for (let after = ""; ; ) {
    const rows = await db.query<ModelRow[]>(
      `SELECT ${columns} FROM logins WHERE id > ? AND state = 'live' ORDER BY id LIMIT ${pageSize}`,
      [after],
    );
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    after = last.id;
  }
}

export function loginsById(db: DataSource, ids: readonly string[]): Promise<ModelRow[]> {
  return db.query<ModelRow[]>(`SELECT ${columns} FROM logins WHERE id IN (?)`, [ids]);
}

/** What changes whenever a NAS is added, changed or removed. */
export async function nasStamp(db: DataSource): Promise<string> {
  const [row] = await db.query<{ stamp: string }[]>(
    `SELECT CONCAT(COUNT(*), ' ', COALESCE(MAX(touched_at), ''), ' ', COALESCE(SUM(version), 0)) AS stamp
     FROM nas`,
  );
  return row?.stamp ?? "";
}

export async function allNas(db: DataSource): Promise<NasModelRow[]> {
  return db.query<NasModelRow[]>(
    `SELECT id, name, address, routing_point_id AS routingPointId, secret, coa_port AS coaPort, vendor,
       require_message_authenticator AS requireMessageAuthenticator, proxy FROM nas`,
  );
}
