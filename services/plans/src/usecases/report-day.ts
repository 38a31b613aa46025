import type { Transact } from "@isp/db";
import { type CivilDate, civilDateIn, type Clock, isCivilDate } from "@isp/kernel";
import { fieldCheck } from "../domain/errors.ts";
import type {
  CancellationLine,
  Counted,
  DayCount,
  DayReports,
  SubscriptionLine,
} from "./list-ports.ts";
import type { PlansScope, Units } from "./ports.ts";

export type Tally = { readonly id: string; readonly name: string; readonly count: number };

/** What happened on a day, and what waits. */
export type DayReport = {
  readonly on: CivilDate;
  readonly registrations: readonly SubscriptionLine[];
  readonly totalRegistrations: number;
  readonly cancellations: readonly CancellationLine[];
  readonly totalCancellations: number;
  readonly registrationsBySalesperson: readonly Tally[];
  readonly cancellationsByReason: readonly Tally[];
  readonly cancellationsBySalesperson: readonly Tally[];
  readonly waitingInstallations: Counted;
  readonly expiringContracts: Counted;
};

export type ReportDay = (
  asked: {
    readonly businessUnitId: string;
    readonly on: string;
    readonly expiringWithinDays: number;
  },
  units: Units,
) => Promise<DayReport>;

const [usualDays, mostDays] = [30, 366];
const mostUnits = 200;

/** Registrations, cancellations by reason and seller, waiting installations and contracts that run out. */
export function reportDay(
  read: Transact<PlansScope>,
  reports: DayReports,
  clock: Clock,
): ReportDay {
  return async ({ businessUnitId, on, expiringWithinDays }, visible) => {
    const check = fieldCheck();
    check.require(on === "" || isCivilDate(on), "/on", "must be a date");
    const days = expiringWithinDays === 0 ? usualDays : expiringWithinDays;
    check.require(days > 0 && days <= mostDays, "/expiringWithinDays", `must be 1 to ${mostDays}`);
    check.done();
    const units = await read((scope) =>
      businessUnitId === ""
        ? scope.units.list(visible, { limit: mostUnits, after: "" })
        : scope.units.find(businessUnitId, visible).then((unit) => [unit]),
    );
    const dated = units.map(({ id, timeZone }) => ({
      businessUnitId: id,
      timeZone,
      on: on === "" ? civilDateIn(timeZone, clock.now()) : on,
    }));
    const [sold, ended, soldBy, endedBy, waiting, expiring, names] = await Promise.all([
      each(dated, (unit) => reports.registrations(unit)),
      each(dated, (unit) => reports.cancellations(unit)),
      each(dated, (unit) => reports.countRegistrations(unit)),
      each(dated, (unit) => reports.countCancellations(unit)),
      reports.waiting(dated.map((unit) => unit.businessUnitId)),
      Promise.all(dated.map((unit) => reports.expiring(unit, days))),
      reports.names(),
    ]);
    const nameOf = (id: string) => names.get(id) ?? "";
    return {
      on: dated[0]?.on ?? on,
      registrations: sold,
      totalRegistrations: totalOf(soldBy),
      cancellations: ended.map((line) => ({ ...line, reason: nameOf(line.reasonId) })),
      totalCancellations: totalOf(endedBy),
      registrationsBySalesperson: tallied(soldBy, "salespersonId", nameOf),
      cancellationsByReason: tallied(endedBy, "reasonId", nameOf),
      cancellationsBySalesperson: tallied(endedBy, "salespersonId", nameOf),
      waitingInstallations: waiting,
      expiringContracts: {
        lines: expiring.flatMap(({ lines }) => lines),
        total: expiring.reduce((sum, { total }) => sum + total, 0),
      },
    };
  };
}

async function each<Unit, Line>(
  units: readonly Unit[],
  read: (unit: Unit) => Promise<readonly Line[]>,
): Promise<Line[]> {
  const lines: Line[] = [];
  for (const unit of units) lines.push(...(await read(unit)));
  return lines;
}

/** Most first. */
function tallied(
  counts: readonly DayCount[],
  by: "salespersonId" | "reasonId",
  nameOf: (id: string) => string,
): Tally[] {
  const groups = Map.groupBy(counts, (count) => count[by]);
  return [...groups]
    .map(([id, of]) => ({ id, name: nameOf(id), count: totalOf(of) }))
    .toSorted((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}

const totalOf = (counts: readonly DayCount[]) => counts.reduce((sum, { count }) => sum + count, 0);
