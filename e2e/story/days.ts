const dayMs = 86_400_000;
const zone = "America/Sao_Paulo";

/** The civil date so many days from today where the units of the stories are, as the API writes it. */
export function unitDay(daysAhead = 0): string {
  const at = new Date(Date.now() + daysAhead * dayMs);
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(at);
}

/** A civil date so many days after another. */
export function daysAfter(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** A day of an earlier month of the units: the 0th is the last of the month before that one. */
export function monthsBack(months: number, date: number): string {
  const [year = 0, month = 1] = unitDay().split("-").map(Number);
  return new Date(Date.UTC(year, month - 1 - months, date)).toISOString().slice(0, 10);
}

/** A civil date as an operator types it. */
export function typed(day: string): string {
  return day.split("-").toReversed().join("/");
}
