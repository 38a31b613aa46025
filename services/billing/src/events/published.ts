import type { billing } from "@isp/contracts";
import type { Explanation } from "../domain/bill.ts";
import { printedLine, typeableLine } from "../domain/boleto.ts";
import type { Closing, Parked, ProposedLine } from "../domain/closing.ts";
import { type Invoice, openOf } from "../domain/invoice.ts";
import type { Notice } from "../domain/notice.ts";
import type { Payment } from "../domain/payment.ts";
import type { PresentSlip } from "../domain/payment-slip.ts";

export function closingFact(closing: Closing): billing.ClosingFact {
  const { id, version, businessUnitId } = closing;
  return { aggregateId: id, version, businessUnitId, closing: toClosingMessage(closing, []) };
}

export function invoiceFact(invoice: Invoice): billing.InvoiceFact {
  const { id, version, businessUnitId } = invoice;
  return { aggregateId: id, version, businessUnitId, invoice: toInvoiceMessage(invoice) };
}

export function noticeFact(notice: Notice): billing.CustomerFact {
  const { id: noticeId, customerId, businessUnitId, kind, invoices, sentAt, sentOn } = notice;
  const invoiceIds = invoices.map(({ invoiceId }) => invoiceId);
  const about = { aggregateId: customerId, businessUnitId, noticeId, kind, invoiceIds };
  return { ...about, sentAt: sentAt ?? undefined, sentOn: sentOn ?? "" };
}

export function toClosingMessage(closing: Closing, parked: readonly Parked[]): billing.Closing {
  const { subscriptions, lines, invoices, amountCents, done, total } = closing;
  return {
    id: closing.id,
    version: closing.version,
    businessUnitId: closing.businessUnitId,
    on: closing.on,
    state: closing.state,
    totals: { subscriptions, lines, invoices, amountCents },
    parked: [...parked],
    progress: { done, total },
    proposedAt: closing.proposedAt ?? undefined,
    committedAt: closing.committedAt ?? undefined,
    reversal: toReversalMessage(closing.reversal),
    // Only who reads one closing alone is told how it compares.
    outliers: undefined,
    before: undefined,
  };
}

function toReversalMessage(reversal: Closing["reversal"]): billing.ClosingReversal | undefined {
  if (reversal === null) return undefined;
  const { reason, by: operatorName, endedAt } = reversal;
  return { reason, operatorName, endedAt: endedAt ?? undefined };
}

export function toInvoiceMessage(invoice: Invoice): billing.Invoice {
  const { paymentFormId: _form, debitAccountId: _account, customerName, dueOn, ...rest } = invoice;
  // What was billed at once stands under its own id, where others have a closing's.
  const closingId = rest.closingId === rest.id ? "" : rest.closingId;
  const lines = invoice.lines.map((line) => toLineMessage({ ...line, customerName, dueOn }));
  const { settledOn, overdueOn, ...amounts } = rest;
  return {
    ...amounts,
    closingId,
    customerName,
    dueOn,
    lines,
    openCents: openOf(invoice),
    settledOn: settledOn ?? "",
    overdueOn: overdueOn ?? "",
  };
}

export function toPaymentMessage({
  operatorId: _id,
  reversed,
  ...payment
}: Payment): billing.Payment {
  return { ...payment, reversed: reversed ?? undefined };
}

export function toSlipMessage({
  amountCents,
  openCents,
  dueOn,
  pixCode,
  barcode,
  ourNumber,
}: PresentSlip): billing.PaymentSlip {
  const typed = barcode === "" ? "" : printedLine(typeableLine(barcode));
  return { amountCents, openCents, dueOn, pixCode, barcode, typeableLine: typed, ourNumber };
}

type Named = ProposedLine & {
  readonly customerName: string;
  readonly subscriptionNumber: bigint;
  readonly dueOn: string;
};

export function toLineMessage(line: Named): billing.Line {
  return { ...line, explanation: toExplanation(line.explanation) };
}

function toExplanation(explanation: Explanation): billing.Explanation {
  return { ...explanation, calendar: [...explanation.calendar] };
}
