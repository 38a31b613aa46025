import type { SubscriptionTerms } from "../domain/subscription-terms.ts";
import type { Billing } from "./ports.ts";

/** A subscription that is replaced more often is nobody's. */
const longestChain = 31;

/**
 * Which instalments of an installation stand on invoices: those of the subscription, and of those
 * that it replaced by changes of plan, since they go on in it (R12).
 */
export async function installmentsBilled(
  { terms, invoices }: Pick<Billing, "terms" | "invoices">,
  last: SubscriptionTerms,
): Promise<readonly number[]> {
  const chain = [last.subscriptionId];
  let before = last.predecessorId;
  while (before !== "" && chain.length < longestChain) {
    const found = await terms.find(before);
    if (found === null || found.customerId !== last.customerId) break;
    chain.push(before);
    before = found.predecessorId;
  }
  const billed = await invoices.installmentsBilled(chain);
  return [...billed.values()].flat();
}
