import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, derivedRequestId, DomainError, newId } from "@isp/kernel";
import { actDate } from "../domain/act-date.ts";
import { refuseEnded } from "../domain/ending.ts";
import type { Operation } from "../domain/operation.ts";
import { checkSale } from "../domain/sale-check.ts";
import { status } from "../domain/status.ts";
import { enable, type Subscription } from "../domain/subscription.ts";
import { claimAccess, cleanAccess, freeAccess, requireClaim } from "./claim-access.ts";
import type { Access } from "./create-subscription.ts";
import type { Guard, Operate } from "./operate.ts";
import type { Neighbours } from "./neighbour-ports.ts";
import type { Actor, PlansScope } from "./ports.ts";
import { todayOf } from "./today.ts";

type EnableOrder = {
  readonly subscriptionId: string;
  readonly on: string;
  readonly access: Access | null;
};

export type Enable = (
  request: WriteRequest,
  order: EnableOrder,
  actor: Actor,
) => Promise<Operation>;

type Dependencies = {
  readonly transact: Transact<PlansScope>;
  readonly clock: Clock;
  readonly neighbours: Neighbours;
  readonly operate: Operate;
};

/**
 * Puts a waiting subscription into service, now or on its day, with a login where one was waited for
 * (R20, D22). The name is reserved at once, also for a later day.
 */
export function enableSubscription(deps: Dependencies): Enable {
  const { transact, clock, operate } = deps;
  return async (request, order, actor) => {
    const claim = await transact(({ requests }) =>
      requests.claim(request, newId(clock.now()), clock.now()),
    );
    if (!claim.done) await reserve(deps, request, order, actor);
    const { subscriptionId, on } = order;
    const act = { subscriptionId, act: { kind: "enable" }, on, note: "" } as const;
    const guard: Guard = async ({ accessClaims }, { isScheduled }) => {
      await requireClaim(accessClaims, subscriptionId, request.requestId);
      // One that is set for later keeps the claim until its day.
      if (!isScheduled) await accessClaims.drop(subscriptionId);
    };
    return operate(request, act, actor, guard);
  };
}

async function reserve(
  deps: Dependencies,
  request: WriteRequest,
  order: EnableOrder,
  actor: Actor,
): Promise<void> {
  const { transact, clock, neighbours } = deps;
  const { subscriptionId, access } = order;
  const { requestId } = request;
  const claimed = await transact(async (scope) => {
    // The same request may have come twice, and the other one be through by now.
    if ((await scope.requests.claim(request, subscriptionId, clock.now())).done) return null;
    const subscription = await scope.subscriptions.lock(subscriptionId, actor.units);
    const today = await todayOf(scope, subscription, clock.now());
    // Decided once before anything is reserved: the login of an act that is refused would stay
    // taken, and would go into service with the next one.
    refuseEnded(subscription);
    enable(subscription, actDate(order.on, subscription, today));
    const unit = await scope.units.find(subscription.businessUnitId, "all");
    if (access !== null) await checkAccess(scope, subscription, access);
    const { isDirty } = await claimAccess(scope, subscription, requestId, clock.now());
    return { subscription, unit, isDirty };
  });
  if (claimed === null) return;
  const { subscription, unit, isDirty } = claimed;
  if (isDirty) {
    await cleanAccess(transact, neighbours, { subscriptionId, requestId, now: clock.now() });
  }
  if (access === null) return;
  const { customerId, businessUnitId, routingPointId, carriedPlan: plan } = subscription;
  const reservation = {
    ...access,
    requestId: derivedRequestId(requestId, "access"),
    subscriptionId,
    customerId,
    businessUnitId,
    routingPointId,
    mailDomain: unit.mailDomain,
    plan,
  };
  await neighbours.reserveAccess(reservation).catch(async (error: unknown) => {
    const isRefused = error instanceof DomainError && error.kind !== "unavailable";
    // Nothing is kept of what was refused; of what was not answered there may be.
    if (isRefused) await freeAccess(transact, subscriptionId, requestId);
    throw error;
  });
}

async function checkAccess(
  { plans, customers }: PlansScope,
  subscription: Subscription,
  access: Access,
): Promise<void> {
  const plan = await plans.find(subscription.plan.planId, "all");
  const customer = await customers.find(subscription.customerId, "all");
  const { businessUnitId } = plan;
  // The contract was checked when it was written down.
  checkSale(
    { ...subscription, status: "enabled", contract: null, access },
    {
      status: status("enabled"),
      // Sold when it was offered; it may be installed afterwards.
      plan: { ...plan, archived: false },
      customer: { ...customer, businessUnitId },
      routingPointExists: true,
    },
  );
}
