/** What the storm is told. */
export type Storm = {
  readonly authPort: number;
  readonly acctPort: number;
  readonly secret: string;
  /** Source addresses, one for each access server. */
  readonly addresses: readonly string[];
  readonly subscribers: number;
  readonly withinMs: number;
};

export type StormResult = {
  /** Subscribers whose Accounting-Start was acknowledged. */
  readonly online: number;
  readonly refused: number;
  readonly resent: number;
  /** From the first request to the last acknowledgement. */
  readonly seconds: number;
  /** Of the authentications, as the subscribers wait for them. */
  readonly p99Ms: number;
  readonly generatorShare: number;
};
