import type { ItemPlace, ItemState } from "@isp/kernel";

/** What every item of a hosting plan has: it hangs under a subscription and follows its service. */
export type HostedItem = ItemState &
  ItemPlace & {
    readonly id: string;
    /** What an operator calls it, unique in its kind. */
    readonly name: string;
    /** Kept back on purpose (D22). */
    readonly isHeld: boolean;
  };

/** How long the name and the data of what was given up are kept (D13). */
export const quarantineMs = 30 * 86_400_000;

/** Why an item is not on its server yet. */
export function pendingReason({ isHeld }: Pick<HostedItem, "isHeld">, hasServer: boolean): string {
  if (isHeld) return "held";
  return hasServer ? "" : "no-server";
}
