import { type Clock, newId } from "@isp/kernel";
import { type Closing, invoicesOf, type ProposedLine, totalOf } from "../domain/closing.ts";
import { creditOf, fitting } from "../domain/credit.ts";
import type { Billing } from "./ports.ts";

/**
 * Proposes what was billed and is not owed, because a subscription ended or was suspended: beside what its
 * customer pays in the same closing, as far as there is something to pay (R14). Answers with the
 * closing's totals after it.
 */
export async function proposeCredits(
  { invoices, proposals, terms }: Pick<Billing, "invoices" | "proposals" | "terms">,
  closing: Closing,
  clock: Clock,
): Promise<Pick<Closing, "lines" | "amountCents">> {
  const { id, businessUnitId } = closing;
  const owing = [
    ...(await invoices.billedBeyondEnd(businessUnitId)),
    ...(await invoices.billedInSuspension(businessUnitId, closing.on)),
  ];
  const history = await terms.history([...new Set(owing.map(({ line }) => line.subscriptionId))]);
  const now = clock.now();
  const credits = [...new Map(owing.map((owed) => [owed.line.id, owed])).values()].flatMap(
    ({ line, endedOn }): ProposedLine[] => {
      const known = { endedOn, history: history.get(line.subscriptionId) ?? [] };
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
  const lines = fitting(drafts, credits, draftOf);
  await proposals.add(id, { proposals: [], lines, parked: [] });
  return {
    lines: closing.lines + BigInt(lines.length),
    amountCents: closing.amountCents + totalOf(lines),
  };
}
