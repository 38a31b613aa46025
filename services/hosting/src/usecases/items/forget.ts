import type { Transact } from "@isp/db";
import { type Clock, followService, isGone } from "@isp/kernel";
import { type HostedItem, quarantineMs } from "../../domain/hosted-item.ts";
import type { Hosting, WorkKind } from "../ports.ts";
import type { ItemKind } from "./kind.ts";

const atOnce = 100;

/** Removes what an item has on its server. */
export type Erase = (kind: WorkKind, item: HostedItem) => Promise<void>;

/** Forgets items of one kind that were given up thirty days ago (D13); true when there may be more. */
export async function forgetKind<Item extends HostedItem>(
  look: Transact<Hosting>,
  transact: Transact<Hosting>,
  kind: ItemKind<Item>,
  { clock, erase }: { readonly clock: Clock; readonly erase: Erase },
): Promise<boolean> {
  const now = clock.now();
  const before = new Date(now.getTime() - quarantineMs);
  const gone = await look((scope) => kind.rows(scope).goneBefore(before, atOnce));
  for (const given of gone) {
    const { id } = given;
    // First there, then here: what dies in between is asked for again.
    await erase(kind.kind, given);
    await transact(async (scope) => {
      const item = await kind.rows(scope).lock(id, "all");
      if (!isGone(item) || item.wanted.at >= before) return;
      await kind.rows(scope).remove(id);
      const deleted = followService(item, "deleted", now, "");
      if (deleted !== item) await kind.say(scope, "deleted", deleted, "");
    });
  }
  return gone.length === atOnce;
}
