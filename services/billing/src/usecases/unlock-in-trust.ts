import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import { type TrustUnlock, unlockUntil } from "../domain/trust-unlock.ts";
import { idempotently } from "./idempotent.ts";
import { debtorIn, ladderOfUnit } from "./ladder-of-unit.ts";
import type { Billing, Units } from "./ports.ts";

export type UnlockInTrust = (
  request: WriteRequest,
  given: { readonly customerId: string; readonly by: string },
  units: Units,
) => Promise<TrustUnlock>;

/** Has a suspended customer's line back for some days although he has not paid, within the unit's limits. */
export function unlockInTrust(transact: Transact<Billing>, clock: Clock): UnlockInTrust {
  return (request, { customerId, by }, units) =>
    idempotently(transact, clock, request, {
      id: newId(clock.now()),
      async first(scope, id) {
        const { debtors, suspensions } = scope;
        const { businessUnitId } = await debtors.lockCustomer(customerId, units);
        const ladder = await ladderOfUnit(scope, businessUnitId, clock);
        const { debts } = await debtorIn(scope, ladder, customerId);
        const held = (await suspensions.ofCustomer(businessUnitId, customerId)).filter(
          ({ state }) => state === "suspended",
        );
        const before = await suspensions.unlocks(businessUnitId, customerId);
        const noticed = debts.flatMap(({ noticedOn }) => noticedOn ?? []).toSorted();
        const about = { isSuspended: held.length > 0, noticedOn: noticed[0] ?? null, before };
        const untilOn = unlockUntil(ladder.policy, about, ladder.today);
        const at = clock.now();
        const unlock = { id, businessUnitId, customerId, on: ladder.today, untilOn, by, at };
        await suspensions.addUnlock(unlock);
        for (const suspension of held)
          await suspensions.save({ ...suspension, state: "resuming", resumedFor: "unlock" });
        return unlock;
      },
      async again({ debtors, suspensions }, id) {
        const { businessUnitId } = await debtors.customer(customerId, units);
        const given = await suspensions.unlocks(businessUnitId, customerId);
        const unlock = given.find((one) => one.id === id);
        if (unlock === undefined) throw new Error(`unlock ${id} vanished`);
        return unlock;
      },
    });
}
