const dayMs = 86_400_000;

/** A civil date `YYYY-MM-DD` as `dd/mm/yyyy`. */
export function formatDay(day: string): string {
  return day.slice(0, 10).split("-").toReversed().join("/");
}

/** Is it a civil date, as they are kept? */
export function isDay(text: string | undefined | null): text is string {
  const given = text ?? "";
  const at = /^(?:19|2\d)\d\d-\d\d-\d\d$/.test(given) ? new Date(`${given}T00:00:00Z`) : undefined;
  return at !== undefined && !Number.isNaN(+at) && at.toISOString().startsWith(given);
}

/** What a date field holds: nothing while it is blank, a civil date, or what was typed in its place. */
export function typedDay(text: string): string | undefined {
  const typed = text.trim();
  if (typed === "") return undefined;
  const parts =
    /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(typed) ?? /^(\d\d)(\d\d)(\d{4})$/.exec(typed);
  if (parts === null) return typed;
  const [, day = "", month = "", year = ""] = parts;
  const read = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isDay(read) ? read : typed;
}

/** An instant in the operator's own time zone, to the minute. */
export function formatInstant(at: string, language: string): string {
  // Days come first in both languages: an American order beside Brazilian dates would be misread.
  const locale = language === "en" ? "en-GB" : language;
  return new Intl.DateTimeFormat(locale, { dateStyle: "short", timeStyle: "short" }).format(
    new Date(at),
  );
}

/** Today where the operator sits, as a civil date. */
export function today(now: Date): string {
  const month = String(now.getMonth() + 1).padStart(2, "0");
  return `${now.getFullYear()}-${month}-${String(now.getDate()).padStart(2, "0")}`;
}

/** Today in a time zone, as a civil date: a unit's day may differ from the operator's. */
export function todayIn(timeZone: string, now: Date): string {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  });
  return parts.format(now);
}

/** The civil date some days later. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** Days from one civil date to another, one end counted. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}

/** The civil date some months later, kept within the month's end. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const moved = new Date(Date.UTC(year, month - 1 + months, Math.min(date, last)));
  return moved.toISOString().slice(0, 10);
}

/** The last closing day on or before a date; a closing on the 31st falls on the month's last day (D2). */
export function lastClosing(day: string, closingDay: number): string {
  const inMonth = (first: string) => {
    const end = addDays(addMonths(first, 1), -1);
    const wanted = `${first.slice(0, 8)}${String(closingDay).padStart(2, "0")}`;
    return wanted < end ? wanted : end;
  };
  const first = `${day.slice(0, 8)}01`;
  const here = inMonth(first);
  return here <= day ? here : inMonth(addMonths(first, -1));
}

/** Seconds as the largest two units, such as `2 d 3 h` or `5 min`. */
export function formatDuration(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3_600);
  const minutes = Math.floor((seconds % 3_600) / 60);
  if (days > 0) return `${days} d ${hours} h`;
  return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min`;
}
