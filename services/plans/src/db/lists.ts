import { queryOf } from "@isp/db";
import type { DataSource } from "typeorm";
import type {
  CustomerLine,
  ListPage,
  Lists,
  LoginLine,
  SubscriptionFilter,
  SubscriptionLine,
} from "../usecases/list-ports.ts";
import type { Units } from "../usecases/ports.ts";

/** A subscription as a line of a list, from `subscriptions s` and its `customers c`. */
export const subscriptionColumns = `s.id, s.number, s.customer_id AS customerId, c.name AS customerName,
  s.business_unit_id AS businessUnitId, s.plan_id AS planId, JSON_UNQUOTE(JSON_EXTRACT(s.plan, '$.name')) AS planName,
  s.status, s.list, s.service, s.start_on AS startOn, s.payable_cents AS payableCents,
  s.routing_point_id AS routingPointId, s.due_day_id AS dueDayId, s.salesperson_id AS salespersonId,
  s.registered_at AS registeredAt, s.contract_expires_on AS contractExpiresOn, s.ended_on AS endedOn,
  COALESCE((SELECT i.name FROM items i WHERE i.subscription_id = s.id AND i.kind = 'login'
      AND JSON_VALUE(i.wanted, '$.state') <> 'deleted'
    ORDER BY i.main DESC, i.id LIMIT 1), '') AS login`;

/** What a list may be ordered by: nothing of the caller's reaches the statement but these. */
const subscriptionOrder = {
  number: "s.number",
  "start-on": "s.start_on",
  payable: "s.payable_cents",
} as const;
const customerOrder = { name: "c.name", "registered-at": "c.registered_at" } as const;

type Where = { readonly conditions: string[]; readonly values: unknown[] };

export function mysqlLists(db: DataSource): Lists {
  const query = queryOf(db);
  return {
    async subscriptions(filter, units, page) {
      const where = filtered(filter, units);
      const column = subscriptionOrder[page.sort as keyof typeof subscriptionOrder];
      const tail = ordered(where, page, column ?? subscriptionOrder.number, "s.id");
      const rows = await query<SubscriptionRow[]>(
        `SELECT ${subscriptionColumns}, ${column ?? subscriptionOrder.number} AS sortedBy
         FROM subscriptions s JOIN customers c ON c.id = s.customer_id ${tail}`,
        where.values,
      );
      return rows.map(toSubscriptionLine);
    },
    async logins(filter, units, page) {
      const where = filtered(filter, units);
      where.conditions.push("l.kind = 'login'", "JSON_VALUE(l.wanted, '$.state') <> 'deleted'");
      const tail = ordered(where, page, "l.name", "l.id");
      const rows = await query<(SubscriptionRow & LoginRow)[]>(
        `SELECT ${subscriptionColumns}, l.id AS itemId, l.name, l.main, l.name AS sortedBy,
           JSON_UNQUOTE(JSON_EXTRACT(l.wanted, '$.state')) AS wanted,
           JSON_UNQUOTE(JSON_EXTRACT(l.\`real\`, '$.state')) AS \`real\`
         FROM items l JOIN subscriptions s ON s.id = l.subscription_id
         JOIN customers c ON c.id = s.customer_id ${tail}`,
        where.values,
      );
      return rows.map(toLoginLine);
    },
    async customers({ businessUnitId, city, personType }, units, page) {
      const where: Where = { conditions: [], values: [] };
      equal(where, "c.business_unit_id", businessUnitId);
      equal(where, "c.city", city);
      equal(where, "c.person_type", personType);
      within(where, "c.business_unit_id", units);
      const column = customerOrder[page.sort as keyof typeof customerOrder] ?? customerOrder.name;
      const tail = ordered(where, page, column, "c.id");
      return query<CustomerLine[]>(
        `SELECT c.id, c.name, c.person_type AS personType, c.document, c.city,
           c.business_unit_id AS businessUnitId, c.email, c.phone, c.registered_at AS registeredAt,
           CAST((SELECT COUNT(*) FROM subscriptions s WHERE s.customer_id = c.id AND s.list = 'active')
             AS SIGNED) AS activeSubscriptions, ${column} AS sortedBy
         FROM customers c ${tail}`,
        where.values,
      );
    },
  };
}

function filtered(filter: SubscriptionFilter, units: Units): Where {
  const where: Where = { conditions: [], values: [] };
  equal(where, "s.business_unit_id", filter.businessUnitId);
  equal(where, "s.plan_id", filter.planId);
  equal(where, "s.status", filter.status);
  equal(where, "s.list", filter.list);
  equal(where, "s.routing_point_id", filter.routingPointId);
  equal(where, "s.due_day_id", filter.dueDayId);
  equal(where, "s.salesperson_id", filter.salespersonId);
  within(where, "s.business_unit_id", units);
  return where;
}

function equal({ conditions, values }: Where, column: string, value: string): void {
  if (value === "") return;
  conditions.push(`${column} = ?`);
  values.push(value);
}

function within({ conditions, values }: Where, column: string, units: Units): void {
  if (units === "all") return;
  conditions.push(units.length === 0 ? "FALSE" : `${column} IN (?)`);
  if (units.length > 0) values.push(units);
}

/** Goes on behind the last row of the page before, so that no row is left out or shown twice. */
function ordered(where: Where, page: ListPage, column: string, id: string): string {
  const [compare, direction] = page.descending ? ["<", "DESC"] : [">", "ASC"];
  if (page.after !== null) {
    where.conditions.push(`(${column} ${compare} ? OR (${column} = ? AND ${id} ${compare} ?))`);
    where.values.push(page.after.value, page.after.value, page.after.id);
  }
  where.values.push(page.limit);
  const { conditions } = where;
  const filter = conditions.length === 0 ? "" : `WHERE ${conditions.join(" AND ")}`;
  return `${filter} ORDER BY ${column} ${direction}, ${id} ${direction} LIMIT ?`;
}

export type SubscriptionRow = Omit<SubscriptionLine, "number" | "payableCents"> & {
  readonly number: string;
  readonly payableCents: string;
};
type LoginRow = {
  readonly itemId: string;
  readonly name: string;
  readonly main: number;
  readonly wanted: string;
  readonly real: string;
};

export function toSubscriptionLine(row: SubscriptionRow): SubscriptionLine {
  return { ...row, number: BigInt(row.number), payableCents: BigInt(row.payableCents) };
}

function toLoginLine({
  itemId,
  name,
  main,
  wanted,
  real,
  ...row
}: SubscriptionRow & LoginRow): LoginLine {
  const subscription = toSubscriptionLine(row);
  return { id: itemId, name, main: main === 1, wanted, real, subscription, sortedBy: row.sortedBy };
}
