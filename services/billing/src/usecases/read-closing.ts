import type { Transact } from "@isp/db";
import { type Closing, type Parked, totalsOf } from "../domain/closing.ts";
import { closesOn } from "../domain/cycle.ts";
import { closingsBefore } from "./compare-closing.ts";
import type { OutlierCount } from "./outlier-ports.ts";
import type { Billing, Units } from "./ports.ts";

export type ClosingRead = {
  readonly closing: Closing;
  readonly parked: readonly Parked[];
  readonly outliers: OutlierCount;
  /** What the closings a month before came to; null where there was none. */
  readonly before: ReturnType<typeof totalsOf> | null;
};

export type ReadClosing = (id: string, units: Units) => Promise<ClosingRead>;

/** A closing beside the one of the month before. */
export function readClosing(transact: Transact<Billing>): ReadClosing {
  return (id, units) =>
    transact(async (scope) => {
      const closing = await scope.closings.find(id, units);
      const all = await scope.lists.closingDueDays(closing.businessUnitId);
      const dueDays = all.filter(({ closingDay }) => closesOn(closing.on, closingDay));
      const before = await closingsBefore(scope, closing, dueDays);
      return {
        closing,
        parked: await scope.closings.parked(id),
        outliers: await scope.outliers.count(id),
        before: before.length === 0 ? null : totalsOf(before),
      };
    });
}
