/** The open sessions of one access server at one routing point. */
export type Presence = {
  readonly nasId: string;
  readonly routingPointId: string;
  readonly sessions: number;
  readonly lastReportAt: Date;
};

export type Silence = { readonly nasId: string; readonly sessions: number; readonly since: Date };

/** How many were online at an instant. */
export type Sample = { readonly at: Date; readonly online: number };

export type Noc = {
  readonly presences: () => Promise<readonly Presence[]>;
  /** Writes down how many are online in this hour. */
  readonly countOnline: (online: ReadonlyMap<string, number>, at: Date) => Promise<void>;
  /** The same for these five minutes, unless somebody has counted in them already. */
  readonly sampleOnline: (online: ReadonlyMap<string, number>, at: Date) => Promise<void>;
  /** What was counted since, at these routing points together, oldest first. */
  readonly samplesSince: (
    since: Date,
    routingPointIds: readonly string[] | "all",
  ) => Promise<readonly Sample[]>;
  /** Samples of before are of no use to anybody. */
  readonly forgetSamples: (before: Date) => Promise<void>;
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
