import { type Centavos, type CivilDate, dayOfMonth } from "@isp/kernel";

/** What was invoiced and what came in within a month, by the days of issue and of receipt. */
export type RevenueMonth = {
  /** Its first day. */
  readonly monthOn: CivilDate;
  readonly invoices: number;
  readonly invoicedCents: Centavos;
  /** Taken back by credit notes. */
  readonly creditedCents: Centavos;
  /** Money, less what was reversed. */
  readonly receivedCents: Centavos;
};

/** The first days of so many months, the oldest first, the last being that of a day. */
export function monthsUntil(on: CivilDate, count: number): readonly CivilDate[] {
  return Array.from({ length: count }, (_, index) => dayOfMonth(on, index - count + 1, 1));
}
