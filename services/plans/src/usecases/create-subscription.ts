import { plansEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import {
  type CivilDate,
  type Clock,
  civilDateIn,
  type Failpoints,
  derivedRequestId,
  newId,
} from "@isp/kernel";
import type { BusinessUnit } from "../domain/business-unit.ts";
import { type ContractTerms, contractOf } from "../domain/contract.ts";
import { checkReach } from "../domain/act-date.ts";
import { checkDiscountLimit, type Discount } from "../domain/discount.ts";
import { begin } from "../domain/operation.ts";
import type { Plan } from "../domain/plan.ts";
import { checkSale } from "../domain/sale-check.ts";
import { type Status, status } from "../domain/status.ts";
import { type Subscription, sell } from "../domain/subscription.ts";
import { subscriptionFact } from "../events/published.ts";
import { checkSalesperson } from "./check-salesperson.ts";
import { checkTemplate } from "./check-template.ts";
import { named } from "./named.ts";
import type { Neighbours } from "./neighbour-ports.ts";
import type { Actor, PlansScope } from "./ports.ts";

export type Access = {
  readonly username: string;
  readonly password: string;
  readonly saveOnServer: boolean;
};

export type SubscriptionOrder = {
  readonly customerId: string;
  readonly planId: string;
  /** Empty means today. */
  readonly startOn: CivilDate;
  readonly status: string;
  readonly advanceBilling: boolean | undefined;
  readonly routingPointId: string;
  readonly salespersonId: string;
  readonly paymentFormId: string;
  readonly dueDayId: string;
  readonly debitAccountId: string;
  readonly discount: Discount | null;
  readonly notes: string;
  readonly access: Access | null;
  readonly billedThroughOn: CivilDate | null;
  readonly contract: ContractTerms | null;
  readonly installationAddress: string;
};

export type Created = { readonly subscription: Subscription; readonly operationId: string };

export type CreateSubscription = (
  request: WriteRequest,
  order: SubscriptionOrder,
  actor: Actor,
) => Promise<Created>;

type Dependencies = {
  readonly transact: Transact<PlansScope>;
  readonly clock: Clock;
  readonly neighbours: Neighbours;
  readonly failpoint: Failpoints;
};

/**
 * Registers a subscription and, when it is enabled with access data, its login and mailbox as one act
 * (C22 to C42, DESIGN 5). The id is claimed first, so that a repetition after a crash reserves for the
 * same subscription; nothing is decided before login, mailbox and payment terms are certain.
 */
export function createSubscription(deps: Dependencies): CreateSubscription {
  const { transact, clock, neighbours, failpoint } = deps;
  return async (request, order, actor) => {
    const claim = await transact(({ requests }) =>
      requests.claim(request, newId(clock.now()), clock.now()),
    );
    if (claim.done) return transact((scope) => reread(scope, claim.resultId));
    const sale = await prepare(deps, order, actor);
    const { customerId } = order;
    const businessUnitId = sale.unit.id;
    const terms = await neighbours.resolveTerms({ ...order, businessUnitId });
    if (order.access !== null) {
      await neighbours.reserveAccess({
        ...order.access,
        requestId: derivedRequestId(request.requestId, "access"),
        subscriptionId: claim.resultId,
        customerId,
        businessUnitId,
        routingPointId: order.routingPointId,
        mailDomain: sale.unit.mailDomain,
        plan: sale.plan.terms,
      });
    }
    failpoint("plans.access_reserved");
    const created = await transact(async (scope) => {
      const { done } = await scope.requests.claim(request, claim.resultId, clock.now());
      if (done) return reread(scope, claim.resultId);
      await scope.references.hold(referredBy(order));
      const now = clock.now();
      const today = civilDateIn(sale.unit.timeZone, now);
      const startOn = order.startOn || today;
      const subscription = sell(
        {
          ...order,
          ...terms,
          id: claim.resultId,
          number: await scope.subscriptions.number(claim.resultId),
          status: sale.status,
          startOn,
          contract:
            order.contract === null ? null : contractOf(order.contract, { soldOn: today, startOn }),
          advanceBilling:
            order.advanceBilling ?? sale.plan.advanceBilling ?? sale.unit.advanceBilling,
          registeredAt: now,
        },
        sale.plan,
        sale.unit.closingDay,
      );
      await scope.subscriptions.add(subscription);
      const operationId = await announce(scope, subscription, actor, now);
      await scope.requests.finish(request, now);
      return { subscription, operationId };
    });
    failpoint("plans.subscription_registered");
    return created;
  };
}

/** What a sale goes on naming. */
export function referredBy({ planId, salespersonId, status: key, contract }: SubscriptionOrder) {
  return { planId, salespersonId, status: key, templateId: contract?.templateId ?? "" };
}

/** Reads what the sale stands on, and refuses what can never be sold so. */
async function prepare(
  { transact, clock, neighbours }: Dependencies,
  order: SubscriptionOrder,
  { units: visible, maxDiscountPercent = null, backDatingDays = null }: Actor,
): Promise<{ readonly plan: Plan; readonly unit: BusinessUnit; readonly status: Status }> {
  const found = await transact(
    async ({ customers, plans, units, statuses, entries, contracts }) => {
      const customer = await named("/customerId", customers.find(order.customerId, visible));
      const plan = await named("/planId", plans.find(order.planId, visible));
      const chosen = await statuses.find(order.status);
      const sold = { businessUnitId: plan.businessUnitId, salespersonId: "" };
      await checkSalesperson({ entries }, order.salespersonId, sold);
      const about = { ...sold, presentId: "", pointer: "/contract/templateId" };
      await checkTemplate({ contracts }, order.contract?.templateId ?? "", about);
      return { customer, plan, chosen, unit: await units.find(plan.businessUnitId, visible) };
    },
  );
  const routed =
    order.routingPointId === "" ||
    (await neighbours.routingPointExists(order.routingPointId, found.unit.id));
  checkSale(order, { ...found, status: found.chosen, routingPointExists: routed });
  checkDiscountLimit(found.plan.priceCents, order.discount, maxDiscountPercent);
  const today = civilDateIn(found.unit.timeZone, clock.now());
  checkReach(order.startOn || today, today, backDatingDays);
  return { ...found, status: found.chosen ?? status("waiting-installation") };
}

async function announce(
  { operations, outbox }: PlansScope,
  subscription: Subscription,
  actor: Actor,
  now: Date,
): Promise<string> {
  const { id, customerId, businessUnitId, number, startOn, service } = subscription;
  const fact = plansEvents.subscription.of("registered");
  if (service !== "on") {
    await outbox.add(fact, subscriptionFact(subscription, { on: startOn }), { aggregateId: id });
    return "";
  }
  const operation = begin({
    // The act of registering has one operation, whose id can be told again to a repeated request.
    id,
    subscriptionId: id,
    customerId,
    businessUnitId,
    subscriptionNumber: number,
    kind: "register",
    reason: "",
    note: "",
    on: startOn,
    requestedBy: actor.name,
    requestedAt: now,
  });
  await operations.add(operation);
  await outbox.add(fact, subscriptionFact(subscription, { on: startOn, operation }), {
    aggregateId: id,
  });
  return operation.id;
}

async function reread({ subscriptions, operations }: PlansScope, id: string): Promise<Created> {
  const subscription = await subscriptions.find(id, "all");
  const operation = await operations.lock(id);
  return { subscription, operationId: operation?.id ?? "" };
}
