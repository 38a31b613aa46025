import { addDays } from "@isp/kernel";
import type { StatusPeriod, SubscriptionTerms } from "../domain/subscription-terms.ts";
import type { Billing } from "./ports.ts";

const longestCycle = 31;
/** A subscription that is replaced more often than daily is nobody's. */
const longestChain = 31;

export type Known = {
  readonly terms: SubscriptionTerms;
  readonly history: readonly StatusPeriod[];
};

/**
 * Those that a subscription replaced at the same net price, by a change of plan or a transfer, as far back as they
 * may share a cycle with days that are not billed yet (R4); mostly none.
 */
export async function chainOf(
  { terms }: Pick<Billing, "terms">,
  last: SubscriptionTerms,
): Promise<readonly Known[]> {
  const chain: Known[] = [];
  const sharesCycle = (last.billedThroughOn ?? "") <= addDays(last.startOn, longestCycle);
  let before = sharesCycle ? last.predecessorId : "";
  while (before !== "" && chain.length < longestChain) {
    const found = await terms.find(before);
    // At another price it is another cycle.
    if (found === null || found.payableCents !== last.payableCents) return chain;
    const history = (await terms.history([before])).get(before) ?? [];
    chain.push({ terms: found, history });
    before = found.predecessorId;
  }
  return chain;
}
