import type { PaymentSlip } from "./payment-settings.ts";
import type { Due, Payment } from "./payments.ts";

export type ClosingState =
  | "proposing"
  | "proposed"
  | "committing"
  | "committed"
  | "reversing"
  | "reversed";

/** Days `(fromOn, toOn]` of a cycle and what became of them. */
type CalendarPart = {
  readonly fromOn: string;
  readonly toOn: string;
  readonly days?: number;
  readonly what: string;
};

type Explanation = {
  readonly basis: string;
  readonly cycleDays: number;
  readonly priceCents?: number;
  readonly payableCents?: number;
  readonly planName?: string;
  readonly calendar: readonly CalendarPart[];
};

export type Line = {
  readonly id?: string;
  readonly customerId?: string;
  readonly customerName?: string;
  readonly subscriptionId: string;
  readonly subscriptionNumber?: number | string;
  readonly kind: string;
  /** The instalment `2/3`; others name what they are about by id. */
  readonly item?: string;
  readonly fromOn: string;
  readonly toOn: string;
  readonly days: number;
  readonly amountCents: number;
  readonly dueOn?: string;
  readonly explanation?: Explanation | null;
};

export type Parked = {
  readonly subscriptionId: string;
  readonly subscriptionNumber?: number | string;
  readonly customerName?: string;
  readonly code: string;
  readonly detail: string;
};

export type Outlier = {
  readonly subscriptionId: string;
  readonly subscriptionNumber: number;
  readonly customerId: string;
  readonly customerName: string;
  readonly kind: "new" | "gone" | "changed";
  readonly beforeCents: number;
  readonly nowCents: number;
};

export type Closing = {
  readonly id: string;
  readonly businessUnitId: string;
  readonly on: string;
  readonly state: ClosingState;
  readonly totals?: {
    readonly subscriptions?: number;
    readonly lines?: number;
    readonly invoices?: number;
    readonly amountCents?: number;
  } | null;
  readonly parked?: readonly Parked[];
  /** Billed otherwise than a month before. */
  readonly outliers?: Readonly<Record<Outlier["kind"], number>> | null;
  /** What the closing a month before came to. */
  readonly before?: { readonly amountCents: number } | null;
  readonly progress?: { readonly done: number; readonly total: number } | null;
  readonly proposedAt?: string | null;
  readonly committedAt?: string | null;
  /** Who took it back, and why. */
  readonly reversal?: {
    readonly reason: string;
    readonly operatorName: string;
    readonly endedAt: string | null;
  } | null;
};

/** A date on which something should be closed by today. */
export type DueClosing = { readonly businessUnitId: string; readonly on: string };

export type Invoice = {
  readonly id: string;
  readonly number: number | string;
  readonly customerId: string;
  readonly customerName?: string;
  readonly closingId?: string | null;
  readonly issuedOn?: string | null;
  readonly dueOn: string;
  readonly totalCents: number;
  /** Since when it is late. */
  readonly overdueOn?: string | null;
  readonly state: string;
  readonly businessUnitId?: string;
  readonly paidCents?: number;
  readonly lateCents?: number;
  readonly openCents?: number;
  readonly settledOn?: string | null;
  readonly lines?: readonly Line[];
};

/** An invoice as it is read alone. */
export type InvoiceRead = Invoice & {
  readonly businessUnitId: string;
  readonly payments: readonly Payment[];
  readonly due: Due;
  /** What was paid beyond it. */
  readonly surplusCents: number;
  /** Null where it was issued without Pix and boleto. */
  readonly slip: PaymentSlip | null;
  readonly creditNote: {
    readonly number: number;
    readonly issuedOn: string;
    readonly operatorName: string;
    readonly reason: string;
  } | null;
};
