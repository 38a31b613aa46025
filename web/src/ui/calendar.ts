import { addDays, daysBetween } from "./dates.ts";

export type CalendarSpan = {
  readonly fromOn: string;
  readonly toOn: string;
  readonly what: string;
};

/** One square of the drawn month; `what` is empty outside the cycle. */
export type CalendarDay = { readonly day: string; readonly what: string };

export type CalendarMonth = {
  /** `YYYY-MM`. */
  readonly month: string;
  /** Empty squares before the first day, the week beginning on Sunday. */
  readonly lead: number;
  readonly days: readonly CalendarDay[];
};

/** Draws the months of a cycle; a span holds the days after its first end, its last end included. */
export function monthsOf(spans: readonly CalendarSpan[]): CalendarMonth[] {
  const what = new Map<string, string>();
  for (const span of spans) {
    for (let offset = 1; offset <= daysBetween(span.fromOn, span.toOn); offset += 1) {
      what.set(addDays(span.fromOn, offset), span.what);
    }
  }
  const months = [...new Set([...what.keys()].map((day) => day.slice(0, 7)))].toSorted();
  return months.map((month) => drawMonth(month, what));
}

function drawMonth(month: string, what: ReadonlyMap<string, string>): CalendarMonth {
  const first = new Date(`${month}-01T00:00:00Z`);
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const days = Array.from({ length: last }, (_, at) => {
    const day = `${month}-${String(at + 1).padStart(2, "0")}`;
    return { day, what: what.get(day) ?? "" };
  });
  return { month, lead: first.getUTCDay(), days };
}
