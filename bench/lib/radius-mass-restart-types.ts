/** What the generator is told. */
export type MassRestart = {
  readonly authPort: number;
  readonly acctPort: number;
  readonly secret: string;
  /** Source addresses of the access servers, which all say Accounting-On at the same moment. */
  readonly addresses: readonly string[];
  /** Logins that ask to be let in meanwhile, one after the other. */
  readonly logins: { readonly from: number; readonly perSecond: number };
  readonly forMs: number;
};

export type MassRestartResult = {
  /** Accounting-On packets that were acknowledged. */
  readonly acknowledged: number;
  readonly accepted: number;
  readonly refused: number;
  readonly resent: number;
  /** Of the authentications. */
  readonly p99Ms: number;
};
