import type { Inbox, Outbox, Requests } from "@isp/db";
import type { ServiceState } from "@isp/kernel";
import type { KnownServices, OperationSecrets, OperationSteps } from "@isp/messaging";
import type { Offer } from "../domain/offer.ts";
import type { HeldLetters } from "./hop-ports.ts";
import type { Mailbox } from "../domain/mailbox.ts";
import type { UnitPolicy } from "../domain/unit-policy.ts";
import type { MessageHead, OpenedMessage } from "../domain/reading.ts";

/** Business units a caller may see. */
export type Units = readonly string[] | "all";

export type Mailboxes = {
  /** Refuses with `address_taken`: reserved, live and deleting rows all hold their address. */
  readonly add: (mailbox: Mailbox) => Promise<void>;
  readonly save: (mailbox: Mailbox) => Promise<void>;
  /** Gives it another address; refuses with `address_taken`. */
  readonly rename: (id: string, address: string) => Promise<void>;
  /** Writes down how it stands against its servers, and nothing that they read. */
  readonly note: (mailbox: Mailbox) => Promise<void>;
  /** Adds those that are not there; resolves with the addresses that somebody else holds. */
  readonly addAll: (mailboxes: readonly Mailbox[]) => Promise<readonly string[]>;
  readonly saveAll: (mailboxes: readonly Mailbox[]) => Promise<void>;
  readonly lockOfSubscriptions: (ids: readonly string[]) => Promise<readonly Mailbox[]>;
  readonly remove: (id: string) => Promise<void>;
  readonly find: (id: string, units: Units) => Promise<Mailbox>;
  readonly lock: (id: string, units: Units) => Promise<Mailbox>;
  readonly lockOfLogin: (loginId: string) => Promise<Mailbox | null>;
  /** Reserved before this instant, by id. */
  readonly reservedBefore: (
    instant: Date,
    page: { readonly after: string; readonly limit: number },
  ) => Promise<readonly Mailbox[]>;
  /** Without a lock, for looking. */
  readonly ofSubscription: (subscriptionId: string) => Promise<readonly Mailbox[]>;
  /** Given up before this instant, oldest first: their names are free again (D13). */
  readonly goneBefore: (instant: Date, limit: number) => Promise<readonly Mailbox[]>;
  /** Whether any mailbox is under this domain. */
  readonly hasDomain: (domain: string) => Promise<boolean>;
  /** Whether logins have their mailboxes under this domain, as they do under a unit's. */
  readonly hasLogins: (domain: string) => Promise<boolean>;
  /** Null where the servers serve none of this address. */
  readonly ofAddress: (address: string) => Promise<Mailbox | null>;
  readonly many: (ids: readonly string[]) => Promise<readonly Mailbox[]>;
  /** What Sieve does for each of these, as its server reads it; nothing for those without. */
  readonly servedScripts: (addresses: readonly string[]) => Promise<ReadonlyMap<string, string>>;
  /**
   * Writes scripts anew that an earlier release wrote otherwise, and nobody changed since; resolves with the last
   * mailbox of the page that was looked at, and null after all of them.
   */
  readonly renderAnew: (page: {
    readonly after: string;
    readonly limit: number;
  }) => Promise<string | null>;
  /** Whose server has something to take over, longest waiting first. */
  readonly unapplied: (limit: number) => Promise<readonly Mailbox[]>;
  /** Locks those of a subscription that were not given up, and only counts them: it may have hundreds. */
  readonly lockAlive: (
    subscriptionId: string,
  ) => Promise<{ readonly included: number; readonly hasMain: boolean }>;
  readonly lockOfSubscription: (subscriptionId: string) => Promise<readonly Mailbox[]>;
  readonly list: (filter: {
    readonly subscriptionIds: readonly string[];
    readonly customerIds: readonly string[];
    readonly units: Units;
    readonly after: string;
    readonly limit: number;
  }) => Promise<readonly Mailbox[]>;
};

/** Mail that nobody may read any more: kept for a while, then destroyed by the server that holds it. */
export type SealedStorage = {
  readonly id: string;
  readonly mailboxId: string;
  readonly address: string;
  /** Whose mail it is. */
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly businessUnitId: string;
  readonly sealedAt: Date;
  readonly keepUntil: Date;
};

export type SealedStorages = {
  readonly add: (storage: SealedStorage) => Promise<void>;
  /** Sealed for long enough, held by no mailbox, and not destroyed yet. */
  readonly overdue: (
    now: Date,
    page: { readonly after: string; readonly limit: number },
  ) => Promise<readonly string[]>;
  readonly noteDestroyed: (id: string, now: Date) => Promise<void>;
};

/** Further addresses of mailboxes, unique among themselves and among the mailboxes. */
export type Aliases = {
  readonly of: (mailboxId: string) => Promise<readonly string[]>;
  /** Refuses with `address_taken`. `isOwn` says that its domain is the subscription's, and no name of the provider's. */
  readonly add: (mailboxId: string, address: string, isOwn: boolean) => Promise<void>;
  /** Removes all but those under domains of the subscription's own. */
  readonly keepOwnDomains: (mailboxId: string) => Promise<void>;
  readonly remove: (mailboxId: string, addresses: readonly string[]) => Promise<void>;
};

/** What the mail server answered for test messages, for as long as their requests are remembered. */
export type TestMessages = {
  readonly keep: (requestId: string, answer: string) => Promise<void>;
  readonly answerOf: (requestId: string) => Promise<string>;
};

/** Under which domains the units' logins have their mail, as plans said last. */
export type UnitDomains = {
  readonly keep: (businessUnitId: string, domain: string) => Promise<void>;
  readonly remove: (businessUnitId: string) => Promise<void>;
  readonly has: (domain: string) => Promise<boolean>;
};

/** What units say of their suspended mailboxes. */
export type UnitPolicies = {
  /** What holds; the usual where the unit said nothing. */
  readonly of: (businessUnitId: string) => Promise<UnitPolicy>;
  readonly lock: (businessUnitId: string) => Promise<UnitPolicy>;
  readonly save: (policy: UnitPolicy) => Promise<void>;
};

/** What was made ready for a move of a domain that hosting may decide. */
export type PreparedMove = {
  readonly domainId: string;
  readonly toSubscriptionId: string;
  readonly fromSubscriptionId: string;
  /** Who the mailboxes go to. */
  readonly customerId: string;
  readonly name: string;
  /** Empty where hosting named none. */
  readonly preparationId: string;
  readonly domainVersion: bigint;
  readonly withContent: boolean;
  /** The largest quota of the plan they go to. */
  readonly quotaMb: number;
  /** Of new passwords, by mailbox. */
  readonly hashes: Readonly<Record<string, string>>;
  readonly preparedAt: Date;
};

export type DomainMoves = {
  readonly keep: (move: PreparedMove) => Promise<void>;
  readonly lock: (
    decided: Pick<PreparedMove, "domainId" | "toSubscriptionId" | "preparationId">,
  ) => Promise<PreparedMove | null>;
  /** Removes a decided one, and those that were made ready beside it. */
  readonly remove: (decided: Pick<PreparedMove, "domainId" | "domainVersion">) => Promise<void>;
  /** Those that were made ready before that instant and never decided. */
  readonly forget: (before: Date) => Promise<void>;
};

/** Everything one mail transaction can touch. */
export type Mail = {
  /** Whether mail servers are driven at all; without, what changes stays pending. */
  readonly hasServer: boolean;
  readonly mailboxes: Mailboxes;
  readonly services: KnownServices;
  readonly storages: SealedStorages;
  readonly secrets: OperationSecrets;
  readonly held: HeldLetters;
  readonly testMessages: TestMessages;
  readonly unitDomains: UnitDomains;
  readonly policies: UnitPolicies;
  readonly moves: DomainMoves;
  readonly aliases: Aliases;
  readonly steps: OperationSteps;
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  readonly requests: Requests;
};

/** Asks plans which subscriptions were put into service. */
export type InService = (subscriptionIds: readonly string[]) => Promise<ReadonlySet<string>>;

/** What mail needs to know of a subscription before it hangs a mailbox under it. */
export type MailSubscription = {
  readonly id: string;
  readonly customerId: string;
  readonly businessUnitId: string;
  readonly service: ServiceState;
  readonly terms: Pick<Offer, "included" | "additionalFeeCents" | "planQuotaMb">;
  readonly options: readonly string[];
  /** The unit's, then those that the subscription has. */
  readonly mailDomains: readonly string[];
};

/** Asks plans; refuses with `not_found` when it does not exist. */
export type ReadSubscription = (id: string) => Promise<MailSubscription>;

/** What Dovecot says of a mailbox; null where it knows none. */
export type ServedMailbox = { readonly home: string; readonly quotaMb: number };

/** A letter that the provider writes. */
export type Letter = {
  readonly from: string;
  readonly to: string;
  /** Who hears that it cannot be delivered; empty for nobody, and whom it is from by default. */
  readonly returnPath?: string;
  /** By which it is known when it comes again; a new one where none is given. */
  readonly messageId?: string;
  readonly subject: string;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
};

/** Hands a letter to the mail server; resolves with its answer. */
export type SendMail = (letter: Letter) => Promise<string>;

/** Reads mailboxes with the server's master user. */
export type MailReader = {
  /** The newest first. */
  readonly list: (
    address: string,
    limit: number,
  ) => Promise<{ readonly messages: readonly MessageHead[]; readonly total: number }>;
  /** Null where there is no such message. */
  readonly open: (address: string, uid: bigint) => Promise<OpenedMessage | null>;
};

/** What lies in a mailbox, as its server counts it. */
export type MailboxUsage = { readonly usedBytes: bigint; readonly messages: number };

/** The server that holds the mail. */
export type MailServer = {
  readonly look: (address: string) => Promise<ServedMailbox | null>;
  /** Those of them that it knows. */
  readonly lookAll: (addresses: readonly string[]) => Promise<ReadonlyMap<string, ServedMailbox>>;
  readonly usage: (address: string) => Promise<MailboxUsage | null>;
  /** Deletes everything that lies in a storage; nothing happens where there is none. */
  readonly destroy: (storageId: string) => Promise<void>;
  /** Ends every open session; resolves with how many there were. */
  readonly kick: (address: string) => Promise<number>;
};

/** Hashes a password so that Dovecot can verify it. */
export type HashPassword = (password: string) => Promise<string>;
