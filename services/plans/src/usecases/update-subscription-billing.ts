import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { checkDiscountLimit, type Discount, isDiscountFor, payable } from "../domain/discount.ts";
import { withFields } from "../domain/edit.ts";
import { fieldCheck } from "../domain/errors.ts";
import type { Subscription } from "../domain/subscription.ts";
import { editTab } from "./edit-tab.ts";
import type { Neighbours } from "./neighbour-ports.ts";
import type { Actor, PlansScope } from "./ports.ts";

type Billed = Pick<
  Subscription,
  "paymentFormId" | "dueDayId" | "debitAccountId" | "discount" | "notes"
>;

export type BillingEdit = Billed & {
  readonly id: string;
  readonly expectedVersion: bigint;
  readonly fields: readonly string[];
};

export type UpdateSubscriptionBilling = (
  request: WriteRequest,
  edit: BillingEdit,
  actor: Actor,
) => Promise<Subscription>;

type Dependencies = {
  readonly transact: Transact<PlansScope>;
  readonly clock: Clock;
  readonly neighbours: Pick<Neighbours, "resolveTerms">;
};

const editable = ["paymentFormId", "dueDayId", "debitAccountId", "discount", "notes"];

/** The administrative edit of the billing tab; what was inherited at the sale may be changed now (C33 to C39). */
export function updateSubscriptionBilling(deps: Dependencies): UpdateSubscriptionBilling {
  const { transact, clock, neighbours } = deps;
  return async (request, edit, actor) => {
    const { id, expectedVersion, fields, ...wanted } = edit;
    const seen = await transact(({ subscriptions }) => subscriptions.find(id, actor.units));
    const named = fields.filter((field) => editable.includes(field));
    const asked = (field: "paymentFormId" | "dueDayId" | "debitAccountId") =>
      named.includes(field) ? wanted[field] : "";
    const { customerId, businessUnitId } = seen;
    // Billing owns these lists: it refuses what does not exist, or belongs to somebody else.
    await neighbours.resolveTerms({
      customerId,
      businessUnitId,
      paymentFormId: asked("paymentFormId"),
      dueDayId: asked("dueDayId"),
      debitAccountId: asked("debitAccountId"),
    });
    return editTab(transact, clock, request, {
      id,
      expectedVersion,
      tab: "billing",
      actor,
      decide(present) {
        const edited = billedAs(
          withFields<Subscription>(present, { ...present, ...wanted }, named),
        );
        // A discount that somebody else granted may stay as it is.
        if (edited.payableCents < present.payableCents) {
          checkDiscountLimit(edited.priceCents, edited.discount, actor.maxDiscountPercent ?? null);
        }
        return edited;
      },
    });
  };
}

function billedAs(subscription: Subscription): Subscription {
  const { priceCents, discount, notes } = subscription;
  const check = fieldCheck();
  check.require(fits(priceCents, discount), "/discount", "must not exceed the price");
  check.require(notes.length <= 4_000, "/notes", "must have at most 4000 characters");
  check.done();
  return { ...subscription, payableCents: payable(priceCents, discount) };
}

const fits = (priceCents: bigint, discount: Discount | null) =>
  discount === null || isDiscountFor(priceCents, discount);
