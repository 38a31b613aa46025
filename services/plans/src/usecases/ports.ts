import type { CivilDate } from "@isp/kernel";
import type { Inbox, Outbox, Requests } from "@isp/db";
import type { BusinessUnit } from "../domain/business-unit.ts";
import type { Customer } from "../domain/customer.ts";
import type { Uses } from "../domain/edit.ts";
import type { Item } from "../domain/item.ts";
import type { Operation, Participant } from "../domain/operation.ts";
import type { Preview, PreviewPart } from "../domain/previewed.ts";
import type { Imports, Notes } from "./customer-ports.ts";
import type { ListEntry } from "../domain/list-entry.ts";
import type { Plan, PlanTerms, PriceVersion } from "../domain/plan.ts";
import type { Status } from "../domain/status.ts";
import type { Subscription } from "../domain/subscription.ts";
import type { Contracts } from "./contract-ports.ts";

/** Business units a caller may see; a row of another unit does not exist for him. */
export type Units = readonly string[] | "all";

export type Page = { readonly limit: number; readonly after: string };

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

/** What a word of a search named, beside the name. */
export type CustomerMatch = {
  readonly customerId: string;
  /** A kind of search term, of an item, or `contract`. */
  readonly kind: string;
  readonly text: string;
};

export type Customers = {
  /** Refuses with `document_taken`. */
  readonly addAll: (customers: readonly Customer[]) => Promise<void>;
  /** Refuses with `document_taken`, and names each that is. */
  readonly requireFree: (documents: readonly string[]) => Promise<void>;
  /** Refuses with `document_taken`. */
  readonly add: (customer: Customer) => Promise<void>;
  readonly save: (customer: Customer) => Promise<void>;
  /** A customer is seen by the unit he lives in and by those he has a subscription in. */
  readonly find: (id: string, units: Units) => Promise<Customer>;
  readonly lock: (id: string, units: Units) => Promise<Customer>;
  readonly names: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /** Best matches first; why each of them is one is said where his name does not say it. */
  readonly search: (
    query: string,
    units: Units,
    page: Page,
  ) => Promise<{
    readonly customers: readonly Customer[];
    readonly matches: readonly CustomerMatch[];
  }>;
};

export type Subscriptions = {
  /** Takes the next contract number (C24); the same subscription keeps the one it was given. */
  readonly number: (subscriptionId: string) => Promise<bigint>;
  readonly numbers: (subscriptionIds: readonly string[]) => Promise<ReadonlyMap<string, bigint>>;
  readonly addAll: (subscriptions: readonly Subscription[]) => Promise<void>;
  readonly add: (subscription: Subscription) => Promise<void>;
  readonly save: (subscription: Subscription) => Promise<void>;
  /** Takes the row away and leaves a tombstone, so that it can always be said what stood there (D13). */
  readonly bury: (subscription: Subscription, tombstone: Tombstone) => Promise<void>;
  readonly find: (id: string, units: Units) => Promise<Subscription>;
  /** Locks it until the transaction ends: everything that changes one subscription waits here. */
  readonly lock: (id: string, units: Units) => Promise<Subscription>;
  readonly ofCustomer: (
    customerId: string,
    list: string,
    units: Units,
  ) => Promise<readonly Subscription[]>;
  /** Those billed as one plan and carried as another, by id. */
  readonly drifting: (
    businessUnitId: string,
    units: Units,
    page: Page,
  ) => Promise<readonly Subscription[]>;
  /** Those that are in service, or will be on a day that is set: what is reserved for them is theirs. */
  readonly existing: (ids: readonly string[]) => Promise<readonly string[]>;
};

export type Tombstone = {
  readonly operationId: string;
  readonly deletedBy: string;
  readonly deletedAt: Date;
};

/** Who is putting a subscription into service. */
export type AccessClaim = {
  readonly requestId: string;
  readonly claimedAt: Date;
  /** Somebody before him may have left a login reserved, which would go into service with his. */
  readonly isDirty: boolean;
};

/** One per subscription, read and written with the subscription locked. */
export type AccessClaims = {
  readonly find: (subscriptionId: string) => Promise<AccessClaim | null>;
  readonly save: (subscriptionId: string, claim: AccessClaim) => Promise<void>;
  readonly drop: (subscriptionId: string) => Promise<void>;
};

export type Previews = {
  readonly add: (preview: Preview) => Promise<void>;
  /** Null when there is none, or not any more. */
  readonly find: (id: string, units: Units, now: Date) => Promise<Preview | null>;
  readonly prune: (now: Date) => Promise<void>;
};

export type Operations = {
  readonly add: (operation: Operation) => Promise<void>;
  readonly save: (operation: Operation) => Promise<void>;
  readonly find: (id: string, units: Units) => Promise<Operation>;
  /** Null when it is not known here. */
  readonly lock: (id: string) => Promise<Operation | null>;
  /** Those under way that concern it, also as the successor. */
  readonly lockRunning: (
    subscription: Pick<Subscription, "id" | "predecessorId">,
  ) => Promise<readonly Operation[]>;
  readonly lockScheduled: (subscriptionId: string) => Promise<readonly Operation[]>;
  readonly scheduledOf: (subscriptionId: string) => Promise<readonly Operation[]>;
  /** Those whose day is not after this one, the oldest first. */
  readonly due: (on: CivilDate, limit: number) => Promise<readonly Operation[]>;
  readonly forgetPasswords: (now: Date) => Promise<void>;
  readonly list: (
    filter: { readonly subscriptionId: string; readonly state: string },
    units: Units,
    page: Page,
  ) => Promise<readonly Operation[]>;
};

export type Items = {
  /** Keeps what the owner said, unless something newer is known. */
  readonly keep: (item: Item) => Promise<void>;
  readonly keepAll: (items: readonly Item[]) => Promise<void>;
  readonly ofSubscriptions: (ids: readonly string[]) => Promise<readonly Item[]>;
  /** Those under all his subscriptions, also where the caller may not see the subscription. */
  readonly ofCustomer: (customerId: string) => Promise<readonly Item[]>;
};

/** Everything one plans transaction can touch. */
export type PlansScope = {
  readonly units: BusinessUnits;
  readonly plans: Plans;
  readonly contracts: Contracts;
  readonly statuses: Statuses;
  readonly entries: ListEntries;
  readonly customers: Customers;
  readonly subscriptions: Subscriptions;
  readonly operations: Operations;
  readonly items: Items;
  readonly accessClaims: AccessClaims;
  readonly previews: Previews;
  readonly notes: Notes;
  readonly imports: Imports;
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  readonly requests: Requests;
};

export type AccessRequest = {
  readonly requestId: string;
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly businessUnitId: string;
  readonly username: string;
  readonly password: string;
  readonly saveOnServer: boolean;
  readonly routingPointId: string;
  readonly mailDomain: string;
  readonly plan: PlanTerms;
};

/** What plans asks of the others before it decides; each call is idempotent by its request id. */
export type Neighbours = {
  /** Reserves login and mailbox, or refuses, for instance because the name is taken. */
  readonly reserveAccess: (request: AccessRequest) => Promise<void>;
  /** Gives back what was reserved for a subscription and is not in service. */
  readonly releaseAccess: (requestId: string, subscriptionId: string) => Promise<void>;
  /** The same for a batch, with ids that the caller chose: all or none. */
  readonly reserveAccesses: (
    requestId: string,
    accesses: readonly (Omit<AccessRequest, "requestId"> & {
      readonly loginId: string;
      readonly mailboxId: string;
    })[],
  ) => Promise<void>;
  /** Tells a service of imported subscriptions; resolves with their items there. */
  readonly takeOver: (
    service: Participant,
    subscriptions: readonly Subscription[],
    customers: readonly Customer[],
  ) => Promise<readonly Item[]>;
  readonly routingPointExists: (id: string, businessUnitId: string) => Promise<boolean>;
  /** Whether radius has any there; counts one of them. */
  readonly routingPointsIn: (businessUnitId: string) => Promise<number>;
  /** Checks payment terms and fills in the customer's own (C33, C34). */
  readonly resolveTerms: (terms: {
    readonly customerId: string;
    readonly businessUnitId: string;
    readonly paymentFormId: string;
    readonly dueDayId: string;
    readonly debitAccountId: string;
  }) => Promise<{ readonly paymentFormId: string; readonly dueDayId: string }>;
  /** What an operation would do there, answered at once or not at all. */
  readonly preview: (service: Participant, asked: PreviewAsked) => Promise<PreviewPart>;
  readonly takeSecrets: (
    service: Participant,
    requestId: string,
    operationId: string,
  ) => Promise<readonly ItemSecret[]>;
  readonly retry: (service: Participant, requestId: string, operationId: string) => Promise<void>;
};

export type ItemSecret = {
  readonly itemId: string;
  readonly itemKind: string;
  readonly itemName: string;
  readonly password: string;
};

/** A subscription as a preview shows it to the participants. */
export type PreviewSide = {
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly businessUnitId: string;
  /** What the servers carry. */
  readonly plan: PlanTerms;
  readonly number: bigint;
  readonly priceCents: bigint;
  readonly payableCents: bigint;
};

export type PreviewAsked = {
  readonly kind: string;
  readonly from: PreviewSide;
  /** Null where nothing comes after it. */
  readonly to: PreviewSide | null;
  readonly on: CivilDate;
  readonly choices: Readonly<Record<string, string>>;
};

/** Who asks, as far as a use case needs to know. */
export type Actor = {
  readonly name: string;
  readonly units: Units;
  /** May he reach back behind the last closing? */
  readonly mayBackdate?: boolean;
  /** May he cancel without the fine of the contract? */
  readonly mayWaiveFine?: boolean;
  /** How many days he may reach back at most; absent for as far as he likes. */
  readonly backDatingDays?: number | null;
  /** The largest discount he may give, in percent; absent for any. */
  readonly maxDiscountPercent?: number | null;
};
