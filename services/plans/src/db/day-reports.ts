import { queryOf } from "@isp/db";
import { addDays, startOfDay } from "@isp/kernel";
import type { DataSource } from "typeorm";
import type {
  CancellationLine,
  Counted,
  DayCount,
  DayReports,
  SubscriptionLine,
  UnitDay,
} from "../usecases/list-ports.ts";
import { subscriptionColumns, type SubscriptionRow, toSubscriptionLine } from "./lists.ts";

/** More are no reading; the counts are whole. */
const mostLines = 1_000;
type Condition = readonly [where: string, values: readonly unknown[]];

const from = "FROM subscriptions s JOIN customers c ON c.id = s.customer_id";

export function mysqlDayReports(db: DataSource): DayReports {
  const query = queryOf(db);
  const lines = async (rest: string, values: readonly unknown[]): Promise<SubscriptionLine[]> => {
    const rows = await query<SubscriptionRow[]>(
      `SELECT ${subscriptionColumns}, s.number AS sortedBy ${from} ${rest} ORDER BY s.number LIMIT ${mostLines}`,
      [...values],
    );
    return rows.map(toSubscriptionLine);
  };
  const counted = async (where: string, values: readonly unknown[]): Promise<Counted> => {
    const [row] = await query<{ count: string }[]>(
      `SELECT COUNT(*) AS count FROM subscriptions s ${where}`,
      [...values],
    );
    return { lines: await lines(where, values), total: Number(row?.count ?? 0) };
  };
  const countedBy = async ([where, values]: Condition): Promise<DayCount[]> => {
    const rows = await query<(Omit<DayCount, "count"> & { readonly count: string })[]>(
      `SELECT s.salesperson_id AS salespersonId, s.cancellation_reason_id AS reasonId,
         COUNT(*) AS count FROM subscriptions s ${where}
       GROUP BY s.salesperson_id, s.cancellation_reason_id`,
      values,
    );
    return rows.map((row) => ({ ...row, count: Number(row.count) }));
  };
  return {
    registrations: (day) => lines(...registeredOn(day)),
    countRegistrations: (day) => countedBy(registeredOn(day)),
    countCancellations: (day) => countedBy(cancelledOn(day)),
    async cancellations(day) {
      const [where, values] = cancelledOn(day);
      const rows = await query<(SubscriptionRow & Omit<CancellationLine, "subscription">)[]>(
        `SELECT ${subscriptionColumns}, s.number AS sortedBy, s.cancellation_reason_id AS reasonId,
           COALESCE((SELECT o.requested_by FROM operations o
             WHERE o.subscription_id = s.id AND o.kind = 'cancel' ORDER BY o.id DESC LIMIT 1), '') AS requestedBy
         ${from} ${where} ORDER BY s.number LIMIT ${mostLines}`,
        values,
      );
      return rows.map(({ reasonId, requestedBy, ...row }) => ({
        subscription: toSubscriptionLine(row),
        reasonId,
        reason: "",
        requestedBy,
      }));
    },
    waiting: (units) =>
      units.length === 0
        ? Promise.resolve({ lines: [], total: 0 })
        : counted("WHERE s.status = 'waiting-installation' AND s.business_unit_id IN (?)", [units]),
    expiring: ({ businessUnitId, on }, days) =>
      counted(
        `WHERE s.business_unit_id = ? AND s.list <> 'cancelled' AND s.ended_on IS NULL
         AND s.contract_expires_on > s.start_on AND s.contract_expires_on BETWEEN ? AND ?`,
        [businessUnitId, on, addDays(on, days)],
      ),
    async names() {
      const rows = await query<{ id: string; name: string }[]>("SELECT id, name FROM list_entries");
      return new Map(rows.map(({ id, name }) => [id, name]));
    },
  };
}

/** What came out of a plan change or a transfer was not sold on that day. */
function registeredOn({ businessUnitId, on, timeZone }: UnitDay): Condition {
  return [
    `WHERE s.business_unit_id = ? AND s.predecessor_id = ''
     AND s.registered_at >= ? AND s.registered_at < ?`,
    [businessUnitId, startOfDay(timeZone, on), startOfDay(timeZone, addDays(on, 1))],
  ];
}

function cancelledOn({ businessUnitId, on }: UnitDay): Condition {
  return [
    `WHERE s.business_unit_id = ? AND s.list = 'cancelled' AND s.successor_id = ''
     AND s.ended_on = ?`,
    [businessUnitId, on],
  ];
}
