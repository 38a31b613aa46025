import { plansEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, civilDateIn, isCivilDate } from "@isp/kernel";
import { fieldCheck, staleEdit } from "../domain/errors.ts";
import { hasRoutingPoint } from "../domain/plan.ts";
import { type DetailEdit, editDetail, type Subscription } from "../domain/subscription.ts";
import { subscriptionFact } from "../events/published.ts";
import { idempotently } from "./idempotent.ts";
import type { Neighbours, PlansScope, Units } from "./ports.ts";

export type UpdateSubscriptionDetail = (
  request: WriteRequest,
  edit: DetailEdit & { readonly id: string; readonly expectedVersion: bigint },
  units: Units,
) => Promise<Subscription>;

/** The administrative edit of the detail tab (C45, C46): billing follows, servers do not. */
export function updateSubscriptionDetail(
  transact: Transact<PlansScope>,
  clock: Clock,
  neighbours: Neighbours,
): UpdateSubscriptionDetail {
  return async (request, edit, visible) => {
    const seen = await transact(({ subscriptions }) => subscriptions.find(edit.id, visible));
    const point = edit.routingPointId ?? "";
    const check = fieldCheck();
    check.require(
      edit.startOn === undefined || isCivilDate(edit.startOn),
      "/startOn",
      "must be a date",
    );
    const { trialDays = 0 } = edit;
    check.require(trialDays >= 0 && trialDays <= 365, "/trialDays", "must lie between 0 and 365");
    check.require(
      point === "" ||
        (hasRoutingPoint(seen.plan) &&
          (await neighbours.routingPointExists(point, seen.businessUnitId))),
      "/routingPointId",
      "does not exist in this business unit, or the plan has none",
    );
    check.done();
    return idempotently(transact, clock, request, {
      id: edit.id,
      async first({ subscriptions, outbox, units }) {
        const present = await subscriptions.lock(edit.id, visible);
        if (present.detailVersion !== edit.expectedVersion) {
          throw staleEdit(edit.expectedVersion, present.detailVersion);
        }
        const edited = editDetail(present, edit);
        await subscriptions.save(edited);
        const { timeZone } = await units.find(edited.businessUnitId, "all");
        const on = civilDateIn(timeZone, clock.now());
        const fact = plansEvents.subscription.of("edited");
        await outbox.add(fact, subscriptionFact(edited, { on }), { aggregateId: edited.id });
        return edited;
      },
      again: ({ subscriptions }, id) => subscriptions.find(id, visible),
    });
  };
}
