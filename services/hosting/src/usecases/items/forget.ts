import type { Transact } from "@isp/db";
import { type Clock, followService, isGone } from "@isp/kernel";
import { type HostedItem, quarantineMs } from "../../domain/hosted-item.ts";
import type { Hosting } from "../ports.ts";
import type { ItemKind } from "./kind.ts";

const atOnce = 100;

/** Forgets items of one kind that were given up thirty days ago (D13); true when there may be more. */
export async function forgetKind<Item extends HostedItem>(
  look: Transact<Hosting>,
  transact: Transact<Hosting>,
  kind: ItemKind<Item>,
  clock: Clock,
): Promise<boolean> {
  const now = clock.now();
  const before = new Date(now.getTime() - quarantineMs);
  const gone = await look((scope) => kind.rows(scope).goneBefore(before, atOnce));
  for (const { id } of gone) {
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
