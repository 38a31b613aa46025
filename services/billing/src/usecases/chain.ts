import { addDays } from "@isp/kernel";
import type { Replaced } from "../domain/bill.ts";
import type { SubscriptionTerms } from "../domain/subscription-terms.ts";
import type { Billing } from "./ports.ts";

const longestCycle = 31;
/** A subscription that is replaced more often than daily is nobody's. */
const longestChain = 31;

/**
 * Those that a subscription replaced at the same net price, as far back as they may share a cycle with
 * days that are not billed yet (R4); mostly none.
 */
export async function chainOf(
  { terms }: Pick<Billing, "terms">,
  last: SubscriptionTerms,
): Promise<readonly Replaced[]> {
  const chain: Replaced[] = [];
  const sharesCycle = (last.billedThroughOn ?? "") <= addDays(last.startOn, longestCycle);
  let before = sharesCycle ? last.predecessorId : "";
  while (before !== "" && chain.length < longestChain) {
    const found = await terms.find(before);
    if (found === null || !isSame(found, last)) return chain;
    const history = (await terms.history([before])).get(before) ?? [];
    chain.push({ terms: found, history });
    before = found.predecessorId;
  }
  return chain;
}

/** To another customer, or at another price, it is another cycle. */
const isSame = (a: SubscriptionTerms, b: SubscriptionTerms) =>
  a.payableCents === b.payableCents && a.customerId === b.customerId;
