import type { CivilDate } from "@isp/kernel";
import type { Customer } from "./customer.ts";
import { cancel, remove } from "./ending.ts";
import type { Plan } from "./plan.ts";
import type { PreviewedOrder } from "./previewed.ts";
import type { Subscription } from "./subscription.ts";
import { changePlan, transfer } from "./succession.ts";

/** What an order stands on; a plan for a change, a customer with his terms for a transfer. */
export type OrderGrounds = {
  readonly plan: Plan | null;
  readonly customer: Customer | null;
  readonly terms: { readonly paymentFormId: string; readonly dueDayId: string };
};

export type Decided = {
  readonly former: Subscription;
  readonly successor: Subscription | null;
};

type Given = {
  readonly on: CivilDate;
  readonly now: Date;
  /** Id and contract number of what comes after it. */
  readonly id: string;
  readonly number: bigint;
};

export const previewedFacts = {
  "change-plan": "replaced",
  transfer: "transferred",
  cancel: "cancelled",
  delete: "deleted",
} as const;

/** Does what comes after it get a contract number of its own (D10, D19)? */
export function takesNewNumber(order: PreviewedOrder): boolean {
  return order.kind === "transfer" || (order.kind === "change-plan" && order.newContract);
}

/** What becomes of the subscription, and what comes after it. */
export function decidePreviewed(
  present: Subscription,
  order: PreviewedOrder,
  { plan, customer, terms }: OrderGrounds,
  given: Given,
): Decided {
  switch (order.kind) {
    case "change-plan":
      if (plan === null) throw new Error("a plan change without its plan");
      return changePlan(present, { ...order, ...given, plan });
    case "transfer":
      if (customer === null) throw new Error("a transfer without its customer");
      return transfer(present, { ...given, ...terms, customer });
    case "cancel":
      return { former: cancel(present, { ...order, on: given.on }), successor: null };
    case "delete":
      return { former: remove(present, given.on), successor: null };
  }
}
