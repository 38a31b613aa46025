import type { Transact, WriteRequest } from "@isp/db";
import { addDays, type CivilDate, type Clock, isCivilDate } from "@isp/kernel";
import { expectVersion, fieldCheck } from "../domain/errors.ts";
import { idempotently } from "./idempotent.ts";
import { ladderOfUnit } from "./ladder-of-unit.ts";
import type { Promised } from "./ladder-ports.ts";
import type { Billing, Units } from "./ports.ts";

const furthestDays = 366;
const longestReason = 255;

export type PromiseCustomer = (
  request: WriteRequest,
  given: {
    readonly customerId: string;
    readonly untilOn: CivilDate | null;
    readonly reason: string;
    readonly expectedVersion: bigint;
    readonly by: string;
  },
  units: Units,
) => Promise<Promised>;

/** Keeps a customer from being suspended for debts up to and with a day, or takes that back. */
export function promiseCustomer(transact: Transact<Billing>, clock: Clock): PromiseCustomer {
  return (request, { customerId, untilOn, reason, expectedVersion, by }, units) =>
    idempotently(transact, clock, request, {
      id: customerId,
      async first(scope) {
        const { businessUnitId } = await scope.debtors.lockCustomer(customerId, units);
        const present = await scope.debtors.lock(businessUnitId, customerId);
        expectVersion(expectedVersion, present.version);
        const { today } = await ladderOfUnit(scope, businessUnitId, clock);
        const fields = fieldCheck();
        const [on, said] = [untilOn ?? today, reason.trim()];
        fields.require(isCivilDate(on), "/neverSuspendUntilOn", "must be a date");
        fields.require(on >= today, "/neverSuspendUntilOn", "lies in the past");
        const furthest = addDays(today, furthestDays);
        fields.require(on <= furthest, "/neverSuspendUntilOn", "lies more than a year ahead");
        fields.require(said !== "" || untilOn === null, "/reason", "must be given");
        fields.require(said.length <= longestReason, "/reason", "is too long");
        fields.done();
        const promised: Promised = {
          ...present,
          version: present.version + 1n,
          neverSuspendUntilOn: untilOn,
          reason: said,
          changedBy: by,
        };
        await scope.debtors.promise(promised);
        return promised;
      },
      async again({ debtors }) {
        const { businessUnitId } = await debtors.lockCustomer(customerId, units);
        return debtors.lock(businessUnitId, customerId);
      },
    });
}
