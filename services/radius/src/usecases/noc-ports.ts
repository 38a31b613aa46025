/** The open sessions of one access server at one routing point. */
export type Presence = {
  readonly nasId: string;
  readonly routingPointId: string;
  readonly sessions: number;
  readonly lastReportAt: Date;
};

export type Silence = { readonly nasId: string; readonly sessions: number; readonly since: Date };

export type Noc = {
  readonly presences: () => Promise<readonly Presence[]>;
  /** Writes down how many are online in this hour. */
  readonly countOnline: (online: ReadonlyMap<string, number>, at: Date) => Promise<void>;
  readonly onlineAt: (at: Date) => Promise<ReadonlyMap<string, number>>;
  readonly silences: () => Promise<readonly Silence[]>;
  readonly addSilence: (silence: Silence) => Promise<void>;
  readonly endSilences: (nasIds: readonly string[]) => Promise<void>;
  readonly rejectsSince: (
    since: Date,
    routingPointIds: readonly string[] | "all",
  ) => Promise<readonly { readonly reason: string; readonly count: number }[]>;
  /** Counters of hours before this are of no use to anybody. */
  readonly forgetHours: (before: Date) => Promise<void>;
};
