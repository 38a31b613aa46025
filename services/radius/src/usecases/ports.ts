import type { DeadLetters, Inbox, Outbox, Requests } from "@isp/db";
import type { ServiceState } from "@isp/kernel";
import type { KnownServices, OperationSecrets, OperationSteps } from "@isp/messaging";
import type { Period } from "../domain/business-hours.ts";
import type { Login } from "../domain/login.ts";
import type { Nas, RoutingPoint } from "../domain/network.ts";
import type { IpClass, SpeedProfile } from "../domain/network-lists.ts";
import type { Unit } from "../domain/unit.ts";
import type { Disconnects } from "./disconnect-ports.ts";
import type { Ips } from "./ip-ports.ts";
import type { SessionArchive, Sessions } from "./session-ports.ts";
import type { Noc } from "./noc-ports.ts";
import type { Rejects } from "./reject-ports.ts";

export type Page = { readonly after: string; readonly limit: number };

export type Logins = {
  readonly find: (id: string) => Promise<Login | null>;
  readonly lock: (id: string) => Promise<Login | null>;
  /** Locks every login of a subscription, in the order of their ids. */
  readonly lockOf: (subscriptionId: string) => Promise<readonly Login[]>;
  /** Locks these logins, in the order of their ids. */
  readonly lockMany: (ids: readonly string[]) => Promise<readonly Login[]>;
  /** Refuses with `login_taken`. */
  readonly add: (login: Login) => Promise<void>;
  /** Gives it a name that `Renames` holds for it. */
  readonly rename: (id: string, name: string) => Promise<void>;
  readonly save: (login: Login) => Promise<void>;
  /** Adds those that are not there; resolves with the names that somebody else holds. */
  readonly addAll: (logins: readonly Login[]) => Promise<readonly string[]>;
  readonly saveAll: (logins: readonly Login[]) => Promise<void>;
  readonly lockOfMany: (subscriptionIds: readonly string[]) => Promise<readonly Login[]>;
  /** Makes every replica read these rows again. */
  readonly touch: (ids: readonly string[]) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  readonly page: (
    query: Page & {
      readonly subscriptionIds: readonly string[];
      readonly customerIds: readonly string[];
    },
  ) => Promise<readonly Login[]>;
  /** Reserved before this instant, by id. */
  readonly reservedBefore: (instant: Date, page: Page) => Promise<readonly Login[]>;
  /** Given up before this instant, oldest first; those that replicas may still know are left out. */
  readonly goneBefore: (instant: Date, limit: number) => Promise<readonly Login[]>;
  readonly mailPending: (limit: number) => Promise<readonly Login[]>;
  /** Deleted so lately that a replica may have let one in after all. */
  readonly deletedLately: () => Promise<readonly Login[]>;
  readonly countAt: (routingPointId: string) => Promise<number>;
};

/** Names that logins are about to have: mail may know them already, and nobody else gets one. */
export type Renames = {
  /** Refuses with `login_taken`. */
  readonly begin: (loginId: string, name: string) => Promise<void>;
  /** Null where none is begun. */
  readonly of: (loginId: string) => Promise<string | null>;
  readonly end: (loginId: string, name: string) => Promise<void>;
  /** Begun so long ago that nobody is at it any more, oldest first. */
  readonly left: (
    limit: number,
  ) => Promise<readonly { readonly loginId: string; readonly name: string }[]>;
};

export type Network = {
  readonly findRoutingPoint: (id: string) => Promise<RoutingPoint | null>;
  readonly lockRoutingPoint: (id: string) => Promise<RoutingPoint | null>;
  readonly addRoutingPoint: (point: RoutingPoint) => Promise<void>;
  readonly saveRoutingPoint: (point: RoutingPoint) => Promise<void>;
  readonly removeRoutingPoint: (id: string) => Promise<void>;
  readonly pageRoutingPoints: (
    query: Page & { readonly units: readonly string[] | "all" },
  ) => Promise<readonly RoutingPoint[]>;
  readonly findNas: (id: string) => Promise<Nas | null>;
  readonly lockNas: (id: string) => Promise<Nas | null>;
  /** Refuses with `nas_address_taken`. */
  readonly addNas: (nas: Nas) => Promise<void>;
  readonly saveNas: (nas: Nas) => Promise<void>;
  readonly removeNas: (id: string) => Promise<void>;
  /** A NAS stands in the unit of its routing point; without one only "all" sees it. */
  readonly pageNas: (
    query: Page & { readonly units: readonly string[] | "all" },
  ) => Promise<readonly Nas[]>;
  readonly countNasAt: (routingPointId: string) => Promise<number>;
};

export type NamedEntry = {
  readonly id: string;
  readonly version: bigint;
  readonly businessUnitId: string;
  readonly name: string;
};

/** A short list that forms choose from. */
export type NetworkList<Entry> = {
  readonly add: (entry: Entry) => Promise<void>;
  readonly save: (entry: Entry) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  /** Refuses with `entry_not_found`. */
  readonly find: (id: string) => Promise<Entry>;
  readonly lock: (id: string) => Promise<Entry>;
  readonly list: (units: readonly string[] | "all") => Promise<readonly Entry[]>;
};

/** Business units, kept while they exist. */
export type Units = {
  /** An older version than the one known is ignored. */
  readonly keep: (unit: Unit) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  /** Those of these that let suspended customers into a walled garden. */
  readonly walled: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
};

/** What is known of the replicas' models, by the database's clock. */
export type Replicas = {
  /** The database's time, as the moment at which a committed row was seen. */
  readonly now: () => Promise<Date>;
  /** Live replicas that have not read everything touched since `touchedAt`, after `since`. */
  readonly behind: (since: Date, touchedAt: Date) => Promise<number>;
  /** The oldest touch among these logins and IPs. */
  readonly oldestTouch: (ids: readonly string[]) => Promise<Date | null>;
  /** It answers nobody any more; no step has to wait for it. */
  readonly leave: (id: string) => Promise<void>;
};

/** Steps of the same subscription that a newer operation overtakes. */
export type Overtaken = {
  readonly pendingOf: (subscriptionId: string) => Promise<readonly string[]>;
  /** Locks a step; false when it is not pending any more. */
  readonly lockPending: (operationId: string) => Promise<boolean>;
};

/** Which period's speeds the open sessions of a unit were given last. */
export type UnitPeriods = {
  readonly all: () => Promise<ReadonlyMap<string, Period>>;
  /** False when somebody else changed it before. */
  readonly change: (
    unitId: string,
    change: { readonly from: Period | undefined; readonly to: Period },
    since: Date,
  ) => Promise<boolean>;
};

/** Everything one transaction of radius can touch. */
export type Radius = {
  readonly logins: Logins;
  readonly renames: Renames;
  readonly ips: Ips;
  readonly units: Units;
  readonly network: Network;
  readonly ipClasses: NetworkList<IpClass>;
  readonly speedProfiles: NetworkList<SpeedProfile>;
  readonly sessions: Sessions;
  readonly archive: SessionArchive;
  readonly disconnects: Disconnects;
  readonly rejects: Rejects;
  readonly periods: UnitPeriods;
  readonly noc: Noc;
  readonly replicas: Replicas;
  readonly steps: OperationSteps;
  readonly overtaken: Overtaken;
  readonly services: KnownServices;
  readonly secrets: OperationSecrets;
  readonly inbox: Inbox;
  readonly outbox: Outbox;
  readonly requests: Requests;
  readonly deadLetters: DeadLetters;
};

/** The mailboxes that belong to logins; every call may be repeated. */
export type Mailboxes = {
  /** The mailbox's id. */
  readonly reserve: (
    login: Login,
    password: string,
    requestId: string,
    live: boolean,
  ) => Promise<string>;
  readonly reserveAll: (
    reservations: readonly {
      readonly login: Login;
      readonly mailboxId: string;
      readonly password: string;
    }[],
    requestId: string,
  ) => Promise<void>;
  readonly release: (loginId: string, requestId: string) => Promise<void>;
  readonly changePassword: (login: Login, password: string, requestId: string) => Promise<void>;
  /** Gives the mailbox of a login the name that the login is to have; refuses where it is taken. */
  readonly rename: (login: Login, requestId: string) => Promise<void>;
  /** Gives up the mailbox of a deleted login. */
  readonly remove: (loginId: string, requestId: string) => Promise<void>;
};

/** A subscription as far as something new on it goes. */
export type SubscriptionForItem = {
  readonly customerId: string;
  readonly businessUnitId: string;
  readonly routingPointId: string | null;
  readonly service: ServiceState;
  /** Empty where the business unit has none. */
  readonly mailDomain: string;
  readonly plan: string;
  readonly planKind: string;
  readonly loginCreatesMailbox: boolean;
  /** Names of the catalogue's right-click options (D21); none where it restricts nothing. */
  readonly options: readonly string[];
};

/** What radius asks plans. */
export type Subscriptions = {
  readonly existing: (ids: readonly string[]) => Promise<ReadonlySet<string>>;
  readonly get: (id: string) => Promise<SubscriptionForItem>;
};
