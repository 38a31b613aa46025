import type { Inbox, Outbox, Requests } from "@isp/db";
import type { KnownServices, OperationSecrets, OperationSteps } from "@isp/messaging";
import type { Domain } from "../domain/domain.ts";
import type { Database } from "../domain/database.ts";
import type { FtpUser } from "../domain/ftp-user.ts";
import type { ZoneHostItem } from "../domain/zone-host.ts";
import type { HostingPlan } from "../domain/room.ts";
import type { Server } from "../domain/server.ts";
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
  /** Without a lock, those of these ids that are there. */
  readonly named: (ids: readonly string[]) => Promise<readonly Item[]>;
  /** Without a lock, for looking. */
  readonly ofSubscription: (subscriptionId: string) => Promise<readonly Item[]>;
  readonly lockOfSubscription: (subscriptionId: string) => Promise<readonly Item[]>;
  /** Given up before this instant, oldest first: their names are free again (D13). */
  readonly goneBefore: (instant: Date, limit: number) => Promise<readonly Item[]>;
  readonly list: (filter: ItemFilter) => Promise<readonly Item[]>;
};

export type Servers = {
  /** Refuses with `server_taken`. */
  readonly add: (server: Server) => Promise<void>;
  readonly save: (server: Server) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  readonly find: (id: string) => Promise<Server>;
  readonly lock: (id: string) => Promise<Server>;
  /** Of one kind if it is given, by id. */
  readonly list: (
    kind: string,
    page: { readonly after: string; readonly limit: number },
  ) => Promise<readonly Server[]>;
  /** Domains that are to be served by it, those in quarantine too. */
  readonly sitesOn: (id: string) => Promise<readonly Pick<Domain, "id" | "name">[]>;
  /** Items that name it, those in quarantine too. */
  readonly countUses: (id: string) => Promise<number>;
};

/** Numbers of the users that sites' files belong to, each given once. */
export type SiteUsers = { readonly give: (domainId: string) => Promise<number> };

export type WorkKind = "domain" | "database" | "ftp-user" | "dns-host";

/** One item that its servers have yet to take over. */
export type Work = {
  readonly itemId: string;
  readonly kind: WorkKind;
  readonly dueAt: Date;
  readonly attempts: number;
  /** Writes over what was changed by hand on the server. */
  readonly isForced: boolean;
};

/** What servers have yet to take over. A row stands for the item as it is when it is worked on. */
export type ServerWork = {
  readonly add: (kind: WorkKind, itemId: string, dueAt: Date) => Promise<void>;
  /** What stands for this item is to be done whatever somebody changed by hand. */
  readonly force: (itemId: string) => Promise<void>;
  /** Whether any of these stands to be taken over. */
  readonly isAsked: (itemIds: readonly string[]) => Promise<boolean>;
  readonly due: (now: Date, limit: number) => Promise<readonly Work[]>;
  /** Takes it until then, unless another replica has, or it has been asked for anew. */
  readonly claim: (work: Work, until: Date) => Promise<boolean>;
  /** Whether it still stood. */
  readonly postpone: (itemId: string, dueAt: Date) => Promise<boolean>;
  /** Whether it still stood. */
  readonly remove: (itemId: string) => Promise<boolean>;
};

/** What was last written to a server, to tell what somebody else wrote there. */
export type ServerCopies = {
  readonly find: (itemId: string, server: string) => Promise<string | null>;
  readonly keep: (itemId: string, server: string, content: string, now: Date) => Promise<void>;
  /** All that is kept of an item, or what is kept under one name. */
  readonly remove: (itemId: string, server?: string) => Promise<void>;
};

/** When items were last compared with their servers. */
export type Comparisons = {
  /** Those that were last compared before that instant; from now on they were compared now. */
  readonly take: (
    kind: WorkKind,
    before: Date,
    page: { readonly now: Date; readonly limit: number },
  ) => Promise<readonly string[]>;
};

/** What items take on their servers, as last measured. It is no change of theirs. */
export type Sizes = {
  readonly keepSite: (domainId: string, bytes: bigint) => Promise<void>;
  readonly keepDatabase: (id: string, bytes: bigint) => Promise<void>;
  /** A site's by day, oldest first; a day on which it was not measured is left out. */
  readonly ofSite: (
    domainId: string,
    from: string,
  ) => Promise<readonly { readonly day: string; readonly bytes: bigint }[]>;
  readonly forgetSite: (domainId: string) => Promise<void>;
};

/** A domain's name beside those of others. */
export type DomainNames = {
  /** Those of these names, and those below this one, that are registered. */
  readonly related: (
    name: string,
    parents: readonly string[],
  ) => Promise<readonly Pick<Domain, "id" | "name" | "customerId">[]>;
};

/** Everything one hosting transaction can touch. */
export type Hosting = {
  readonly domains: ItemRows<Domain>;
  readonly databases: ItemRows<Database>;
  readonly ftpUsers: ItemRows<FtpUser>;
  readonly hosts: ItemRows<ZoneHostItem>;
  readonly servers: Servers;
  readonly siteUsers: SiteUsers;
  readonly names: DomainNames;
  readonly work: ServerWork;
  readonly copies: ServerCopies;
  readonly comparisons: Comparisons;
  readonly sizes: Sizes;
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
  readonly plan: HostingPlan;
};

/** A domain that may go to another subscription, as the mail service is told of it. */
export type MailMove = {
  readonly domainId: string;
  readonly name: string;
  readonly domainVersion: bigint;
  readonly fromSubscriptionId: string;
  readonly toSubscriptionId: string;
  readonly withContent: boolean;
  /** Which of several that were made ready is decided. */
  readonly preparationId: string;
};

type Named = { readonly kind: string; readonly name: string };
type Against = { readonly code: string; readonly detail: string };

/** The mailboxes under a domain: they follow its fact, once they were made ready. */
export type DomainMail = {
  readonly preview: (move: MailMove) => Promise<{
    readonly items: readonly (Named & { readonly id: string })[];
    readonly conflicts: readonly Against[];
  }>;
  readonly prepare: (move: MailMove) => Promise<{
    readonly secrets: readonly (Named & { readonly password: string })[];
    readonly conflicts: readonly Against[];
  }>;
};

/** Asks plans; refuses with `not_found` when it does not exist. */
export type ReadSubscription = (id: string) => Promise<HostedSubscription>;
