import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, derivedRequestId, newId } from "@isp/kernel";
import { actDate } from "../domain/act-date.ts";
import type { Operation } from "../domain/operation.ts";
import { checkSale } from "../domain/sale-check.ts";
import { status } from "../domain/status.ts";
import { enable } from "../domain/subscription.ts";
import type { Access } from "./create-subscription.ts";
import type { Operate } from "./operate.ts";
import type { Actor, Neighbours, PlansScope } from "./ports.ts";
import { todayOf } from "./today.ts";

export type Enable = (
  request: WriteRequest,
  order: { readonly subscriptionId: string; readonly on: string; readonly access: Access | null },
  actor: Actor,
) => Promise<Operation>;

type Dependencies = {
  readonly transact: Transact<PlansScope>;
  readonly clock: Clock;
  readonly neighbours: Neighbours;
  readonly operate: Operate;
};

/** Puts a waiting subscription into service, with a login where one was waited for (R20, D22). */
export function enableSubscription(deps: Dependencies): Enable {
  const { transact, clock, neighbours, operate } = deps;
  return async (request, { subscriptionId, on, access }, actor) => {
    const claim = await transact(({ requests }) =>
      requests.claim(request, newId(clock.now()), clock.now()),
    );
    if (!claim.done && access !== null) {
      const { requestId } = request;
      await reserve(deps, { requestId, subscriptionId, on, access }, actor);
    }
    return operate(request, { subscriptionId, act: { kind: "enable" }, on, note: "" }, actor);
  };

  async function reserve(
    { transact: read }: Dependencies,
    order: {
      readonly requestId: string;
      readonly subscriptionId: string;
      readonly on: string;
      readonly access: Access;
    },
    { units: visible }: Actor,
  ): Promise<void> {
    const { subscription, plan, unit, customer } = await read(async (scope) => {
      const subscription = await scope.subscriptions.find(order.subscriptionId, visible);
      const plan = await scope.plans.find(subscription.plan.planId, "all");
      const unit = await scope.units.find(subscription.businessUnitId, "all");
      const customer = await scope.customers.find(subscription.customerId, "all");
      // Decided once before anything is reserved: the login of an act that is refused would stay
      // taken, and would go into service with the next one.
      const today = await todayOf(scope, subscription, clock.now());
      enable(subscription, actDate(order.on, subscription, today));
      return { subscription, plan, unit, customer };
    });
    // The contract was checked when it was written down.
    const sale = { ...subscription, status: "enabled", access: order.access, contract: null };
    const grounds = {
      status: status("enabled"),
      // Sold when it was offered; it may be installed afterwards.
      plan: { ...plan, archived: false },
      customer: { ...customer, businessUnitId: plan.businessUnitId },
      routingPointExists: true,
    };
    checkSale(sale, grounds);
    await neighbours.reserveAccess({
      ...order.access,
      requestId: derivedRequestId(order.requestId, "access"),
      subscriptionId: subscription.id,
      customerId: subscription.customerId,
      businessUnitId: subscription.businessUnitId,
      routingPointId: subscription.routingPointId,
      mailDomain: unit.mailDomain,
      plan: subscription.plan,
    });
  }
}
