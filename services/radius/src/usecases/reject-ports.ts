import type { RejectReason } from "../domain/authentication.ts";

/** Refusals of one login for one reason, as many as came since they were last written down. */
export type RejectCount = {
  /** Null where the name belongs to no login. */
  readonly loginId: string | null;
  readonly routingPointId: string;
  readonly reason: RejectReason;
  readonly count: number;
  readonly nasId: string;
  readonly mac: string;
  readonly at: Date;
};

/** Why a login was refused, how often, and when last. */
export type LoginReject = {
  readonly reason: RejectReason;
  readonly rejects: number;
  readonly nasId: string;
  readonly mac: string;
  readonly lastAt: Date;
};

export type Rejects = {
  readonly count: (counts: readonly RejectCount[]) => Promise<void>;
  /** The latest first. */
  readonly ofLogin: (loginId: string) => Promise<readonly LoginReject[]>;
};
