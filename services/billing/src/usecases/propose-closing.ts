import type { Transact } from "@isp/db";
import {
  type CivilDate,
  type Clock,
  civilDateIn,
  type Failpoints,
  newId,
  noFailpoints,
} from "@isp/kernel";
import type { BusinessUnit, Closing, DueDay } from "../domain/closing.ts";
import { closesOn } from "../domain/cycle.ts";
import { refuse } from "../domain/errors.ts";
import type { Billing, CaughtUp, Units } from "./ports.ts";

export type ProposeClosing = (
  businessUnitId: string,
  on: CivilDate,
  units: Units,
) => Promise<Closing>;

/**
 * Begins the proposal of a closing. There is one closing per unit and date: one that is committed or
 * being committed is answered as it is, and one that was only proposed is proposed anew, from what is
 * known now.
 */
export function proposeClosing(
  transact: Transact<Billing>,
  clock: Clock,
  caughtUp: CaughtUp,
  failpoint: Failpoints = noFailpoints,
): ProposeClosing {
  return async (businessUnitId, on, units) => {
    // A proposal that lacks what was sold a moment ago would look complete and not be.
    if (!(await caughtUp())) {
      throw refuse.behind("Billing is still reading what plans decided; try again in a moment.");
    }
    const closing = await transact(async ({ closings, proposals, lists, terms }) => {
      const unit = await unitOf({ lists }, businessUnitId, units);
      const dueDays = (await lists.closingDueDays(businessUnitId)).filter(({ closingDay }) =>
        closesOn(on, closingDay),
      );
      if (dueDays.length === 0) {
        throw refuse.closing_day_wrong(`No due day of ${unit.name} closes on ${on}.`);
      }
      const now = clock.now();
      const today = civilDateIn(unit.timeZone, now);
      if (on > today) throw refuse.closing_in_future(`${on} lies ahead of today, ${today}.`);
      const known = await closings.lockOn(businessUnitId, on);
      if (known !== null && known.state !== "proposed") return known;
      const ids = dueDays.map(({ id }) => id);
      const begun = {
        ...(known ?? fresh(newId(now), businessUnitId, on)),
        ...emptyProposal,
        total: await terms.countClosing(businessUnitId, ids, hasDefault(dueDays)),
      };
      if (known === null) await closings.add(begun);
      else {
        await proposals.clear(known.id);
        await closings.save({ ...begun, version: known.version + 1n });
      }
      return begun;
    });
    failpoint("billing.closing_begun");
    return closing;
  };
}

async function unitOf(
  { lists }: Pick<Billing, "lists">,
  id: string,
  units: Units,
): Promise<BusinessUnit> {
  const isVisible = units === "all" || units.includes(id);
  const unit = isVisible ? await lists.findUnit(id) : null;
  if (unit === null) throw refuse.business_unit_not_found(`There is no business unit ${id}.`);
  return unit;
}

/** Subscriptions without a due day of their own go with the unit's default. */
export const hasDefault = (dueDays: readonly DueDay[]): boolean =>
  dueDays.some(({ isDefault }) => isDefault);

const emptyProposal = {
  state: "proposing",
  subscriptions: 0n,
  lines: 0n,
  invoices: 0n,
  amountCents: 0n,
  done: 0n,
  reached: "",
  proposedAt: null,
} as const;

function fresh(id: string, businessUnitId: string, on: CivilDate): Closing {
  return {
    id,
    version: 1n,
    businessUnitId,
    on,
    total: 0n,
    committedAt: null,
    reversal: null,
    ...emptyProposal,
  };
}
