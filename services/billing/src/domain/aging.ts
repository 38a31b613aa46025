import type { Centavos } from "@isp/kernel";

/** Open invoices that are so many days late; not yet due where `fromDays` is negative. */
export type AgingBand = {
  readonly fromDays: number;
  /** Null where there is no end. */
  readonly toDays: number | null;
  readonly invoices: number;
  readonly customers: number;
  readonly openCents: Centavos;
};

/** How a debt is looked at by age; the first band is not due yet. */
export const agingBands: readonly Pick<AgingBand, "fromDays" | "toDays">[] = [
  { fromDays: -1, toDays: 0 },
  { fromDays: 1, toDays: 15 },
  { fromDays: 16, toDays: 30 },
  { fromDays: 31, toDays: 60 },
  { fromDays: 61, toDays: 90 },
  { fromDays: 91, toDays: null },
];
