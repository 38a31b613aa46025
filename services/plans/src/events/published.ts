import type { common, plans } from "@isp/contracts";
import type { CivilDate } from "@isp/kernel";
import type { BusinessUnit } from "../domain/business-unit.ts";
import type { Customer } from "../domain/customer.ts";
import type { Discount } from "../domain/discount.ts";
import type { Operation } from "../domain/operation.ts";
import type { Plan, PlanTerms } from "../domain/plan.ts";
import type { Preview } from "../domain/previewed.ts";
import type { Subscription } from "../domain/subscription.ts";

export function businessUnitFact(unit: BusinessUnit, deleted = false): plans.BusinessUnitFact {
  const { id, version } = unit;
  const businessUnit = toUnitMessage(unit, deleted);
  return { aggregateId: id, version, businessUnitId: id, businessUnit };
}

/** Without document, address or phone: other services bill and connect, they need no more. */
export function customerFact({ id, version, businessUnitId, name }: Customer): plans.CustomerFact {
  return { aggregateId: id, version, businessUnitId, customer: { id, name, businessUnitId } };
}

export function planFact(plan: Plan): plans.PlanFact {
  const { id, version, businessUnitId } = plan;
  return { aggregateId: id, version, businessUnitId, plan: toPlanMessage(plan) };
}

export function subscriptionFact(
  subscription: Subscription,
  act: {
    readonly on: CivilDate;
    readonly operation?: Pick<Operation, "id" | "kind">;
    readonly successor?: Subscription | null;
    readonly choices?: Readonly<Record<string, string>>;
  },
): plans.SubscriptionFact {
  const { id, version, businessUnitId } = subscription;
  return {
    aggregateId: id,
    version,
    businessUnitId,
    operationId: act.operation?.id ?? "",
    operationKind: act.operation?.kind ?? "",
    effectiveOn: act.on,
    subscription: toSubscriptionMessage(subscription),
    successor: act.successor ? toSubscriptionMessage(act.successor) : undefined,
    choices: { ...act.choices },
  };
}

export function operationFinished(operation: Operation, at: Date): plans.OperationFinished {
  const { id, businessUnitId, subscriptionId } = operation;
  return {
    operationId: id,
    businessUnitId,
    subscriptionId,
    operation: toOperationMessage(operation),
    at,
  };
}

export function toUnitMessage(unit: BusinessUnit, deleted = false): plans.BusinessUnit {
  return {
    ...unit,
    deleted,
    otherCities: [...unit.otherCities],
    businessHours: unit.businessHours.map((hours) => ({ ...hours, weekdays: [...hours.weekdays] })),
  };
}

export function toTermsMessage(terms: PlanTerms): common.PlanTerms {
  return { ...terms, speed: terms.speed ?? undefined, hosting: terms.hosting ?? undefined };
}

export function toPlanMessage(plan: Plan): plans.Plan {
  return {
    ...plan,
    name: plan.terms.name,
    kind: plan.terms.kind,
    advanceBilling: plan.advanceBilling ?? undefined,
    options: [...plan.options],
    terms: toTermsMessage(plan.terms),
  };
}

export function toCustomerMessage(customer: Customer): plans.Customer {
  return { ...customer };
}

export function toSubscriptionMessage(subscription: Subscription): plans.Subscription {
  const { key, list, connects, bills, billsUnusedDays } = subscription.status;
  return {
    ...subscription,
    plan: toTermsMessage(subscription.plan),
    status: { key, list, connects, bills, billsUnusedDays },
    discount: toDiscountMessage(subscription.discount),
    billedThroughOn: subscription.billedThroughOn ?? "",
    suspensions: [...subscription.suspensions],
    endedOn: subscription.endedOn ?? "",
    carriedPlan: toTermsMessage(subscription.carriedPlan),
    drift: toDriftMessage(subscription),
    contract: subscription.contract ?? undefined,
  };
}

export function toDriftMessage(
  subscription: Pick<Subscription, "drift" | "plan" | "carriedPlan">,
): plans.BillingDrift | undefined {
  const { drift, plan, carriedPlan } = subscription;
  if (drift === null) return undefined;
  return { ...drift, carriedPlanName: carriedPlan.name, billedPlanName: plan.name };
}

function toDiscountMessage(discount: Discount | null): plans.Discount | undefined {
  if (discount === null) return undefined;
  return discount.kind === "amount"
    ? { kind: { $case: "amountCents", value: discount.amountCents } }
    : { kind: { $case: "percentHundredths", value: discount.percentHundredths } };
}

export function toPreviewMessage(preview: Preview): plans.Preview {
  const parts = preview.parts.map(({ service, effects, warnings, conflicts }) => ({
    service,
    effects: [...effects],
    warnings: [...warnings],
    conflicts: [...conflicts],
  }));
  return { ...preview, parts };
}

export function toOperationMessage(operation: Operation): plans.Operation {
  return {
    ...operation,
    customerName: "",
    finishedAt: operation.finishedAt ?? undefined,
    warnings: [...operation.warnings],
    passwords: operation.passwordsUntil !== null,
    problem: operation.problem ?? undefined,
    steps: operation.steps.map((step) => ({
      ...step,
      at: step.at ?? undefined,
      receipts: [...step.receipts],
      problem: step.problem ?? undefined,
    })),
  };
}
