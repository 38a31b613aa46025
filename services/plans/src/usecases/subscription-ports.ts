import type { Item } from "../domain/item.ts";
import type { Subscription } from "../domain/subscription.ts";
import type { Page, Units } from "./ports.ts";

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

export type Items = {
  /** Keeps what the owner said, unless something newer is known. */
  readonly keep: (item: Item) => Promise<void>;
  readonly keepAll: (items: readonly Item[]) => Promise<void>;
  readonly ofSubscriptions: (ids: readonly string[]) => Promise<readonly Item[]>;
  /** Those under all his subscriptions, also where the caller may not see the subscription. */
  readonly ofCustomer: (customerId: string) => Promise<readonly Item[]>;
};
