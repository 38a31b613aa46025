/** What the generator is told. */
export type RejectLoop = {
  readonly authPort: number;
  readonly secret: string;
  /** Source addresses, one for each access server. */
  readonly addresses: readonly string[];
  /** The first of the logins: half are suspended, half mistype their password. */
  readonly blocked: number;
  /** Each of them asks once in that time, at once again after an answer or not. */
  readonly everyMs: number;
  /** Rightful requests a second, of the logins behind the blocked ones. */
  readonly rightfulPerSecond: number;
  readonly forMs: number;
};

export type RejectLoopResult = {
  readonly rejected: number;
  readonly accepted: number;
  /** Blocked ones that were let in, and rightful ones that were not. */
  readonly wrong: number;
  readonly resent: number;
  /** Of the rightful ones. */
  readonly p99Ms: number;
};
