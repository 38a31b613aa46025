import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { HostedItem } from "../domain/hosted-item.ts";
import { type DeleteItem, release } from "./delete-item.ts";
import type { HungItem, ItemKind } from "./items/kind.ts";
import type { Hosting } from "./ports.ts";

/** Gives a domain up with all that hangs under it (C95). */
export function deleteDomain<Item extends HostedItem>(
  transact: Transact<Hosting>,
  clock: Clock,
  kind: ItemKind<Item>,
  hungKinds: readonly ((scope: Hosting, domainId: string, now: Date) => Promise<void>)[],
): DeleteItem {
  return (request, id, units) =>
    transact(async (scope) => {
      const now = clock.now();
      const { done } = await scope.requests.claim(request, id, now);
      const item = await kind.rows(scope).lock(id, units);
      if (done) return;
      for (const releaseUnder of hungKinds) await releaseUnder(scope, id, now);
      await release(scope, kind, item, now);
      await scope.requests.finish(request, now);
    });
}

/** Gives up what hangs under a domain, of one kind. */
export function releasing<Item extends HungItem>(kind: ItemKind<Item>) {
  return async (scope: Hosting, domainId: string, now: Date): Promise<void> => {
    const { subscriptionId } = await scope.domains.find(domainId, "all");
    const held = await kind.rows(scope).lockOfSubscription(subscriptionId);
    for (const item of held.filter((one) => one.domainId === domainId))
      await release(scope, kind, item, now);
  };
}
