export type DisconnectAnswer = "ack" | "nak" | "timeout";

/** What an access server is asked about a session: to end it, or to change what it grants (RFC 5176). */
export type ControlKind = "disconnect" | "coa";

export type Disconnect = {
  readonly id: string;
  readonly sessionId: string;
  readonly operationId: string | null;
  readonly kind: ControlKind;
  /** The CoA that was in vain before, where this is a Disconnect after it. */
  readonly followsId: string | null;
};

export type DisconnectOutcome = {
  readonly answer: DisconnectAnswer;
  readonly errorCause: number;
  readonly attempts: number;
};

/** One that was asked, and what came of it. */
export type ControlRequest = Disconnect & {
  readonly state: "queued" | DisconnectAnswer;
  readonly errorCause: number;
  readonly attempts: number;
  readonly queuedAt: Date;
  readonly answeredAt: Date | null;
};

/** Every session of a routing point that was asked to end at once. */
export type DisconnectBatch = {
  readonly id: string;
  readonly routingPointId: string;
  readonly sessions: number;
  readonly requestedBy: string;
  readonly requestedAt: Date;
};

export type BatchProgress = DisconnectBatch & Readonly<Record<"queued" | DisconnectAnswer, number>>;

export type Disconnects = {
  readonly queue: (
    disconnect: Omit<Disconnect, "kind" | "followsId"> & Partial<Pick<Disconnect, "followsId">>,
    at: Date,
  ) => Promise<void>;
  /** Queues a change that an operation asks for, unless the session is about to end anyway. */
  readonly queueChange: (
    change: Pick<Disconnect, "id" | "sessionId" | "operationId">,
    at: Date,
  ) => Promise<void>;
  /** Queues a change of what each session is granted, where none is on its way. */
  readonly queueChanges: (sessionIds: readonly string[], at: Date) => Promise<void>;
  /** Queues one for each session that has none on its way. */
  readonly queueMissing: (sessionIds: readonly string[], at: Date) => Promise<void>;
  /** Queues one for each session that was not asked to end since. */
  readonly queueOnce: (sessionIds: readonly string[], since: Date, at: Date) => Promise<void>;
  /** Queues all open sessions of a routing point; those that are on their way already are left out. */
  readonly queueBatch: (batch: Omit<DisconnectBatch, "sessions">) => Promise<DisconnectBatch>;
  /**
   * Oldest first, so many for each access server; those of a batch after all others. A change is taken
   * only when it is older than this: by then every replica has read what is to be granted.
   */
  readonly queued: (limitPerNas: number, changesBefore: Date) => Promise<readonly Disconnect[]>;
  /** Sessions that are open though the access server said, since `since`, that it ended them. */
  readonly acknowledgedOpen: (
    since: Date,
    limit: number,
  ) => Promise<readonly { readonly sessionId: string; readonly at: Date }[]>;
  /** False when it was answered already. */
  readonly settle: (id: string, outcome: DisconnectOutcome, at: Date) => Promise<boolean>;
  /** What was asked about these sessions, newest first. */
  readonly ofSessions: (sessionIds: readonly string[]) => Promise<readonly ControlRequest[]>;
  /** What was asked last about the sessions of a login, newest first. */
  readonly ofLogin: (loginId: string, limit: number) => Promise<readonly ControlRequest[]>;
  readonly findBatch: (id: string) => Promise<BatchProgress | null>;
  readonly lastBatchAt: (routingPointId: string) => Promise<BatchProgress | null>;
};
