import type { SessionReport, SessionState } from "../domain/session.ts";

/** Whose session it is, as known when its first packet arrived. */
export type SessionOwner = {
  readonly loginId: string | null;
  readonly subscriptionId: string | null;
  readonly customerId: string | null;
  readonly businessUnitId: string | null;
  readonly routingPointId: string | null;
};

/** What tells one session from all others. */
export type SessionIdentity = {
  /** As `sessionKey` makes it. */
  readonly key: string;
  readonly nasId: string;
  readonly nasAddress: string;
  readonly acctSessionId: string;
  readonly username: string;
};

export type SessionInput = {
  readonly identity: SessionIdentity;
  readonly report: SessionReport;
  readonly owner: SessionOwner;
  /** The login may not be connected, by what this replica knew when the packet came. */
  readonly isRefused: boolean;
  readonly receivedAt: Date;
};

export type StoredSession = SessionIdentity &
  SessionOwner & {
    readonly id: string;
    readonly version: bigint;
    readonly receivedAt: Date;
    readonly state: SessionState;
    /** When it ended, or null while it is open. */
    readonly endedAt: Date | null;
  };

export type SessionFilter = {
  readonly username: string;
  readonly address: string;
  readonly at: Date | null;
  readonly routingPointId: string;
  readonly openOnly: boolean;
  readonly units: readonly string[] | "all";
  readonly before: string;
  readonly limit: number;
};

/** Who had one of these addresses, or an address of one of these prefixes. */
export type AddressFilter = {
  readonly addresses?: readonly string[];
  readonly prefixes?: readonly string[];
  readonly at: Date;
  readonly units: readonly string[] | "all";
  readonly limit: number;
};

export type OpenOfNas = {
  readonly nasId: string;
  readonly before: Date;
  readonly afterId: string;
  readonly limit: number;
};

export type Sessions = {
  /** Locks the sessions with these keys. */
  readonly lockByKey: (keys: readonly string[]) => Promise<StoredSession[]>;
  /** Locks earlier sessions with the same id that made room for it, the last begun first. */
  readonly lockAside: (identity: SessionIdentity) => Promise<StoredSession[]>;
  /** Gives it another key, so that its own may be used again. */
  readonly setAside: (id: string, key: string) => Promise<void>;
  /** Refuses the whole batch when another replica began one of them at the same moment. */
  readonly add: (sessions: readonly StoredSession[]) => Promise<void>;
  readonly save: (sessions: readonly StoredSession[]) => Promise<void>;
  /**
   * Writes counters and times alone, of sessions that still stand one version lower; refuses the whole
   * batch when one of them does not.
   */
  readonly moveOn: (sessions: readonly StoredSession[]) => Promise<void>;
  /** What is open there and began earlier, in the order of the ids, from behind one of them. */
  readonly openIdsOfNas: (page: OpenOfNas) => Promise<readonly string[]>;
  /** How many sessions this restart of the access server has ended so far. */
  readonly countEndedByRestart: (nasId: string, at: Date) => Promise<number>;
  readonly openOfLogins: (loginIds: readonly string[]) => Promise<StoredSession[]>;
  readonly lastOfLogin: (loginId: string) => Promise<StoredSession | null>;
  /** Also sessions whose login was deleted before they began. */
  readonly openOfUsernames: (usernames: readonly string[]) => Promise<StoredSession[]>;
  readonly find: (id: string) => Promise<StoredSession | null>;
  readonly lock: (id: string) => Promise<StoredSession | null>;
  /** Locks these, in the order of their keys. */
  readonly lockMany: (ids: readonly string[]) => Promise<StoredSession[]>;
  readonly list: (filter: SessionFilter) => Promise<readonly StoredSession[]>;
  /** Open at the instant, archived or not, the last begun first. */
  readonly openAt: (filter: AddressFilter) => Promise<readonly StoredSession[]>;
  /** The latest sessions of a device, by the digits of its MAC address. */
  readonly ofDevice: (
    macDigits: string,
    units: readonly string[] | "all",
    limit: number,
  ) => Promise<readonly StoredSession[]>;
  readonly countOpenAt: (routingPointId: string) => Promise<number>;
  readonly countOpenOfNas: (nasId: string) => Promise<number>;
  readonly park: (packets: readonly ParkedPacket[]) => Promise<void>;
};

/** Sessions that have ended some time ago, by the month of their first packet. */
export type SessionArchive = {
  /** Moves what ended before; resolves with how many. */
  readonly takeEndedBefore: (instant: Date, limit: number) => Promise<number>;
  readonly byKey: (keys: readonly string[]) => Promise<StoredSession[]>;
  /** Brings these back among the live ones. */
  readonly giveBack: (ids: readonly string[]) => Promise<void>;
};

/** An accounting packet that says too little to be a session; kept, so that it may be answered. */
export type ParkedPacket = {
  readonly nasId: string;
  readonly reason: string;
  readonly packet: Buffer;
  readonly receivedAt: Date;
};
