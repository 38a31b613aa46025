import { plansEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, civilDateIn, isCivilDate } from "@isp/kernel";
import { checkReach } from "../domain/act-date.ts";
import { type DetailEdit, editDetail, fitsInPlaceOf } from "../domain/detail-edit.ts";
import { checkKeptDiscount, isDiscountFor } from "../domain/discount.ts";
import { fieldCheck, staleEdit } from "../domain/errors.ts";
import { hasRoutingPoint, type Plan } from "../domain/plan.ts";
import type { Subscription } from "../domain/subscription.ts";
import { subscriptionFact } from "../events/published.ts";
import { idempotently } from "./idempotent.ts";
import { checkSalesperson } from "./check-salesperson.ts";
import { named } from "./named.ts";
import type { Neighbours } from "./neighbour-ports.ts";
import type { Actor, PlansScope } from "./ports.ts";

type Asked = Omit<DetailEdit, "plan"> & {
  readonly id: string;
  readonly expectedVersion: bigint;
  readonly planId?: string | undefined;
};

export type UpdateSubscriptionDetail = (
  request: WriteRequest,
  edit: Asked,
  actor: Actor,
) => Promise<Subscription>;

type Dependencies = {
  readonly transact: Transact<PlansScope>;
  readonly clock: Clock;
  readonly neighbours: Pick<Neighbours, "routingPointExists">;
};

/** The administrative edit of the detail tab (C45, C46): billing follows, servers do not. */
export function updateSubscriptionDetail(deps: Dependencies): UpdateSubscriptionDetail {
  const { transact, clock } = deps;
  return async (request, edit, actor) => {
    await check(deps, edit, actor);
    return idempotently(transact, clock, request, {
      id: edit.id,
      async first(scope, id) {
        const now = clock.now();
        const present = await scope.subscriptions.lock(id, actor.units);
        if (present.detailVersion !== edit.expectedVersion) {
          throw staleEdit(edit.expectedVersion, present.detailVersion, present.edits.detail);
        }
        const { timeZone } = await scope.units.find(present.businessUnitId, "all");
        const on = civilDateIn(timeZone, now);
        const { startOn = present.startOn } = edit;
        if (startOn !== present.startOn) checkReach(startOn, on, actor.backDatingDays ?? null);
        const referred = await referredBy(scope, edit, present, actor);
        const editor = { by: actor.name, at: now };
        const edited = editDetail(present, { ...edit, ...referred }, editor);
        await scope.subscriptions.save(edited);
        const fact = plansEvents.subscription.of("edited");
        await scope.outbox.add(fact, subscriptionFact(edited, { on }), { aggregateId: id });
        return edited;
      },
      again: ({ subscriptions }, id) => subscriptions.find(id, actor.units),
    });
  };
}

/** What can be refused before anything is locked, some of it on radius's word. */
async function check(
  { transact, neighbours }: Dependencies,
  edit: Asked,
  { units: visible }: Actor,
): Promise<void> {
  const seen = await transact(({ subscriptions }) => subscriptions.find(edit.id, visible));
  const { trialDays = 0, startOn, routingPointId: point = "" } = edit;
  const check = fieldCheck();
  check.require(startOn === undefined || isCivilDate(startOn), "/startOn", "must be a date");
  check.require(trialDays >= 0 && trialDays <= 365, "/trialDays", "must lie between 0 and 365");
  const routed =
    point === "" ||
    (hasRoutingPoint(seen.plan) &&
      (await neighbours.routingPointExists(point, seen.businessUnitId)));
  const detail = "does not exist in this business unit, or the plan has none";
  check.require(routed, "/routingPointId", detail);
  check.done();
}

/** What the edit names, kept from being removed until it is decided. */
async function referredBy(
  scope: PlansScope,
  { planId, salespersonId, status }: Asked,
  present: Subscription,
  actor: Actor,
): Promise<Pick<DetailEdit, "plan" | "ownStatus">> {
  await checkSalesperson(scope, salespersonId, present);
  const plan = await billed(scope, planId, present, actor);
  const ownStatus = (await scope.statuses.find(status ?? "")) ?? undefined;
  await scope.references.hold({ planId, salespersonId, status: ownStatus?.key });
  return { plan, ownStatus };
}

/** The plan that is billed from now on, when it is another than the present one. */
async function billed(
  { plans }: PlansScope,
  planId: string | undefined,
  present: Subscription,
  { units: visible, maxDiscountPercent = null }: Actor,
): Promise<Plan | undefined> {
  const { plan, carriedPlan, businessUnitId, discount, service } = present;
  if (planId === undefined || planId === plan.planId) return undefined;
  const wanted = await named("/planId", plans.find(planId, visible));
  const check = fieldCheck();
  const elsewhere = "belongs to another business unit";
  check.require(wanted.businessUnitId === businessUnitId, "/planId", elsewhere);
  check.require(!wanted.archived, "/planId", "is not sold any more");
  const fits = service === "off" || fitsInPlaceOf(wanted.terms, carriedPlan);
  check.require(fits, "/planId", "is of a kind that cannot stand for the one in service");
  const affords = discount === null || isDiscountFor(wanted.priceCents, discount);
  check.require(affords, "/planId", "costs less than the discount");
  check.done();
  checkKeptDiscount(wanted.priceCents, present, maxDiscountPercent);
  return wanted;
}
