import type { plans } from "@isp/contracts";
import { refuse } from "../domain/errors.ts";
import type { PreviewedOrder } from "../domain/previewed.ts";
import type { PreviewedAct } from "../usecases/prepare-previewed.ts";
import { toDiscount } from "./reading.ts";

/** The orders as the rules know them. */
export function toChangePlan(order: plans.ChangePlanOrder): PreviewedOrder {
  const { planId, trialDays = 0, discount, keepSpeedOverride, newContract } = order;
  return {
    kind: "change-plan",
    planId,
    trialDays,
    discount: toDiscount(discount),
    keepSpeedOverride,
    newContract,
  };
}

export function toTransfer({
  customerId,
  loginPassword,
  mailboxes,
}: plans.TransferOrder): PreviewedOrder {
  return {
    kind: "transfer",
    customerId,
    loginPassword: oneOf("/loginPassword", ["keep", "new"] as const, loginPassword),
    mailboxes: oneOf("/mailboxes", ["empty", "with-content"] as const, mailboxes),
  };
}

export function toCancel({ reasonId, waiveFine }: plans.CancelOrder): PreviewedOrder {
  return { kind: "cancel", reasonId, waiveFine };
}

export function toDelete({ confirm }: plans.DeleteOrder): PreviewedOrder {
  return { kind: "delete", confirm };
}

export function toPreviewedAct(request: plans.PreviewOperationRequest): PreviewedAct {
  const { subscriptionId, on, order } = request;
  return { subscriptionId, on, order: toOrder(order) };
}

function toOrder(order: plans.PreviewOperationRequest["order"]): PreviewedOrder {
  switch (order?.$case) {
    case "changePlan":
      return toChangePlan(order.value);
    case "transfer":
      return toTransfer(order.value);
    case "cancel":
      return toCancel(order.value);
    case "delete":
      return toDelete(order.value);
    case undefined:
      throw wrong("/operation", "is missing");
  }
}

/** The first of the words is the usual one. */
function oneOf<const Words extends readonly [string, ...string[]]>(
  pointer: string,
  words: Words,
  given: string,
): Words[number] {
  if (given === "") return words[0];
  const found = words.find((word) => word === given);
  if (found === undefined) throw wrong(pointer, `must be one of ${words.join(", ")}`);
  return found;
}

function wrong(pointer: string, detail: string) {
  return refuse.invalid(`${pointer} ${detail}.`, { fields: [{ pointer, detail }] });
}
