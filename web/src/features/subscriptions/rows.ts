import type { Item } from "../../api/customers.ts";
import type { ListName, TreeSubscription } from "../../api/subscriptions.ts";
import { byList, type ItemNode, listNames, nest } from "./tree.ts";

type RowBase = {
  readonly id: string;
  readonly level: number;
  readonly isOpen: boolean;
  readonly hasChildren: boolean;
};

/** One line of the tree as it is drawn. */
export type Row =
  | (RowBase & { readonly kind: "list"; readonly list: ListName; readonly count: number })
  | (RowBase & { readonly kind: "plan"; readonly subscription: TreeSubscription })
  | (RowBase & {
      readonly kind: "item";
      readonly subscription: TreeSubscription;
      readonly item: Item;
    });

/** The lines that are to be seen, from top to bottom. */
export function rowsOf(
  subscriptions: readonly TreeSubscription[],
  closed: ReadonlySet<string>,
): readonly Row[] {
  const lists = byList(subscriptions);
  return listNames.flatMap((list): Row[] => {
    const inList = lists[list];
    const isOpen = !closed.has(list);
    const heading: Row = {
      kind: "list",
      id: list,
      level: 1,
      isOpen,
      hasChildren: inList.length > 0,
      list,
      count: inList.length,
    };
    return [heading, ...(isOpen ? inList.flatMap((one) => planRows(one, closed)) : [])];
  });
}

function planRows(subscription: TreeSubscription, closed: ReadonlySet<string>): Row[] {
  const nodes = nest(subscription.items);
  const isOpen = !closed.has(subscription.id);
  const row: Row = {
    kind: "plan",
    id: subscription.id,
    level: 2,
    isOpen,
    hasChildren: nodes.length > 0,
    subscription,
  };
  return [row, ...(isOpen ? itemRows(nodes, subscription, 3) : [])];
}

function itemRows(
  nodes: readonly ItemNode[],
  subscription: TreeSubscription,
  level: number,
): Row[] {
  return nodes.flatMap(({ item, children }): Row[] => [
    {
      kind: "item",
      id: item.id,
      level,
      isOpen: true,
      hasChildren: children.length > 0,
      subscription,
      item,
    },
    ...itemRows(children, subscription, level + 1),
  ]);
}
