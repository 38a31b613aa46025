import type { BusinessUnit } from "../domain/business-unit.ts";
import type { Uses } from "../domain/edit.ts";
import type { ListEntry } from "../domain/list-entry.ts";
import type { Plan, PriceVersion } from "../domain/plan.ts";
import type { Status } from "../domain/status.ts";
import type { Page, Units } from "./ports.ts";

export type BusinessUnits = {
  /** Refuses with `city_taken` when another unit serves one of its cities. */
  readonly add: (unit: BusinessUnit) => Promise<void>;
  readonly find: (id: string, units: Units) => Promise<BusinessUnit>;
  /** The unit that serves a city, or null. */
  readonly ofCity: (city: string) => Promise<BusinessUnit | null>;
  readonly list: (units: Units, page: Page) => Promise<readonly BusinessUnit[]>;
  readonly lock: (id: string, units: Units) => Promise<BusinessUnit>;
  /** Refuses with `city_taken`. */
  readonly save: (unit: BusinessUnit) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  /** What stands in the unit. */
  readonly uses: (id: string) => Promise<Uses>;
};

export type Plans = {
  readonly add: (plan: Plan, publishedAt: Date) => Promise<void>;
  readonly find: (id: string, units: Units) => Promise<Plan>;
  readonly list: (
    filter: { readonly businessUnitId: string; readonly withArchived: boolean },
    units: Units,
    page: Page,
  ) => Promise<readonly Plan[]>;
  readonly lock: (id: string, units: Units) => Promise<Plan>;
  /** Keeps a price version that is new. */
  readonly save: (plan: Plan, at: Date) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  /** Subscriptions that were ever sold with it, in whatever state. */
  readonly countSold: (id: string) => Promise<number>;
  readonly prices: (id: string) => Promise<readonly PriceVersion[]>;
};

/** Seeded statuses under their present names, and the provider's own (D9). */
export type Statuses = {
  readonly list: () => Promise<readonly Status[]>;
  readonly find: (key: string) => Promise<Status | null>;
  readonly lock: (key: string) => Promise<Status | null>;
  /** Refuses with `status_taken`. */
  readonly add: (status: Status) => Promise<void>;
  readonly save: (status: Status) => Promise<void>;
  readonly remove: (key: string) => Promise<void>;
  readonly countIn: (key: string) => Promise<number>;
};

export type ListEntries = {
  readonly add: (entry: ListEntry) => Promise<void>;
  readonly save: (entry: ListEntry) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  readonly find: (list: string, id: string, units: Units) => Promise<ListEntry>;
  readonly lock: (list: string, id: string, units: Units) => Promise<ListEntry>;
  readonly list: (
    filter: {
      readonly list: string;
      readonly businessUnitId: string;
      readonly withArchived: boolean;
    },
    units: Units,
  ) => Promise<readonly ListEntry[]>;
  readonly countNaming: (entry: ListEntry) => Promise<number>;
};
