import type { plans } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { historyOf, type StatusChange } from "../domain/subscription-terms.ts";
import { toTerms } from "./follow-subscription.ts";
import type { Billing } from "./ports.ts";

export type TakeOver = (
  subscriptions: readonly plans.Subscription[],
  customers: readonly plans.CustomerSummary[],
) => Promise<void>;

/**
 * Keeps the payment terms of imported subscriptions, as if each had been registered here (R6). Of one
 * whose next decision was heard first, only the beginning was missing.
 */
export function takeOver(transact: Transact<Billing>): TakeOver {
  return (subscriptions, customers) =>
    transact(async ({ inbox, lists, terms }) => {
      const versions = new Map(subscriptions.map(({ id, version }) => [id, version]));
      const passed = await inbox.advanceAll("billing-subscriptions", versions);
      const heard = subscriptions.filter(({ id }) => passed.has(id));
      await terms.addAll(heard.map((subscription) => toTerms(subscription, null)));
      await terms.begin(new Map(heard.map((held) => [held.id, beginning(held)])));
      for (const held of subscriptions) if (!passed.has(held.id)) await beginLate(terms, held);
      await lists.addCustomers(customers);
    });
}

async function beginLate(terms: Billing["terms"], held: plans.Subscription): Promise<void> {
  await terms.lock(held.id);
  await terms.addChange(held.id, beginning(held));
  await terms.saveHistory(held.id, historyOf(await terms.changes(held.id)));
}

function beginning({ version, startOn, status }: plans.Subscription): StatusChange {
  return { version, begins: true, startOn, fromOn: startOn, bills: status?.bills ?? false };
}
