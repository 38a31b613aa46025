import type { Remark } from "./operations.ts";
import type { Discount } from "./subscriptions.ts";

export type PreviewedKind = "change-plan" | "transfer" | "cancel" | "delete";

/** One thing that an operation would do to one item. */
export type Effect = {
  readonly service: string;
  readonly itemId: string;
  readonly itemKind: string;
  readonly itemName: string;
  readonly action: string;
  readonly detail: string;
  /** What is charged, or credited below zero. */
  readonly amountCents?: number | string | null;
};

/** What an operation would do everywhere. */
export type Preview = {
  readonly previewId: string;
  readonly subscriptionId: string;
  readonly operation: PreviewedKind;
  readonly on: string;
  readonly effects: readonly Effect[];
  readonly warnings: readonly Remark[];
  readonly conflicts: readonly Remark[];
  readonly expiresAt: string | null;
};

/** What each of the four asks for; a day is named only where it is not today. */
export type Order = {
  readonly on?: string;
  readonly planId?: string;
  readonly trialDays?: number;
  readonly discount?: Discount;
  readonly keepSpeedOverride?: boolean;
  readonly newContract?: boolean;
  readonly customerId?: string;
  readonly loginPassword?: "keep" | "new";
  readonly mailboxes?: "empty" | "with-content";
  readonly reasonId?: string;
  readonly waiveFine?: boolean;
  readonly confirm?: string;
};

/** A password that a transfer made; told once. */
export type ItemSecret = {
  readonly itemId: string;
  readonly itemKind: string;
  readonly itemName: string;
  readonly password: string;
};
