import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import type { DueDay } from "../domain/closing.ts";
import { refuse } from "../domain/errors.ts";
import type { Billing, Units } from "./ports.ts";

export type CreateDueDay = (
  request: WriteRequest,
  dueDay: Pick<DueDay, "businessUnitId" | "day" | "closingDay">,
  units: Units,
) => Promise<DueDay>;

export function createDueDay(transact: Transact<Billing>, clock: Clock): CreateDueDay {
  return (request, { businessUnitId, day, closingDay }, units) =>
    transact(async ({ lists, requests }) => {
      const now = clock.now();
      const visible = units === "all" || units.includes(businessUnitId);
      if (!visible || (await lists.findUnit(businessUnitId)) === null) {
        throw refuse.business_unit_not_found(`There is no business unit ${businessUnitId}.`);
      }
      const { resultId, done } = await requests.claim(request, newId(now), now);
      const dueDay = { id: resultId, businessUnitId, day, closingDay, isDefault: false };
      if (done) return dueDay;
      await lists.addDueDay(dueDay);
      await requests.finish(request, now);
      return dueDay;
    });
}
