import type { CivilDate } from "@isp/kernel";
import type { Units } from "./ports.ts";

/** Which subscriptions a list shows; an empty field does not filter. */
export type SubscriptionFilter = {
  readonly businessUnitId: string;
  readonly planId: string;
  readonly status: string;
  readonly list: string;
  readonly routingPointId: string;
  readonly dueDayId: string;
  readonly salespersonId: string;
};

export type CustomerFilter = {
  readonly businessUnitId: string;
  readonly city: string;
  readonly personType: string;
};

export type ListPage = {
  readonly sort: string;
  readonly descending: boolean;
  readonly limit: number;
  /** The last row of the page before: what it was ordered by, and its id. */
  readonly after: { readonly value: string; readonly id: string } | null;
};

type Ordered = { readonly id: string; readonly sortedBy: unknown };

export type SubscriptionLine = Ordered & {
  readonly number: bigint;
  readonly customerId: string;
  readonly customerName: string;
  readonly businessUnitId: string;
  readonly planId: string;
  readonly planName: string;
  readonly status: string;
  readonly list: string;
  readonly service: string;
  readonly startOn: CivilDate;
  readonly payableCents: bigint;
  readonly routingPointId: string;
  readonly dueDayId: string;
  readonly salespersonId: string;
  readonly login: string;
  readonly registeredAt: Date;
  readonly contractExpiresOn: CivilDate | null;
  readonly endedOn: CivilDate | null;
};

export type LoginLine = Ordered & {
  readonly name: string;
  readonly main: boolean;
  readonly wanted: string;
  readonly real: string;
  readonly subscription: SubscriptionLine;
};

export type CustomerLine = Ordered & {
  readonly name: string;
  readonly personType: string;
  readonly document: string;
  readonly city: string;
  readonly businessUnitId: string;
  readonly email: string;
  readonly phone: string;
  readonly registeredAt: Date;
  readonly activeSubscriptions: number;
};

export type CancellationLine = {
  readonly subscription: SubscriptionLine;
  readonly reasonId: string;
  readonly reason: string;
  readonly requestedBy: string;
};

/** A day of a business unit. */
export type UnitDay = {
  readonly businessUnitId: string;
  readonly timeZone: string;
  readonly on: CivilDate;
};

/** Some lines, and how many there are. */
export type Counted = { readonly lines: readonly SubscriptionLine[]; readonly total: number };

/** How many of a day have the same seller, and the same reason where they ended. */
export type DayCount = {
  readonly salespersonId: string;
  readonly reasonId: string;
  readonly count: number;
};

/** Lines are as many as anybody reads; counts are of all. */
export type DayReports = {
  readonly registrations: (day: UnitDay) => Promise<readonly SubscriptionLine[]>;
  readonly countRegistrations: (day: UnitDay) => Promise<readonly DayCount[]>;
  readonly cancellations: (day: UnitDay) => Promise<readonly CancellationLine[]>;
  readonly countCancellations: (day: UnitDay) => Promise<readonly DayCount[]>;
  readonly waiting: (unitIds: readonly string[]) => Promise<Counted>;
  readonly expiring: (day: UnitDay, withinDays: number) => Promise<Counted>;
  /** What salespeople and cancellation reasons are called, by id. */
  readonly names: () => Promise<ReadonlyMap<string, string>>;
};

/** Long lists: read whole for export, a page at a time for the screen. */
export type Lists = {
  readonly subscriptions: (
    filter: SubscriptionFilter,
    units: Units,
    page: ListPage,
  ) => Promise<readonly SubscriptionLine[]>;
  readonly logins: (
    filter: SubscriptionFilter,
    units: Units,
    page: ListPage,
  ) => Promise<readonly LoginLine[]>;
  readonly customers: (
    filter: CustomerFilter,
    units: Units,
    page: ListPage,
  ) => Promise<readonly CustomerLine[]>;
};
