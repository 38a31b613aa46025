import { type CivilDate, newId } from "@isp/kernel";
import { bill, type BillLine } from "../domain/bill.ts";
import type {
  BusinessUnit,
  Closing,
  DueDay,
  Parked,
  Proposal,
  ProposedLine,
} from "../domain/closing.ts";
import { dueDate } from "../domain/cycle.ts";
import { billSeats, type HeldMailboxes, noMailboxes } from "../domain/mailbox-seats.ts";
import type { StatusPeriod, SubscriptionTerms } from "../domain/subscription-terms.ts";
import { type Split, unsplit } from "./split-cycles.ts";

/** What a batch of subscriptions is proposed from. */
export type About = {
  readonly closing: Closing;
  readonly unit: BusinessUnit;
  readonly dueDays: readonly DueDay[];
  readonly history: ReadonlyMap<string, readonly StatusPeriod[]>;
  readonly splits: ReadonlyMap<string, Split>;
  readonly mailboxes: ReadonlyMap<string, HeldMailboxes>;
  readonly beside: ReadonlyMap<string, readonly BillLine[]>;
  readonly issuedOn: CivilDate;
  readonly now: Date;
};

export type Proposed = { readonly proposal: Proposal; readonly lines: readonly ProposedLine[] };

/** What a closing does for one subscription; null where none of its due days closes. */
export function proposeSubscription(
  terms: SubscriptionTerms,
  about: About,
): Proposed | { readonly parked: Parked } | null {
  const { subscriptionId, dueDayId } = terms;
  const dueDay = about.dueDays.find(({ id, isDefault }) =>
    dueDayId === "" ? isDefault : id === dueDayId,
  );
  if (dueDay === undefined) return null;
  const { chain, billed, seats: seatsBilled } = about.splits.get(subscriptionId) ?? unsplit;
  const closing = {
    on: about.closing.on,
    closingDay: dueDay.closingDay,
    basis: about.unit.prorationBasis,
  };
  const history = about.history.get(subscriptionId) ?? [];
  const plan = bill(terms, history, { ...closing, chain, billed });
  if ("parked" in plan) return { parked: { subscriptionId, ...plan.parked } };
  const held = about.mailboxes.get(subscriptionId) ?? noMailboxes;
  const seats = billSeats(terms, history, { ...held, billed: seatsBilled }, closing);
  if ("parked" in seats) return { parked: { subscriptionId, ...seats.parked } };
  const beside = about.beside.get(subscriptionId) ?? [];
  return {
    proposal: proposalOf(terms, plan.billedThroughOn, {
      dueOn: dueDate(closing.on, dueDay.day, about.issuedOn),
    }),
    lines: [...plan.lines, ...seats.lines, ...beside]
      // What costs nothing is not billed (R18); its days count as billed all the same.
      .filter(({ amountCents }) => amountCents !== 0n)
      .map((line) => {
        const { customerId } = terms;
        return { ...line, id: newId(about.now), subscriptionId, customerId };
      }),
  };
}

function proposalOf(
  terms: SubscriptionTerms,
  billedThroughOn: CivilDate,
  { dueOn }: { readonly dueOn: CivilDate },
): Proposal {
  return {
    subscriptionId: terms.subscriptionId,
    customerId: terms.customerId,
    dueOn,
    paymentFormId: terms.paymentFormId,
    debitAccountId: terms.debitAccountId,
    billedThroughBefore: terms.billedThroughOn,
    lastClosingBefore: terms.lastClosingOn,
    billedThroughOn,
  };
}
