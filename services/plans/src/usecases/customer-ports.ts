import type { Customer } from "../domain/customer.ts";
import type { Note } from "../domain/note.ts";
import type { Subscription } from "../domain/subscription.ts";
import type { Page } from "./ports.ts";

export type Notes = {
  readonly add: (note: Note) => Promise<void>;
  readonly save: (note: Note) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  readonly find: (id: string) => Promise<Note>;
  readonly lock: (id: string) => Promise<Note>;
  /** Newest first. */
  readonly ofCustomer: (customerId: string, page: Page) => Promise<readonly Note[]>;
  readonly pinned: (customerId: string) => Promise<readonly Note[]>;
};

/** Batches of customers that were taken over from another system. */
export type Imports = {
  readonly add: (batch: {
    readonly id: string;
    readonly customerIds: readonly string[];
    readonly subscriptionIds: readonly string[];
    readonly at: Date;
  }) => Promise<void>;
  /** What the other services are still to be told; null when they were, or there is no such batch. */
  readonly open: (id: string) => Promise<{
    readonly customers: readonly Customer[];
    readonly subscriptions: readonly Subscription[];
  } | null>;
  readonly openBefore: (instant: Date, limit: number) => Promise<readonly string[]>;
  readonly finish: (id: string) => Promise<void>;
  readonly made: (id: string) => Promise<
    readonly {
      readonly customerId: string;
      readonly subscriptionId: string;
      readonly number: bigint;
    }[]
  >;
};
