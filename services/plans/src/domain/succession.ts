import type { CivilDate } from "@isp/kernel";
import { activated, type Contract } from "./contract.ts";
import type { Customer } from "./customer.ts";
import { type Discount, isDiscountFor, payable } from "./discount.ts";
import { refuseEnded, released } from "./ending.ts";
import { fieldCheck, refuse } from "./errors.ts";
import { hasRoutingPoint, isConnectionPlan, type Plan } from "./plan.ts";
import { status } from "./status.ts";
import type { Subscription } from "./subscription.ts";

/** A subscription that ends and the one that goes on in its place. */
export type Succession = { readonly former: Subscription; readonly successor: Subscription };

type Start = {
  readonly id: string;
  /** The contract number: the former's, or a new one. */
  readonly number: bigint;
  readonly on: CivilDate;
  readonly now: Date;
};

export type PlanChange = Start & {
  readonly plan: Plan;
  readonly trialDays: number;
  /** Null keeps the present one. */
  readonly discount: Discount | null;
  readonly newContract: boolean;
};

/** Another plan from a day on (C48, D10): service and suspensions go on, and the items move along. */
export function changePlan(present: Subscription, change: PlanChange): Succession {
  refuseNotInService(present);
  checkChange(present, change);
  const { id, number, on, now, plan, trialDays } = change;
  refuseOtherKind(present, plan);
  const { priceCents, priceVersionId, terms } = plan;
  const discount = change.discount ?? present.discount;
  return {
    former: { ...released(present, on), status: status("replaced"), successorId: id },
    successor: {
      ...successorOf(present, { id, number, on, now }),
      plan: terms,
      carriedPlan: terms,
      drift: null,
      priceCents,
      priceVersionId,
      discount,
      payableCents: payable(priceCents, discount),
      trialDays,
      routingPointId: hasRoutingPoint(terms) ? present.routingPointId : "",
      contract: change.newContract ? renewed(present.contract, on) : present.contract,
    },
  };
}

/** A login has nowhere to go under a plan that does not connect, and the other way about. */
function refuseOtherKind({ carriedPlan }: Subscription, { terms }: Plan): void {
  if (isConnectionPlan(carriedPlan) === isConnectionPlan(terms)) return;
  throw refuse.kind_differs(`A ${terms.kind} plan cannot follow a ${carriedPlan.kind} plan.`);
}

function checkChange(present: Subscription, change: PlanChange): void {
  const { plan, trialDays, newContract } = change;
  const discount = change.discount ?? present.discount;
  const check = fieldCheck();
  const isSame =
    plan.id === present.plan.planId &&
    plan.id === present.carriedPlan.planId &&
    plan.priceVersionId === present.priceVersionId;
  const anew = newContract || change.discount !== null;
  check.require(!isSame || anew, "/planId", "is the plan that it has already");
  const here = plan.businessUnitId === present.businessUnitId;
  check.require(here, "/planId", "belongs to another business unit");
  const isSold = !plan.archived || plan.id === present.plan.planId;
  check.require(isSold, "/planId", "is not sold any more");
  const isTrial = Number.isInteger(trialDays) && trialDays >= 0 && trialDays <= 365;
  check.require(isTrial, "/trialDays", "must lie between 0 and 365");
  const affords = discount === null || isDiscountFor(plan.priceCents, discount);
  check.require(affords, "/discount", "must not exceed the new plan's price");
  check.done();
}

export type Handover = Start & {
  readonly customer: Customer;
  readonly paymentFormId: string;
  readonly dueDayId: string;
};

/** All of it to another customer (C49, C50, D19): he pays from the day on, as he pays his own. */
export function transfer(present: Subscription, handover: Handover): Succession {
  refuseNotInService(present);
  const { id, number, on, now, customer, paymentFormId, dueDayId } = handover;
  if (customer.id === present.customerId) {
    const detail = "is the customer who has it";
    throw refuse.invalid(`/customerId ${detail}.`, {
      fields: [{ pointer: "/customerId", detail }],
    });
  }
  if (customer.businessUnitId !== present.businessUnitId) {
    throw refuse.other_unit(`${customer.name} lives in another business unit.`, {
      details: { businessUnitId: customer.businessUnitId },
    });
  }
  const contract = renewed(present.contract, on);
  return {
    former: { ...released(present, on), successorId: id },
    successor: {
      ...successorOf(present, { id, number, on, now }),
      customerId: customer.id,
      paymentFormId,
      dueDayId,
      // The old customer's bank account, and the rest of his instalments, stay his.
      debitAccountId: "",
      contract: contract === null ? null : { ...contract, installFeeCents: 0n, installments: 1 },
    },
  };
}

function successorOf(present: Subscription, { id, number, on, now }: Start): Subscription {
  return {
    ...present,
    id,
    number,
    version: 1n,
    startOn: on,
    trialDays: 0,
    billedThroughOn: null,
    endedOn: null,
    registeredAt: now,
    detailVersion: 1n,
    billingVersion: 1n,
    contractVersion: 1n,
    edits: {},
    predecessorId: present.id,
    successorId: "",
    cancellationReasonId: "",
  };
}

/** The same terms from another day on. */
function renewed(contract: Contract | null, on: CivilDate): Contract | null {
  return contract === null ? null : activated({ ...contract, soldOn: on }, on);
}

function refuseNotInService(present: Subscription): void {
  refuseEnded(present);
  if (present.service !== "off") return;
  throw refuse.not_in_service(
    `Subscription ${present.number} waits for its installation: edit it, or cancel it.`,
  );
}
