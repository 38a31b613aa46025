import { civilDateIn, isNationalHoliday } from "@isp/kernel";
import { type Period, periodAt, type WallTime } from "../domain/business-hours.ts";
import type { Unit } from "../domain/unit.ts";

/** The business units in memory: a provider has few. */
export type UnitModel = {
  readonly find: (id: string) => Unit | undefined;
  /** Which of a plan's speeds holds; asked for every accept, and worked out once a minute. */
  readonly periodOf: (id: string, now: number) => Period;
  readonly replace: (units: readonly Unit[]) => void;
};

const minuteMs = 60_000;

export function unitModel(): UnitModel {
  let known = new Map<string, Unit>();
  let periods = new Map<string, { readonly minute: number; readonly period: Period }>();
  return {
    find: (id) => known.get(id),
    periodOf(id, now) {
      const unit = known.get(id);
      if (unit === undefined) return "business";
      const minute = Math.floor(now / minuteMs);
      const last = periods.get(id);
      if (last?.minute === minute) return last.period;
      const period = periodAt(unit.businessHours, wallTimeIn(unit.timeZone, new Date(now)));
      periods.set(id, { minute, period });
      return period;
    },
    replace(units) {
      known = new Map(units.map((unit) => [unit.id, unit]));
      periods = new Map();
    },
  };
}

/** What the unit's wall shows: its civil date decides weekday and holiday. */
export function wallTimeIn(timeZone: string, instant: Date): WallTime {
  const date = civilDateIn(timeZone, instant);
  const time = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(instant);
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
  return { weekday, time, isHoliday: isNationalHoliday(date) };
}
