import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { Contest } from "../domain/contest.ts";
import type { Debtor, Ladder } from "../domain/ladder.ts";
import type { Suspension } from "../domain/suspension.ts";
import type { TrustUnlock } from "../domain/trust-unlock.ts";
import { debtorIn, ladderIn, ladderOfUnit, type UnitLadder } from "./ladder-of-unit.ts";
import type { Promised } from "./ladder-ports.ts";
import type { Billing, Units } from "./ports.ts";

/** All that is to be said of a customer's debts: what comes when, and why. */
export type CustomerLadder = {
  readonly of: UnitLadder;
  readonly debtor: Debtor;
  readonly ladder: Ladder;
  readonly promised: Promised | null;
  readonly suspensions: readonly Suspension[];
  readonly unlocks: readonly TrustUnlock[];
  readonly contests: readonly Contest[];
};

export type ReadCustomerLadder = (customerId: string, units: Units) => Promise<CustomerLadder>;

export function readCustomerLadder(transact: Transact<Billing>, clock: Clock): ReadCustomerLadder {
  return (customerId, units) =>
    transact(async (scope) => {
      const { businessUnitId } = await scope.debtors.customer(customerId, units);
      const of = await ladderOfUnit(scope, businessUnitId, clock);
      const debtor = await debtorIn(scope, of, customerId);
      return {
        of,
        debtor,
        ladder: ladderIn(of, debtor),
        promised: await scope.debtors.promised(businessUnitId, customerId),
        suspensions: await scope.suspensions.ofCustomer(businessUnitId, customerId),
        unlocks: await scope.suspensions.unlocks(businessUnitId, customerId),
        contests: await scope.contests.ofCustomer(businessUnitId, customerId),
      };
    });
}
