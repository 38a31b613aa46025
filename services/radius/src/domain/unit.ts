import type { Hours } from "./business-hours.ts";

/** What a unit's garden is called that was told of before it could have a name. */
export const usualGarden = "torre-suspended";

/** What radius knows of a business unit, as plans last told it. */
export type Unit = {
  readonly id: string;
  readonly version: bigint;
  readonly timeZone: string;
  readonly businessHours: readonly Hours[];
  readonly suspensionPolicy: string;
  /** The list or pool of customers who are walled in. */
  readonly walledGardenName: string;
};
