import type { Customer } from "../domain/customer.ts";
import type { Note } from "../domain/note.ts";
import type { Subscription } from "../domain/subscription.ts";
import type { Page, Units } from "./ports.ts";

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
  readonly ofIds: (ids: readonly string[]) => Promise<readonly Customer[]>;
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
    /** As they were sold: what the others are told first, whatever becomes of them meanwhile. */
    readonly subscriptions: readonly Subscription[];
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
