import type { Inbox, Outbox, Requests } from "@isp/db";
import type { BusinessUnit } from "../domain/business-unit.ts";
import type { Customer } from "../domain/customer.ts";
import type { Item } from "../domain/item.ts";
import type { Operation } from "../domain/operation.ts";
import type { Plan, PlanTerms } from "../domain/plan.ts";
import type { Subscription } from "../domain/subscription.ts";

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
};

export type Plans = {
  readonly add: (plan: Plan, publishedAt: Date) => Promise<void>;
  readonly find: (id: string, units: Units) => Promise<Plan>;
  readonly list: (businessUnitId: string, units: Units, page: Page) => Promise<readonly Plan[]>;
};

export type Customers = {
  /** Refuses with `document_taken`. */
  readonly add: (customer: Customer) => Promise<void>;
  readonly save: (customer: Customer) => Promise<void>;
  /** A customer is seen by the unit he lives in and by those he has a subscription in. */
  readonly find: (id: string, units: Units) => Promise<Customer>;
  readonly lock: (id: string, units: Units) => Promise<Customer>;
  readonly names: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  readonly search: (query: string, units: Units, page: Page) => Promise<readonly Customer[]>;
};

export type Subscriptions = {
  /** Takes the next contract number (C24); the same subscription keeps the one it was given. */
  readonly number: (subscriptionId: string) => Promise<bigint>;
  readonly add: (subscription: Subscription) => Promise<void>;
  readonly save: (subscription: Subscription) => Promise<void>;
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
  /** Those that were put into service. */
  readonly existing: (ids: readonly string[]) => Promise<readonly string[]>;
};

export type Operations = {
  readonly add: (operation: Operation) => Promise<void>;
  readonly save: (operation: Operation) => Promise<void>;
  readonly find: (id: string, units: Units) => Promise<Operation>;
  /** Null when it is not known here. */
  readonly lock: (id: string) => Promise<Operation | null>;
  readonly lockRunning: (subscriptionId: string) => Promise<readonly Operation[]>;
  readonly list: (
    filter: { readonly subscriptionId: string; readonly state: string },
    units: Units,
    page: Page,
  ) => Promise<readonly Operation[]>;
};

export type Items = {
  /** Keeps what the owner said, unless something newer is known. */
  readonly keep: (item: Item) => Promise<void>;
  readonly ofSubscriptions: (ids: readonly string[]) => Promise<readonly Item[]>;
  /** Those under all his subscriptions, also where the caller may not see the subscription. */
  readonly ofCustomer: (customerId: string) => Promise<readonly Item[]>;
};

/** Everything one plans transaction can touch. */
export type PlansScope = {
  readonly units: BusinessUnits;
  readonly plans: Plans;
  readonly customers: Customers;
  readonly subscriptions: Subscriptions;
  readonly operations: Operations;
  readonly items: Items;
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
  readonly routingPointExists: (id: string, businessUnitId: string) => Promise<boolean>;
  /** Checks payment terms and fills in the customer's own (C33, C34). */
  readonly resolveTerms: (terms: {
    readonly customerId: string;
    readonly businessUnitId: string;
    readonly paymentFormId: string;
    readonly dueDayId: string;
  }) => Promise<{ readonly paymentFormId: string; readonly dueDayId: string }>;
  readonly retry: (service: string, requestId: string, operationId: string) => Promise<void>;
};

/** Who asks, as far as a use case needs to know. */
export type Actor = { readonly name: string; readonly units: Units };
