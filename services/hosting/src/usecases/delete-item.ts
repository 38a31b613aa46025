import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, followService, isGone } from "@isp/kernel";
import { type HostedItem, pendingReason } from "../domain/hosted-item.ts";
import type { ItemKind } from "./items/kind.ts";
import type { Hosting, Units } from "./ports.ts";

export type DeleteItem = (request: WriteRequest, id: string, units: Units) => Promise<void>;

/** Gives one item up; its name and its data are kept for a while (D13). */
export function deleteItem<Item extends HostedItem>(
  transact: Transact<Hosting>,
  clock: Clock,
  kind: ItemKind<Item>,
): DeleteItem {
  return (request, id, units) =>
    transact(async (scope) => {
      const now = clock.now();
      const { done } = await scope.requests.claim(request, id, now);
      const item = await kind.rows(scope).lock(id, units);
      if (done) return;
      await release(scope, kind, item, now);
      await scope.requests.finish(request, now);
    });
}

export async function release<Item extends HostedItem>(
  scope: Hosting,
  kind: ItemKind<Item>,
  item: Item,
  now: Date,
): Promise<void> {
  if (isGone(item)) return;
  const next = followService(item, "released", now, pendingReason(item, kind.isDriven));
  await kind.rows(scope).save(next);
  await kind.say(scope, "changed", next, "");
}
