import type { Item } from "../../api/customers.ts";
import type { Subscription, TreeSubscription } from "../../api/subscriptions.ts";

/** What every dialog of hosting is given; `item` is what it was opened on, where it was an item. */
export type HostingTaskProps = {
  readonly subscription: Subscription;
  readonly item: Item | undefined;
  readonly onClose: () => void;
};

/** What is done with one item that is there. */
export type ItemTaskProps = HostingTaskProps & { readonly item: Item };

/** The items of a plan, where the tree brought them along. */
export function itemsOf(subscription: Subscription): readonly Item[] {
  return (subscription as Partial<TreeSubscription>).items ?? [];
}

export const domainsOf = (subscription: Subscription) =>
  itemsOf(subscription).filter(({ kind }) => kind === "domain");
