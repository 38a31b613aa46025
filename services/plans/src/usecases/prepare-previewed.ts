import type { Transact } from "@isp/db";
import { type CivilDate, civilDateIn } from "@isp/kernel";
import { actDate, checkBackdating } from "../domain/act-date.ts";
import type { BusinessUnit } from "../domain/business-unit.ts";
import { checkDiscountLimit, checkKeptDiscount } from "../domain/discount.ts";
import { type Decided, decidePreviewed, type OrderGrounds } from "../domain/decide-previewed.ts";
import { refuseEnded } from "../domain/ending.ts";
import { refuse } from "../domain/errors.ts";
import type { Operation } from "../domain/operation.ts";
import type { PreviewedOrder } from "../domain/previewed.ts";
import type { Subscription } from "../domain/subscription.ts";
import { named } from "./named.ts";
import type { Neighbours } from "./neighbour-ports.ts";
import type { Actor, PlansScope } from "./ports.ts";

/** What an operator asks of one of the four that are previewed. */
export type PreviewedAct = {
  readonly subscriptionId: string;
  /** Empty means today. */
  readonly on: string;
  readonly order: PreviewedOrder;
};

/** What it stands on, read without locks. */
export type Grounds = {
  readonly present: Subscription;
  readonly unit: BusinessUnit;
  readonly on: CivilDate;
  readonly today: CivilDate;
  readonly stands: OrderGrounds;
  /** Set for later days, and taken back when this one ends the subscription. */
  readonly scheduled: readonly Operation[];
};

/** Reads what an order stands on and refuses wrong fields. */
export async function groundsOf(
  transact: Transact<PlansScope>,
  { subscriptionId, on: asked, order }: PreviewedAct,
  actor: Actor,
  now: Date,
): Promise<Grounds> {
  const found = await transact(async (scope) => {
    const present = await scope.subscriptions.find(subscriptionId, actor.units);
    const unit = await scope.units.find(present.businessUnitId, "all");
    const scheduled = await scope.operations.scheduledOf(subscriptionId);
    return { present, unit, scheduled, ...(await namedBy(scope, order, actor)) };
  });
  const { present, unit, scheduled, plan, customer } = found;
  const today = civilDateIn(unit.timeZone, now);
  const on = actDate(asked, present, today);
  const { closingDay } = unit;
  const { mayBackdate = false, backDatingDays = null, maxDiscountPercent = null } = actor;
  // What has ended is removed without touching what was billed.
  if (present.service !== "released") {
    checkBackdating(on, present, { today, closingDay, mayBackdate, backDatingDays });
  }
  if (order.kind === "change-plan" && plan !== null) {
    if (order.discount === null) checkKeptDiscount(plan.priceCents, present, maxDiscountPercent);
    else checkDiscountLimit(plan.priceCents, order.discount, maxDiscountPercent);
  }
  checkWaiver(order, actor);
  // Who pays how is asked when it is decided: a preview does without billing's word on it.
  const terms = { paymentFormId: "", dueDayId: "" };
  return { present, unit, on, today, scheduled, stands: { plan, customer, terms } };
}

function checkWaiver(order: PreviewedOrder, { mayWaiveFine = false }: Actor): void {
  if (order.kind !== "cancel" || !order.waiveFine || mayWaiveFine) return;
  throw refuse.waiver_forbidden("A fine is waived by who has the permission billing.write.", {
    details: { permission: "billing.write" },
  });
}

/** What the order names must exist. */
async function namedBy(
  { plans, customers, entries }: PlansScope,
  order: PreviewedOrder,
  { units: visible }: Actor,
): Promise<Pick<OrderGrounds, "plan" | "customer">> {
  switch (order.kind) {
    case "change-plan": {
      const plan = await named("/planId", plans.find(order.planId, visible));
      return { plan, customer: null };
    }
    case "transfer": {
      const customer = await named("/customerId", customers.find(order.customerId, visible));
      return { plan: null, customer };
    }
    case "cancel":
      await named("/reasonId", entries.find("cancellation-reason", order.reasonId, visible));
      return { plan: null, customer: null };
    case "delete":
      return { plan: null, customer: null };
  }
}

/**
 * With the terms of the new customer, who pays as he pays his own (D19, D20). One who has none yet pays as
 * was paid so far, unless that was by debit: an account stays with its owner.
 */
export async function withTerms(
  neighbours: Pick<Neighbours, "resolveTerms">,
  grounds: Grounds,
): Promise<Grounds> {
  const { present, stands } = grounds;
  if (stands.customer === null) return grounds;
  const { businessUnitId } = present;
  const unnamed = { paymentFormId: "", dueDayId: "", debitAccountId: "" };
  const asked = { customerId: stands.customer.id, businessUnitId, ...unnamed };
  const { hasOwn, ...own } = await neighbours.resolveTerms(asked);
  const { debitAccountId, dueDayId, paymentFormId } = present;
  const kept = { dueDayId, paymentFormId: debitAccountId === "" ? paymentFormId : "" };
  return { ...grounds, stands: { ...stands, terms: hasOwn ? own : kept } };
}

/** What would become of it, with a place-holder for what is not given yet; refuses what cannot be. */
export function drafted(
  { present, on, stands }: Grounds,
  order: PreviewedOrder,
  now: Date,
): Decided {
  if (order.kind !== "delete") refuseEnded(present);
  const takesNew = order.kind === "transfer";
  const number = takesNew ? 0n : present.number;
  return decidePreviewed(present, order, stands, { id: present.id, number, on, now });
}
