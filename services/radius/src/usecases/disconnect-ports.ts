export type DisconnectAnswer = "ack" | "nak" | "timeout";

/** A session that an access server is asked to end. */
export type Disconnect = {
  readonly id: string;
  readonly sessionId: string;
  readonly operationId: string | null;
};

export type DisconnectOutcome = {
  readonly answer: DisconnectAnswer;
  readonly errorCause: number;
  readonly attempts: number;
};

export type Disconnects = {
  readonly queue: (disconnect: Disconnect, at: Date) => Promise<void>;
  /** Queues one for each session that has none on its way. */
  readonly queueMissing: (sessionIds: readonly string[], at: Date) => Promise<void>;
  /** Queues one for each session that was not asked to end since. */
  readonly queueOnce: (sessionIds: readonly string[], since: Date, at: Date) => Promise<void>;
  /** Oldest first. */
  readonly queued: (limit: number) => Promise<readonly Disconnect[]>;
  /** False when it was answered already. */
  readonly settle: (id: string, outcome: DisconnectOutcome, at: Date) => Promise<boolean>;
};
