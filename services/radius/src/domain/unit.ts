import type { Hours } from "./business-hours.ts";

/** What radius knows of a business unit, as plans last told it. */
export type Unit = {
  readonly id: string;
  readonly version: bigint;
  readonly timeZone: string;
  readonly businessHours: readonly Hours[];
  readonly suspensionPolicy: string;
};
