import type { Transact } from "@isp/db";
import { type CivilDate, civilDateIn, type Clock } from "@isp/kernel";
import type { BusinessUnit } from "../domain/closing.ts";
import { dueClosings, type Unclosed } from "../domain/due-closings.ts";
import type { Billing, Units } from "./ports.ts";

export type DueClosing = { readonly businessUnitId: string; readonly on: CivilDate };

export type ReadDueClosings = (
  businessUnitId: string,
  units: Units,
) => Promise<readonly DueClosing[]>;

/** What is to be closed by today, missed closings included, oldest first; of all units that are seen where none is named. */
export function readDueClosings(transact: Transact<Billing>, clock: Clock): ReadDueClosings {
  return (businessUnitId, units) =>
    transact(async (scope) => {
      const all = await scope.lists.units();
      const asked = all.filter(
        ({ id }) =>
          (units === "all" || units.includes(id)) &&
          (businessUnitId === "" || id === businessUnitId),
      );
      const found = await Promise.all(asked.map((unit) => dueOf(scope, unit, clock)));
      return found.flat().toSorted((a, b) => (a.on < b.on ? -1 : 1));
    });
}

async function dueOf(
  { lists, terms, closings }: Billing,
  { id, timeZone }: BusinessUnit,
  clock: Clock,
): Promise<readonly DueClosing[]> {
  const dueDays = await lists.closingDueDays(id);
  const since = await terms.unclosedSince(id);
  const unclosed = dueDays.flatMap(({ id: dueDayId, closingDay, isDefault }): Unclosed[] => {
    // Subscriptions without a due day of their own go with the unit's default.
    const named = [dueDayId, ...(isDefault ? [""] : [])].map((name) => since.get(name));
    return named.flatMap((on) => (on === undefined ? [] : [{ closingDay, since: on }]));
  });
  const standing = new Set(await closings.standingOn(id));
  const today = civilDateIn(timeZone, clock.now());
  return dueClosings(unclosed, standing, today).map((on) => ({ businessUnitId: id, on }));
}
