export type Period = {
  readonly weekdays: readonly number[];
  readonly from: string;
  readonly to: string;
};

/** What most units begin with. */
export const usualHours: Period = { weekdays: [1, 2, 3, 4, 5], from: "08:00", to: "18:00" };

/** A time of day as the API takes it: `8:00`, `8h30` and `0830` are ways to type one. */
export function toTime(typed: string): string {
  const match = /^(\d{1,2})(?:[:h.]?(\d{2}))?h?$/.exec(typed.trim().toLowerCase());
  if (match === null) return typed;
  const [, hours = "", minutes = "00"] = match;
  return `${hours.padStart(2, "0")}:${minutes}`;
}

/** True for a time that a day has. */
export function isTime(text: string | undefined): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text ?? "");
}
