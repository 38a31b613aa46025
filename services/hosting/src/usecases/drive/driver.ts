import type { HostedItem } from "../../domain/hosted-item.ts";

/** What became of an item on its server. A server that is away throws instead. */
export type Outcome =
  | { readonly state: "in-step" }
  /** Somebody changed it there by hand, or the server would not have it; a person must decide. */
  | { readonly state: "drifted" | "failed"; readonly reason: string };

/** Thrown where a server answered that it would not have an item as it is: asked again it would say the same. */
export class RefusedByServerError extends Error {}

/** A new item is wanted reserved, and then on. */
export const firstVersion = 2n;

export type Applying = {
  /** Writes over what was changed by hand on the server. */
  readonly isForced: boolean;
};

/** Brings items of one kind to where they are wanted. Doing it twice is doing it once. */
export type Driver<Item extends HostedItem> = {
  /** What receipts and reasons call the server. */
  readonly server: string;
  readonly apply: (item: Item, how: Applying) => Promise<Outcome>;
  /**
   * Whether the server has what was last brought there; changes nothing. Null where that cannot be said now,
   * because it is on its way.
   */
  readonly compare: (item: Item) => Promise<Outcome | null>;
  /** Removes the data of what was given up long ago (D13). */
  readonly forget: (item: Item) => Promise<void>;
};
