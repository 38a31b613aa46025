/**
 * Everything an operator can be allowed, as the RPCs and the REST functions name it. A role is a
 * choice of these, and a function that asks for another one does not pass the tests.
 */
export const permissions = [
  "customers.read",
  "customers.write",
  "customers.import",
  "subscriptions.write",
  "subscriptions.operate",
  "subscriptions.transfer",
  "subscriptions.cancel",
  "subscriptions.delete",
  "subscriptions.backdate",
  "mailboxes.read",
  "catalogue.read",
  "catalogue.write",
  "network.read",
  "network.write",
  "sessions.read",
  "sessions.search",
  "sessions.disconnect",
  "sessions.passwords",
  "billing.read",
  "billing.write",
  "billing.close",
  "billing.policy",
  "billing.default",
  "billing.promise",
  "billing.unlock",
  "billing.contest",
  "billing.settings",
  "billing.payout",
  "billing.retroactive",
  "reports.read",
  "operations.repair",
  "operators.read",
  "operators.write",
  "audit.read",
] as const;

/** The permission that stands for all of them, also for those that come later. */
export const everything = "*";

export function allows(held: readonly string[], needed: string): boolean {
  return held.includes(everything) || held.includes(needed);
}
