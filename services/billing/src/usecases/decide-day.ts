import type { Transact, WriteRequest } from "@isp/db";
import { civilDateIn, type Clock } from "@isp/kernel";
import type { DefaultDay } from "../domain/default-day.ts";
import { refuse } from "../domain/errors.ts";
import { idempotently } from "./idempotent.ts";
import type { Billing, Units } from "./ports.ts";

export type ApproveDay = (
  request: WriteRequest,
  given: { readonly id: string; readonly excludedIds: readonly string[]; readonly by: string },
  units: Units,
) => Promise<DefaultDay>;

/** Lets the list of this day be carried out, without the entries that are named. */
export function approveDay(transact: Transact<Billing>, clock: Clock): ApproveDay {
  return (request, { id, excludedIds, by }, units) =>
    idempotently(transact, clock, request, {
      id,
      async first({ defaultDays, lists }) {
        const day = await defaultDays.lock(id, units);
        const now = clock.now();
        const unit = await lists.findUnit(day.businessUnitId);
        const today = civilDateIn(unit?.timeZone ?? "UTC", now);
        if (day.state !== "open" || day.on !== today)
          throw refuse.day_decided(`The list of ${day.on} is ${day.state}, and it is ${today}.`);
        await defaultDays.exclude(id, excludedIds);
        const approved: DefaultDay = {
          ...day,
          version: day.version + 1n,
          state: "approved",
          approvedBy: by,
          approvedAt: now,
        };
        // A list of which everything was taken out shows nobody's trust in the next one.
        const left = await defaultDays.waiting(id, 1);
        await defaultDays.save(approved, left.length > 0);
        return approved;
      },
      again: ({ defaultDays }) => defaultDays.find(id, units),
    });
}
