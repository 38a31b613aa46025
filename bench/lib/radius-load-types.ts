/** What a load generator is told. */
export type RadiusLoad = {
  readonly kind: "auth" | "acct";
  readonly port: number;
  readonly secret: string;
  readonly users: number;
  readonly requests: number;
  /** Requests under way at once. */
  readonly window: number;
  /** The first round of accounting reports that it sends. */
  readonly from: number;
};

export type RadiusLoadResult = {
  readonly perSecond: number;
  /** Accepts, or acknowledgements. */
  readonly right: number;
  readonly resent: number;
  readonly p99Ms: number;
  /** Cores that the generator itself took. */
  readonly generatorShare: number;
};
