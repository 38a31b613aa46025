import type { OnlineSample } from "../../api/noc.ts";

export type Point = { readonly minute: number; readonly online: number };

/** Two days on one axis, by the minutes of the operator's own day. */
export type Days = { readonly today: readonly Point[]; readonly yesterday: readonly Point[] };

const dayMs = 86_400_000;
const minuteMs = 60_000;
/** Samples come every five minutes; after a longer gap nobody knows what was between. */
const gapMinutes = 16;

/** What was counted since midnight, and on the day before. */
export function daysOf(samples: readonly OnlineSample[], now: Date): Days {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  const pointOf = ({ at, online }: OnlineSample, start: number): Point => ({
    minute: (Date.parse(at) - start) / minuteMs,
    online,
  });
  const ofDay = (start: number) =>
    samples
      .filter(({ at }) => Date.parse(at) >= start && Date.parse(at) < start + dayMs)
      .map((sample) => pointOf(sample, start));
  return { today: ofDay(midnight), yesterday: ofDay(midnight - dayMs) };
}

/** Unbroken stretches: no line is drawn where nobody counted. */
export function stretchesOf(points: readonly Point[]): readonly (readonly Point[])[] {
  const stretches: Point[][] = [];
  let last: Point | undefined;
  for (const point of points) {
    if (last === undefined || point.minute - last.minute > gapMinutes) stretches.push([]);
    stretches.at(-1)?.push(point);
    last = point;
  }
  return stretches;
}

/** Marks of an axis from 0 to at least the largest value, three to five, at round numbers. */
export function marksTo(largest: number): readonly number[] {
  const rough = Math.max(largest, 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((times) => times * power).find((each) => each >= rough);
  const whole = Math.max(1, Math.ceil(step ?? 1));
  const count = Math.ceil(Math.max(largest, 1) / whole);
  return Array.from({ length: count + 1 }, (_, place) => place * whole);
}

/** What was counted nearest to a minute of the day; nothing where nobody counted around it. */
export function nearest(points: readonly Point[], minute: number): Point | undefined {
  let found: Point | undefined;
  for (const point of points) {
    const isNearer =
      found === undefined || Math.abs(point.minute - minute) < Math.abs(found.minute - minute);
    if (isNearer) found = point;
  }
  return found !== undefined && Math.abs(found.minute - minute) <= gapMinutes ? found : undefined;
}

/** A minute of the day as a clock shows it. */
export function clockOf(minute: number): string {
  const [hours, minutes] = [Math.floor(minute / 60), Math.floor(minute % 60)];
  return `${String(hours).padStart(2, "0")}:${String(minutes).padStart(2, "0")}`;
}
