import type { common } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, isGone } from "@isp/kernel";
import { refuse } from "../../domain/errors.ts";
import { type HostedItem, pendingReason } from "../../domain/hosted-item.ts";
import { dnsAccepted } from "../drive/domain-zone.ts";
import type { ItemKind } from "../items/kind.ts";
import { wantAnew } from "../items/want-anew.ts";
import type { Hosting, Units } from "../ports.ts";

export type ApplyAgain = (
  request: WriteRequest,
  asked: { readonly id: string; readonly forgetAccepted: boolean },
  units: Units,
) => Promise<common.Item>;

/** Has an item brought to its server again, over whatever somebody changed there by hand. */
export function applyAgain<Item extends HostedItem>(
  transact: Transact<Hosting>,
  clock: Clock,
  kind: ItemKind<Item>,
): ApplyAgain {
  return (request, { id, forgetAccepted }, units) =>
    transact(async (scope) => {
      const now = clock.now();
      const { done } = await scope.requests.claim(request, id, now);
      const known = await kind.rows(scope).lock(id, units);
      if (done) return kind.toItem(known);
      if (isGone(known)) throw refuse.item_given_up(`${known.name} is given up.`);
      if (known.isHeld) throw refuse.item_held(`${known.name} is kept back from its server.`);
      if (forgetAccepted) await scope.copies.remove(id, dnsAccepted);
      const next = wantAnew(known, now, pendingReason(known, kind.isDriven));
      await kind.rows(scope).save(next);
      await scope.work.force(id);
      await kind.say(scope, "changed", next, "");
      await scope.requests.finish(request, now);
      return kind.toItem(next);
    });
}
