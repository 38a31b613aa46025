import type { Page } from "./ports.ts";

/** A subscription that a closing bills otherwise than the one a month before. */
export type Outlier = {
  readonly subscriptionId: string;
  readonly subscriptionNumber: bigint;
  readonly customerId: string;
  readonly customerName: string;
  /** Billed for the first time, no longer, or by so much more or less that somebody should look. */
  readonly kind: "new" | "gone" | "changed";
  readonly beforeCents: bigint;
  readonly nowCents: bigint;
};

export type OutlierCount = Readonly<Record<Outlier["kind"], bigint>>;

export type Outliers = {
  /** Holds a proposal against these closings, and keeps what differs by more than so many percent. */
  readonly find: (
    closingId: string,
    previousIds: readonly string[],
    percent: number,
  ) => Promise<void>;
  readonly count: (closingId: string) => Promise<OutlierCount>;
  readonly list: (closingId: string, page: Page) => Promise<readonly Outlier[]>;
};
