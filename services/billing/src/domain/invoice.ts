import type { Centavos, CivilDate } from "@isp/kernel";
import { type InvoiceDraft, type ProposedLine, totalOf } from "./closing.ts";
import type { LateCharges } from "./invoicing-rules.ts";

export type InvoiceLine = ProposedLine & { readonly subscriptionNumber: bigint };

/** What a customer owes on one due date. Issued once; what is wrong with it is mended by a credit note. */
export type Invoice = LateCharges & {
  readonly id: string;
  readonly version: bigint;
  readonly businessUnitId: string;
  readonly customerId: string;
  readonly customerName: string;
  readonly closingId: string;
  readonly number: bigint;
  readonly issuedOn: CivilDate;
  readonly dueOn: CivilDate;
  readonly totalCents: Centavos;
  readonly state: "issued" | "paid" | "cancelled";
  /** What was received and taken for it, and the late charges that have become due with payments. */
  readonly paidCents: Centavos;
  readonly lateCents: Centavos;
  /** The day on which nothing of it was left open. */
  readonly settledOn: CivilDate | null;
  /** Since when it is late, as it was told once; null while it is not, or was not. */
  readonly overdueOn: CivilDate | null;
  readonly paymentFormId: string;
  readonly debitAccountId: string;
  readonly lines: readonly InvoiceLine[];
};

/** What is open of it without charges that a later payment would add. */
export function openOf({ state, totalCents, lateCents, paidCents }: Invoice): Centavos {
  if (state === "cancelled") return 0n;
  return totalCents + lateCents - paidCents;
}

/** Makes an invoice of a draft; `numbers` are those of the subscriptions that its lines bill. */
export function issue(
  draft: InvoiceDraft,
  about: {
    readonly id: string;
    readonly number: bigint;
    readonly issuedOn: CivilDate;
    readonly closingId: string;
    readonly businessUnitId: string;
  } & LateCharges,
  numbers: ReadonlyMap<string, bigint>,
): Invoice {
  return {
    ...about,
    ...draft,
    version: 1n,
    customerName: "",
    state: "issued",
    paidCents: 0n,
    lateCents: 0n,
    settledOn: null,
    overdueOn: null,
    totalCents: totalOf(draft.lines),
    lines: draft.lines.map((line) => ({
      ...line,
      subscriptionNumber: numbers.get(line.subscriptionId) ?? 0n,
    })),
  };
}
