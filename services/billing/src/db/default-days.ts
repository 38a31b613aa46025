import { duplicateKey } from "@isp/db";
import type { CivilDate } from "@isp/kernel";
import type { EntityManager } from "typeorm";
import type { DefaultDay, DefaultEntry } from "../domain/default-day.ts";
import { refuse } from "../domain/errors.ts";
import type { DefaultDays, NamedEntry } from "../usecases/ladder-ports.ts";
import { visible } from "./visible.ts";

const dayColumns = `id, business_unit_id, business_unit_id AS businessUnitId, day_on AS \`on\`, version,
  state, approved_by AS approvedBy, approved_at AS approvedAt`;
const entryColumns = `e.id, e.day_id AS dayId, e.business_unit_id AS businessUnitId,
  e.customer_id AS customerId, e.act, e.state, e.debt_cents AS debtCents,
  e.noticed_on AS noticedOn, e.problem`;
const rowsAtOnce = 1_000;

type DayRow = Omit<DefaultDay, "version"> & { readonly version: string };
type EntryRow = Omit<NamedEntry, "debtCents" | "customerName"> & {
  readonly debtCents: string;
  readonly customerName?: string | null;
};

export function mysqlDefaultDays(manager: EntityManager): DefaultDays {
  const readDays = async (rest: string, parameters: unknown[]): Promise<DefaultDay[]> => {
    const rows = await manager.query<DayRow[]>(
      `SELECT ${dayColumns} FROM default_days ${rest}`,
      parameters,
    );
    return rows.map((row) => ({ ...row, version: BigInt(row.version) }));
  };
  const find = async (id: string, units: readonly string[] | "all", lock = "") => {
    const [where, parameters] = visible("", units);
    const [day] = await readDays(`WHERE id = ? AND ${where} ${lock}`, [id, ...parameters]);
    if (day === undefined) throw refuse.day_not_found(`There is no list ${id}.`);
    return day;
  };
  return {
    async add(day, entries) {
      if (!(await addDay(manager, day))) return false;
      for (let from = 0; from < entries.length; from += rowsAtOnce)
        await manager.query("INSERT INTO default_entries VALUES ?", [
          entries.slice(from, from + rowsAtOnce).map(entryValues),
        ]);
      return true;
    },
    async on(businessUnitId, on) {
      const about = [businessUnitId, on];
      return (await readDays("WHERE business_unit_id = ? AND day_on = ?", about))[0] ?? null;
    },
    find: (id, units) => find(id, units),
    lock: (id, units) => find(id, units, "FOR UPDATE"),
    async save({ id, version, state, approvedBy, approvedAt }, isByPerson) {
      await manager.query(
        `UPDATE default_days SET version = ?, state = ?, approved_by = ?, approved_at = ?,
           by_person = ? WHERE id = ?`,
        [version.toString(), state, approvedBy, approvedAt, isByPerson, id],
      );
    },
    async wasApproved(businessUnitId, since) {
      const rows = await manager.query<unknown[]>(
        `SELECT 1 FROM default_days WHERE business_unit_id = ? AND day_on >= ? AND by_person = 1
         LIMIT 1`,
        [businessUnitId, since],
      );
      return rows.length > 0;
    },
    lapse: (businessUnitId, before) => lapse(manager, businessUnitId, before),
    list(businessUnitId, units, { limit, after }) {
      const [where, parameters] = visible(businessUnitId, units);
      const rest = `WHERE ${where} ${after === "" ? "" : "AND id < ?"} ORDER BY id DESC LIMIT ?`;
      return readDays(rest, [...parameters, ...(after === "" ? [] : [after]), limit]);
    },
    async entries(dayId) {
      const rows = await manager.query<EntryRow[]>(
        `SELECT ${entryColumns}, c.name AS customerName FROM default_entries e
         LEFT JOIN customers c ON c.id = e.customer_id WHERE e.day_id = ?
         ORDER BY e.noticed_on IS NULL, e.noticed_on, e.debt_cents DESC, e.customer_id`,
        [dayId],
      );
      return rows.map(toEntry);
    },
    async waiting(dayId, limit) {
      const rows = await manager.query<EntryRow[]>(
        `SELECT ${entryColumns} FROM default_entries e WHERE e.day_id = ? AND e.state = 'listed'
         ORDER BY e.id LIMIT ?`,
        [dayId, limit],
      );
      return rows.map(toEntry);
    },
    async lockWaiting(entryId) {
      const [row] = await manager.query<EntryRow[]>(
        `SELECT ${entryColumns} FROM default_entries e WHERE e.id = ? AND e.state = 'listed' FOR UPDATE`,
        [entryId],
      );
      return row === undefined ? null : toEntry(row);
    },
    async exclude(dayId, entryIds) {
      if (entryIds.length === 0) return;
      await manager.query(
        "UPDATE default_entries SET state = 'excluded' WHERE day_id = ? AND id IN (?) AND state = 'listed'",
        [dayId, [...entryIds]],
      );
    },
    async setEntry(entryId, state, problem) {
      await manager.query("UPDATE default_entries SET state = ?, problem = ? WHERE id = ?", [
        state,
        problem,
        entryId,
      ]);
    },
  };
}

/** Two replicas may make the list of a day; it is made once. */
async function addDay(manager: EntityManager, day: DefaultDay): Promise<boolean> {
  try {
    await manager.query("INSERT INTO default_days VALUES (?)", [
      [
        day.id,
        day.businessUnitId,
        day.on,
        day.version.toString(),
        day.state,
        day.approvedBy,
        day.approvedAt,
        false,
      ],
    ]);
    return true;
  } catch (error) {
    if (duplicateKey(error) !== "default_days_one_day") throw error;
    return false;
  }
}

async function lapse(
  manager: EntityManager,
  businessUnitId: string,
  before: CivilDate,
): Promise<void> {
  await manager.query(
    `UPDATE default_entries e JOIN default_days d ON d.id = e.day_id
     SET e.state = 'dropped', e.problem = 'day-over'
     WHERE d.business_unit_id = ? AND d.day_on < ? AND d.day_on >= ? - INTERVAL 60 DAY
       AND e.state = 'listed'`,
    [businessUnitId, before, before],
  );
  await manager.query(
    `UPDATE default_days SET state = 'lapsed', version = version + 1
     WHERE business_unit_id = ? AND day_on < ? AND state = 'open'`,
    [businessUnitId, before],
  );
}

function entryValues(entry: DefaultEntry): unknown[] {
  return [
    entry.id,
    entry.dayId,
    entry.businessUnitId,
    entry.customerId,
    entry.act,
    entry.state,
    entry.debtCents.toString(),
    entry.noticedOn,
    entry.problem,
  ];
}

function toEntry({ customerName, ...row }: EntryRow): NamedEntry {
  return { ...row, debtCents: BigInt(row.debtCents), customerName: customerName ?? "" };
}
