import { jsonColumn } from "@isp/db";
import type { DataSource } from "typeorm";
import type { Described } from "../db/ip.schema.ts";
import type { Wanted } from "@isp/kernel";

/** The columns of an IP that authentication needs. */
export type IpModelRow = {
  readonly id: string;
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly businessUnitId: string;
  readonly routingPointId: string | null;
  readonly loginId: string | null;
  readonly address: string | null;
  readonly ipClassId: string | null;
  readonly settings: Described;
  readonly plan: string;
  readonly wantedState: Wanted["state"];
  readonly version: bigint;
};

type Raw = Omit<IpModelRow, "settings" | "version"> & {
  readonly settings: string;
  readonly version: string;
};

const columns = `id, subscription_id AS subscriptionId, customer_id AS customerId,
  business_unit_id AS businessUnitId, routing_point_id AS routingPointId, login_id AS loginId,
  address, ip_class_id AS ipClassId, settings, plan, wanted_state AS wantedState, version`;

const pageSize = 5_000;

export async function* liveIps(db: DataSource): AsyncGenerator<IpModelRow> {
  for (let after = ""; ; ) {
    const rows = await db.query<Raw[]>(
      `SELECT ${columns} FROM ips WHERE id > ? AND wanted_state <> 'deleted'
       ORDER BY id LIMIT ${pageSize}`,
      [after],
    );
    yield* rows.map(readRow);
    const last = rows.at(-1);
    if (last === undefined || rows.length < pageSize) return;
    after = last.id;
  }
}

export async function ipsById(db: DataSource, ids: readonly string[]): Promise<IpModelRow[]> {
  const rows = await db.query<Raw[]>(`SELECT ${columns} FROM ips WHERE id IN (?)`, [ids]);
  return rows.map(readRow);
}

function readRow({ settings, version, ...row }: Raw): IpModelRow {
  const described = jsonColumn.transformer.from(settings) as Described;
  return { ...row, settings: described, version: BigInt(version) };
}
