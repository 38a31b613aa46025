import type { CivilDate } from "@isp/kernel";
import type { Contest } from "../domain/contest.ts";
import type { DefaultDay, DefaultEntry, EntryState } from "../domain/default-day.ts";
import type { DefaultPolicy } from "../domain/default-policy.ts";
import type { Invoice } from "../domain/invoice.ts";
import type { Debtor } from "../domain/ladder.ts";
import type { Suspension } from "../domain/suspension.ts";
import type { TrustUnlock } from "../domain/trust-unlock.ts";
import type { Page, Units } from "./ports.ts";

export type Overdue = {
  /** Unpaid invoices of a unit that fell due by a day and were not told to be late; without lines, locked. */
  readonly waiting: (
    businessUnitId: string,
    dueBy: CivilDate,
    limit: number,
  ) => Promise<readonly Invoice[]>;
  /** Unpaid invoices by their due dates, late ones or those that are not yet; without lines. */
  readonly open: (
    filter: { readonly businessUnitId: string; readonly late: boolean },
    units: Units,
    page: Page,
  ) => Promise<readonly Invoice[]>;
  /** Keeps since when each is late, with its version. */
  readonly mark: (invoices: readonly Invoice[]) => Promise<void>;
};

export type DefaultPolicies = {
  /** All that a unit has had; locked where one is about to be written. */
  readonly of: (businessUnitId: string) => Promise<readonly DefaultPolicy[]>;
  readonly lock: (businessUnitId: string) => Promise<readonly DefaultPolicy[]>;
  readonly save: (policy: DefaultPolicy, by: string, at: Date) => Promise<void>;
};

/** A day until which a customer is not suspended, whatever he owes. */
export type Promised = {
  readonly businessUnitId: string;
  readonly customerId: string;
  readonly version: bigint;
  readonly neverSuspendUntilOn: CivilDate | null;
  readonly reason: string;
  readonly changedBy: string;
};

export type NamedCustomer = {
  readonly id: string;
  readonly name: string;
  readonly businessUnitId: string;
};

export type Debtors = {
  /** Refuses with `customer_not_found`. */
  readonly customer: (customerId: string, units: Units) => Promise<NamedCustomer>;
  /** The same before a decision: what is read after it is what the one before has left. */
  readonly lockCustomer: (customerId: string, units: Units) => Promise<NamedCustomer>;
  /** Everybody who has a late debt in a unit. */
  readonly late: (businessUnitId: string) => Promise<readonly string[]>;
  /** What the ladder goes by; notices count from the day since which it is on. */
  readonly read: (
    businessUnitId: string,
    customerIds: readonly string[],
    onSince: CivilDate | null,
  ) => Promise<readonly Debtor[]>;
  /** His row, which is there from then on. */
  readonly lock: (businessUnitId: string, customerId: string) => Promise<Promised>;
  readonly promised: (businessUnitId: string, customerId: string) => Promise<Promised | null>;
  readonly promise: (promised: Promised) => Promise<void>;
};

export type NamedEntry = DefaultEntry & { readonly customerName: string };

export type DefaultDays = {
  /** False where the unit has a list of that day already. */
  readonly add: (day: DefaultDay, entries: readonly DefaultEntry[]) => Promise<boolean>;
  readonly on: (businessUnitId: string, on: CivilDate) => Promise<DefaultDay | null>;
  readonly find: (id: string, units: Units) => Promise<DefaultDay>;
  readonly lock: (id: string, units: Units) => Promise<DefaultDay>;
  readonly save: (day: DefaultDay, isByPerson: boolean) => Promise<void>;
  /** Whether a person has approved a list since a day. */
  readonly wasApproved: (businessUnitId: string, since: CivilDate) => Promise<boolean>;
  /** Ends the lists before a day that were not decided, and what was left of those that were. */
  readonly lapse: (businessUnitId: string, before: CivilDate) => Promise<void>;
  readonly list: (
    businessUnitId: string,
    units: Units,
    page: Page,
  ) => Promise<readonly DefaultDay[]>;
  readonly entries: (dayId: string) => Promise<readonly NamedEntry[]>;
  readonly waiting: (dayId: string, limit: number) => Promise<readonly DefaultEntry[]>;
  /** The entry while it still waits; locked. */
  readonly lockWaiting: (entryId: string) => Promise<DefaultEntry | null>;
  readonly exclude: (dayId: string, entryIds: readonly string[]) => Promise<void>;
  readonly setEntry: (entryId: string, state: EntryState, problem: string) => Promise<void>;
};

export type Suspensions = {
  /** False where the ladder has the subscription suspended already. */
  readonly add: (suspension: Suspension) => Promise<boolean>;
  readonly save: (suspension: Suspension) => Promise<void>;
  readonly ofCustomer: (
    businessUnitId: string,
    customerId: string,
  ) => Promise<readonly Suspension[]>;
  /** Those that wait for plans. */
  readonly underWay: (limit: number) => Promise<readonly Suspension[]>;
  readonly lockIn: (id: string, state: Suspension["state"]) => Promise<Suspension | null>;
  /** Suspended customers who owe nothing any more that is late and not contested. */
  readonly paid: (limit: number) => Promise<readonly string[]>;
  readonly billedBy: (invoiceIds: readonly string[]) => Promise<readonly string[]>;
  /** Those of them that have not ended, and what replaced the others at the same customer. */
  readonly living: (subscriptionIds: readonly string[]) => Promise<readonly string[]>;
  readonly unlocks: (businessUnitId: string, customerId: string) => Promise<readonly TrustUnlock[]>;
  readonly addUnlock: (unlock: TrustUnlock) => Promise<void>;
};

export type Contests = {
  /** Refuses with `contest_open`. */
  readonly add: (contest: Contest) => Promise<void>;
  readonly save: (contest: Contest) => Promise<void>;
  readonly lock: (id: string, units: Units) => Promise<Contest>;
  readonly ofCustomer: (businessUnitId: string, customerId: string) => Promise<readonly Contest[]>;
};

/** plans as the ladder sees it. */
export type Operations = {
  /** Answers with the operation's id; the same request is the same operation. */
  readonly suspend: (requestId: string, subscriptionId: string) => Promise<string>;
  readonly resume: (requestId: string, subscriptionId: string) => Promise<string>;
};
