import type { CivilDate } from "@isp/kernel";
import type { EntityManager } from "typeorm";
import type { Closing, Parked } from "../domain/closing.ts";
import { refuse } from "../domain/errors.ts";
import type { Closings } from "../usecases/closing-ports.ts";
import type { Units } from "../usecases/ports.ts";
import { visible } from "./visible.ts";

const columns = `id, version, business_unit_id AS businessUnitId, closing_on AS \`on\`, state,
  subscriptions, lines_count AS \`lines\`, invoices, amount_cents AS amountCents, done, total, reached,
  proposed_at AS proposedAt, committed_at AS committedAt,
  reversal_reason AS reason, reversed_by AS \`by\`, reversed_at AS endedAt`;

const written = `id, version, business_unit_id, closing_on, state, subscriptions, lines_count, invoices,
  amount_cents, done, total, reached, proposed_at, committed_at, reversal_reason, reversed_by, reversed_at`;

type Counted =
  | "version"
  | "subscriptions"
  | "lines"
  | "invoices"
  | "amountCents"
  | "done"
  | "total";
type Row = Omit<Closing, Counted | "reversal"> &
  Readonly<Record<Counted, string>> & {
    readonly reason: string | null;
    readonly by: string | null;
    readonly endedAt: Date | null;
  };

export function mysqlClosings(manager: EntityManager): Closings {
  const read = async (rest: string, parameters: unknown[]) => {
    const rows = await manager.query<Row[]>(`SELECT ${columns} FROM closings ${rest}`, parameters);
    return rows.map(toClosing);
  };
  const one = async (id: string, units: Units, suffix: string) => {
    const [where, parameters] = visible("", units);
    const [closing] = await read(`WHERE id = ? AND ${where} ${suffix}`, [id, ...parameters]);
    if (closing === undefined) throw refuse.closing_not_found(`There is no closing ${id}.`);
    return closing;
  };
  return {
    async add(closing) {
      await manager.query(`INSERT INTO closings (${written}) VALUES (?)`, [toValues(closing)]);
    },
    async save(closing) {
      const [id, version, , , ...rest] = toValues(closing);
      await manager.query(
        `UPDATE closings SET version = ?, state = ?, subscriptions = ?, lines_count = ?, invoices = ?,
           amount_cents = ?, done = ?, total = ?, reached = ?, proposed_at = ?, committed_at = ?,
           reversal_reason = ?, reversed_by = ?, reversed_at = ?, stands = ?
         WHERE id = ?`,
        [version, ...rest, closing.state === "reversed" ? null : 1, id],
      );
    },
    find: (id, units) => one(id, units, ""),
    lock: (id, units) => one(id, units, "FOR UPDATE"),
    async lockOn(businessUnitId, on) {
      const rest = "WHERE business_unit_id = ? AND closing_on = ? AND stands = 1 FOR UPDATE";
      const [closing] = await read(rest, [businessUnitId, on]);
      return closing ?? null;
    },
    list(businessUnitId, units, { limit, after }) {
      const [where, parameters] = visible(businessUnitId, units);
      const older = after === "" ? "" : "AND id < ?";
      return read(`WHERE ${where} ${older} ORDER BY id DESC LIMIT ?`, [
        ...parameters,
        ...(after === "" ? [] : [after]),
        limit,
      ]);
    },
    committedOn: (businessUnitId, dates) =>
      dates.length === 0
        ? Promise.resolve([])
        : read("WHERE business_unit_id = ? AND closing_on IN (?) AND state = 'committed'", [
            businessUnitId,
            [...dates],
          ]),
    async standingOn(businessUnitId) {
      const rows = await manager.query<{ on: CivilDate }[]>(
        `SELECT closing_on AS \`on\` FROM closings
         WHERE business_unit_id = ? AND state IN ('committing', 'committed')`,
        [businessUnitId],
      );
      return rows.map((row) => row.on);
    },
    async committedAfter(businessUnitId, on) {
      const rows = await manager.query<{ on: CivilDate }[]>(
        `SELECT closing_on AS \`on\` FROM closings
         WHERE business_unit_id = ? AND closing_on > ? AND state IN ('committing', 'committed')
         ORDER BY closing_on`,
        [businessUnitId, on],
      );
      return rows.map((row) => row.on);
    },
    async isCommitting(businessUnitId) {
      // All of them are locked, so that a commit which begins meanwhile waits.
      const rows = await manager.query<{ state: string }[]>(
        "SELECT state FROM closings WHERE business_unit_id = ? LOCK IN SHARE MODE",
        [businessUnitId],
      );
      return rows.some(({ state }) => state === "committing");
    },
    // A version that issued no batches by themselves may have ended a commit before all of them were.
    underWay: () =>
      read(
        `WHERE state IN ('proposing', 'committing', 'reversing')
           OR id IN (SELECT closing_id FROM closing_batches WHERE is_issued = 0) ORDER BY id`,
        [],
      ),
    parked: (closingId) =>
      manager.query<Parked[]>(
        `SELECT subscription_id AS subscriptionId, code, detail FROM parked_subscriptions
         WHERE closing_id = ? ORDER BY subscription_id LIMIT 1000`,
        [closingId],
      ),
  };
}

function toClosing({ reason, by, endedAt, ...row }: Row): Closing {
  return {
    ...row,
    reversal: reason === null ? null : { reason, by: by ?? "", endedAt },
    version: BigInt(row.version),
    subscriptions: BigInt(row.subscriptions),
    lines: BigInt(row.lines),
    invoices: BigInt(row.invoices),
    amountCents: BigInt(row.amountCents),
    done: BigInt(row.done),
    total: BigInt(row.total),
  };
}

function toValues(closing: Closing): unknown[] {
  return [
    closing.id,
    closing.version.toString(),
    closing.businessUnitId,
    closing.on,
    closing.state,
    closing.subscriptions.toString(),
    closing.lines.toString(),
    closing.invoices.toString(),
    closing.amountCents.toString(),
    closing.done.toString(),
    closing.total.toString(),
    closing.reached,
    closing.proposedAt,
    closing.committedAt,
    closing.reversal?.reason ?? null,
    closing.reversal?.by ?? null,
    closing.reversal?.endedAt ?? null,
  ];
}
