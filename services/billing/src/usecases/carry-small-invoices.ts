import type { Closing } from "../domain/closing.ts";
import type { Billing } from "./ports.ts";

/**
 * Leaves out what would be an invoice below the unit's smallest, or below nothing (R14): it is billed with the next
 * closing (R18), or at once where the customer has nothing left that goes on. Answers with the closing's totals after it.
 */
export async function carrySmallInvoices(
  { proposals, invoicingRules }: Pick<Billing, "proposals" | "invoicingRules">,
  closing: Closing,
  isOverdrawn: boolean,
): Promise<Closing> {
  const { minimumInvoiceCents } = await invoicingRules.of(closing.businessUnitId);
  if (minimumInvoiceCents === 0n && !isOverdrawn) return closing;
  const least = minimumInvoiceCents === 0n ? 1n : minimumInvoiceCents;
  const carried = await proposals.carryBelow(closing.id, least);
  return {
    ...closing,
    subscriptions: closing.subscriptions - BigInt(carried.length),
    lines: carried.reduce((left, { lines }) => left - lines, closing.lines),
    amountCents: carried.reduce((left, one) => left - one.amountCents, closing.amountCents),
  };
}
