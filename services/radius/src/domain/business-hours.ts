/** The two speeds of a plan: the business hours of its unit, and all other hours (C92, D23). */
export type Period = "business" | "other";

/** A weekly span of business hours. */
export type Hours = {
  /** 1 is Monday, 7 is Sunday (ISO 8601). */
  readonly weekdays: readonly number[];
  /** HH:MM by the unit's clock. */
  readonly from: string;
  readonly to: string;
};

/** A minute as the unit's wall shows it. */
export type WallTime = {
  readonly weekday: number;
  /** HH:MM. */
  readonly time: string;
  readonly isHoliday: boolean;
};

/** The last minute that can be typed; whoever types it means midnight. */
const lastMinute = "23:59";

/** A unit that never said when its business hours are has no others; on holidays it has none (D23). */
export function periodAt(hours: readonly Hours[], wall: WallTime): Period {
  if (hours.length === 0) return "business";
  if (wall.isHoliday) return "other";
  return hours.some((span) => isWithin(span, wall)) ? "business" : "other";
}

function isWithin({ weekdays, from, to }: Hours, { weekday, time }: WallTime): boolean {
  if (!weekdays.includes(weekday) || time < from) return false;
  return time < to || to === lastMinute;
}
