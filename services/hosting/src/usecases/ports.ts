import type { Inbox, Outbox, Requests } from "@isp/db";
import type { KnownServices, OperationSecrets, OperationSteps } from "@isp/messaging";
import type { Domain } from "../domain/domain.ts";
import type { HostedItem } from "../domain/hosted-item.ts";

/** Business units a caller may see. */
export type Units = readonly string[] | "all";

/** A page of items by id; empty lists mean all. */
export type ItemFilter = {
  readonly subscriptionIds: readonly string[];
  readonly customerIds: readonly string[];
  readonly units: Units;
  readonly after: string;
  readonly limit: number;
};

/** The rows of one kind of hosted item. */
export type ItemRows<Item extends HostedItem> = {
  /** Refuses a name that is taken. */
  readonly add: (item: Item) => Promise<void>;
  readonly save: (item: Item) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  readonly find: (id: string, units: Units) => Promise<Item>;
  readonly lock: (id: string, units: Units) => Promise<Item>;
  /** Without a lock, for looking. */
  readonly ofSubscription: (subscriptionId: string) => Promise<readonly Item[]>;
  readonly lockOfSubscription: (subscriptionId: string) => Promise<readonly Item[]>;
  /** Given up before this instant, oldest first: their names are free again (D13). */
  readonly goneBefore: (instant: Date, limit: number) => Promise<readonly Item[]>;
  readonly list: (filter: ItemFilter) => Promise<readonly Item[]>;
};

/** Everything one hosting transaction can touch. */
export type Hosting = {
  readonly domains: ItemRows<Domain>;
  readonly services: KnownServices;
  readonly secrets: OperationSecrets;
  readonly steps: OperationSteps;
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  readonly requests: Requests;
};

/** What hosting needs to know of a subscription before it hangs something under it. */
export type HostedSubscription = {
  readonly id: string;
  readonly customerId: string;
  readonly businessUnitId: string;
  readonly service: string;
  readonly plan: { readonly kind: string; readonly domains: number };
};

/** Asks plans; refuses with `not_found` when it does not exist. */
export type ReadSubscription = (id: string) => Promise<HostedSubscription>;
