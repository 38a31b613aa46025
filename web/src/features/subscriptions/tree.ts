import type { Item } from "../../api/customers.ts";
import type { ItemState, ListName, TreeSubscription } from "../../api/subscriptions.ts";

export type ItemNode = { readonly item: Item; readonly children: readonly ItemNode[] };

export const listNames: readonly ListName[] = ["active", "inactive", "cancelled"];

const kindOrder = ["login", "ip", "mailbox", "domain", "ftp-user", "database", "dns-host"];
const bySeverity: readonly ItemState[] = ["failed", "drifted", "pending", "in-step"];

/** The subscriptions of each list, in the order in which they were taken (C43). */
export function byList(
  subscriptions: readonly TreeSubscription[],
): Readonly<Record<ListName, readonly TreeSubscription[]>> {
  const sorted = subscriptions.toSorted((one, other) => Number(one.number) - Number(other.number));
  const of = (name: ListName) => sorted.filter(({ list }) => list === name);
  return { active: of("active"), inactive: of("inactive"), cancelled: of("cancelled") };
}

/**
 * A plan as it is now: what was given up of it is kept on the servers for a while, and is no part of it.
 * Of a plan that has ended everything is given up; that is what it had.
 */
export function withoutGivenUp(subscription: TreeSubscription): TreeSubscription {
  if (subscription.service === "released") return subscription;
  const items = subscription.items.filter(({ wanted }) => !givenUp.has(wanted?.state ?? ""));
  return { ...subscription, items };
}

const givenUp: ReadonlySet<string> = new Set(["released", "deleted"]);

/** Puts items under their parents; one whose parent is missing stands directly under the subscription. */
export function nest(items: readonly Item[]): ItemNode[] {
  const known = new Set(items.map(({ id }) => id));
  const parentOf = ({ parentId }: Item) => (known.has(parentId ?? "") ? parentId : "");
  const under = (parent: string): ItemNode[] =>
    items
      .filter((item) => (parentOf(item) ?? "") === parent)
      .toSorted(byKindThenName)
      .map((item) => ({ item, children: under(item.id) }));
  return under("");
}

/** The state of a whole subscription is that of its worst item. */
export function worstState(items: readonly Item[]): ItemState | undefined {
  const states = new Set(items.map(({ real }) => real?.state));
  return bySeverity.find((state) => states.has(state));
}

function byKindThenName(one: Item, other: Item): number {
  const kind = kindOrder.indexOf(one.kind) - kindOrder.indexOf(other.kind);
  if (kind !== 0) return kind;
  if (one.main !== other.main) return one.main ? -1 : 1;
  return one.name.localeCompare(other.name);
}
