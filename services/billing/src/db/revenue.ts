import type { CivilDate } from "@isp/kernel";
import type { EntityManager } from "typeorm";
import { monthsUntil, type RevenueMonth } from "../domain/revenue.ts";
import type { Units } from "../usecases/ports.ts";
import { visible } from "./visible.ts";

type Row = { readonly month: string; readonly invoices: string } & Readonly<
  Record<"invoicedCents" | "creditedCents" | "receivedCents", string>
>;

type Source = {
  readonly table: string;
  readonly day: string;
  readonly sums: string;
  readonly only: string;
};

const sources: readonly Source[] = [
  {
    table: "invoices",
    day: "issued_on",
    sums: "COUNT(*) AS invoices, SUM(total_cents) AS invoiced, 0 AS credited, 0 AS received",
    only: "",
  },
  { table: "credit_notes", day: "issued_on", sums: "0, 0, SUM(total_cents), 0", only: "" },
  { table: "returned_credits", day: "returned_on", sums: "0, 0, SUM(amount_cents), 0", only: "" },
  { table: "credit_payouts", day: "entered_on", sums: "0, 0, 0, -SUM(amount_cents)", only: "" },
  { table: "credit_payouts", day: "reversed_on", sums: "0, 0, 0, SUM(amount_cents)", only: "" },
  {
    table: "payments",
    day: "received_on",
    sums: "0, 0, 0, SUM(amount_cents)",
    only: "AND source = 'money'",
  },
  {
    table: "payments",
    day: "reversed_on",
    sums: "0, 0, 0, -SUM(amount_cents)",
    only: "AND source = 'money'",
  },
];

/** So many months of a unit, or of all units that are seen, the last being that of a day. */
export async function revenueUntil(
  manager: EntityManager,
  asked: { readonly on: CivilDate; readonly months: number; readonly businessUnitId: string },
  units: Units,
): Promise<readonly RevenueMonth[]> {
  const [where, parameters] = visible(asked.businessUnitId, units);
  const months = monthsUntil(asked.on, asked.months);
  const parts = sources.map(
    ({ table, day, sums, only }) =>
      `SELECT DATE_FORMAT(${day}, '%Y-%m-01') AS month, ${sums} FROM ${table}
       WHERE ${day} BETWEEN ? AND LAST_DAY(?) ${only} AND ${where} GROUP BY month`,
  );
  const rows = await manager.query<Row[]>(
    `SELECT month, SUM(invoices) AS invoices, SUM(invoiced) AS invoicedCents,
       SUM(credited) AS creditedCents, SUM(received) AS receivedCents
     FROM (${parts.join(" UNION ALL ")}) AS moved GROUP BY month`,
    sources.flatMap(() => [months[0], asked.on, ...parameters]),
  );
  return months.map((monthOn) => {
    const row = rows.find(({ month }) => month === monthOn);
    return {
      monthOn,
      invoices: Number(row?.invoices ?? 0),
      invoicedCents: BigInt(row?.invoicedCents ?? 0),
      creditedCents: BigInt(row?.creditedCents ?? 0),
      receivedCents: BigInt(row?.receivedCents ?? 0),
    };
  });
}
