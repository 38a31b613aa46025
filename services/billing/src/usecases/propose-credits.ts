import { type Clock, newId } from "@isp/kernel";
import {
  type Closing,
  type InvoiceDraft,
  invoicesOf,
  type ProposedLine,
  totalOf,
} from "../domain/closing.ts";
import { creditOf, fitting, overdrawn } from "../domain/credit.ts";
import { noMailboxes, seatHistory, seatsOf } from "../domain/mailbox-seats.ts";
import type { StatusPeriod } from "../domain/subscription-terms.ts";
import type { BilledLine } from "./invoice-ports.ts";
import type { Billing } from "./ports.ts";

/**
 * Proposes what was billed and is not owed, because a subscription ended or was suspended: beside what its
 * customer pays in the same closing, as far as there is something to pay (R14). Where more comes back than he would
 * pay, and he goes on, all of it stands together, for the whole to be carried forward. Answers with the closing's totals
 * after it, and whether there is such a one.
 */
export async function proposeCredits(
  scope: Pick<Billing, "invoices" | "mailboxes" | "proposals" | "terms">,
  closing: Closing,
  clock: Clock,
): Promise<Pick<Closing, "lines" | "amountCents"> & { readonly isOverdrawn: boolean }> {
  const { invoices, proposals } = scope;
  const { id, businessUnitId } = closing;
  const owing = [
    ...(await invoices.billedBeyondEnd(businessUnitId)),
    ...(await invoices.billedInSuspension(businessUnitId, closing.on)),
    ...(await invoices.seatsGivenUp(businessUnitId, closing.on)),
  ];
  const historyFor = await historiesOf(scope, owing);
  const now = clock.now();
  const credits = [...new Map(owing.map((owed) => [owed.line.id, owed])).values()].flatMap(
    ({ line, endedOn }): ProposedLine[] => {
      const known = { endedOn, history: historyFor(line) };
      const credit = creditOf(line, known);
      return credit === null ? [] : [{ ...credit, id: newId(now) }];
    },
  );
  const customers = [...new Set(credits.map(({ customerId }) => customerId))];
  const found = await proposals.ofCustomers(id, customers);
  const drafts = invoicesOf(found.proposals, found.lines);
  const draftOf = ({ subscriptionId }: ProposedLine) => {
    const own = found.proposals.find((proposal) => proposal.subscriptionId === subscriptionId);
    return drafts.findIndex(
      (draft) =>
        draft.customerId === own?.customerId &&
        draft.dueOn === own.dueOn &&
        draft.paymentFormId === own.paymentFormId &&
        draft.debitAccountId === own.debitAccountId,
    );
  };
  const beyond = new Set<number>();
  for (const index of overdrawn(drafts, credits, draftOf)) {
    const draft = drafts[index];
    if (draft !== undefined && (await goesOn(scope, draft))) beyond.add(index);
  }
  const whole = credits.filter((credit) => beyond.has(draftOf(credit)));
  const others = credits.filter((credit) => !beyond.has(draftOf(credit)));
  const lines = [...whole, ...fitting(drafts, others, draftOf)];
  await proposals.add(id, { proposals: [], lines, parked: [] });
  return {
    isOverdrawn: beyond.size > 0,
    lines: closing.lines + BigInt(lines.length),
    amountCents: closing.amountCents + totalOf(lines),
  };
}

/** Whether any plan of an invoice has not ended: what is left of it has a next closing. */
async function goesOn(
  { terms }: Pick<Billing, "terms">,
  { lines }: InvoiceDraft,
): Promise<boolean> {
  for (const id of new Set(lines.map(({ subscriptionId }) => subscriptionId))) {
    const held = await terms.find(id);
    if (held !== null && held.endedOn === null) return true;
  }
  return false;
}

/** When what a line bills was to be billed: its plan, or a seat of it. */
export async function historiesOf(
  { mailboxes, terms }: Pick<Billing, "mailboxes" | "terms">,
  owing: readonly Pick<BilledLine, "line">[],
): Promise<(line: ProposedLine) => readonly StatusPeriod[]> {
  const idsOf = (lines: readonly Pick<BilledLine, "line">[]) => [
    ...new Set(lines.map(({ line }) => line.subscriptionId)),
  ];
  const plans = await terms.history(idsOf(owing));
  const held = await mailboxes.ofSubscriptions(
    idsOf(owing.filter(({ line }) => line.kind === "mailbox")),
  );
  return ({ kind, item, subscriptionId }) => {
    const plan = plans.get(subscriptionId) ?? [];
    if (kind !== "mailbox") return plan;
    const { holdings } = held.get(subscriptionId) ?? noMailboxes;
    const [seat] = seatsOf(holdings, Number(item) - 1);
    return seat === undefined ? plan : seatHistory(seat, plan);
  };
}
