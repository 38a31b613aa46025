import type { Inbox, Outbox, Requests } from "@isp/db";
import type { KnownServices, OperationSteps } from "@isp/messaging";
import type { Mailbox } from "../domain/mailbox.ts";

/** Business units a caller may see. */
export type Units = readonly string[] | "all";

export type Mailboxes = {
  /** Refuses with `address_taken`: reserved, live and deleting rows all hold their address. */
  readonly add: (mailbox: Mailbox) => Promise<void>;
  readonly save: (mailbox: Mailbox) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  readonly find: (id: string, units: Units) => Promise<Mailbox>;
  readonly lock: (id: string, units: Units) => Promise<Mailbox>;
  readonly lockOfLogin: (loginId: string) => Promise<Mailbox | null>;
  readonly reservedBefore: (instant: Date, limit: number) => Promise<readonly Mailbox[]>;
  readonly lockOfSubscription: (subscriptionId: string) => Promise<readonly Mailbox[]>;
  readonly list: (filter: {
    readonly subscriptionIds: readonly string[];
    readonly customerIds: readonly string[];
    readonly units: Units;
    readonly after: string;
    readonly limit: number;
  }) => Promise<readonly Mailbox[]>;
};

/** Everything one mail transaction can touch. */
export type Mail = {
  readonly mailboxes: Mailboxes;
  readonly services: KnownServices;
  readonly steps: OperationSteps;
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  readonly requests: Requests;
};

/** Asks plans which subscriptions were put into service. */
export type InService = (subscriptionIds: readonly string[]) => Promise<ReadonlySet<string>>;

/** Hashes a password so that Dovecot can verify it. */
export type HashPassword = (password: string) => Promise<string>;
