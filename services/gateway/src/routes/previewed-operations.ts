import { plans } from "@isp/contracts";
import { DomainError } from "@isp/kernel";
import type { Caller } from "@isp/rpc";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { extend } from "../http/extension.ts";
import { civilDate, id, text } from "../http/schemas.ts";
import { previewView } from "../views/preview.ts";
import { operationView } from "../views/subscription.ts";
import { discount, toDiscount } from "./subscription-fields.ts";

const on = civilDate.optional();
const changePlan = {
  planId: id,
  trialDays: z.int().min(0).max(365).default(0),
  discount: discount.optional(),
  keepSpeedOverride: z.boolean().default(false),
  newContract: z.boolean().default(false),
};
const transfer = {
  customerId: id,
  loginPassword: z.enum(["keep", "new"]).default("keep"),
  mailboxes: z.enum(["empty", "with-content"]).default("empty"),
};
const cancel = { reasonId: id, waiveFine: z.boolean().default(false) };
const accepting = { on, previewId: id.optional() };

const toChangePlan = (order: z.output<z.ZodObject<typeof changePlan>>) =>
  plans.ChangePlanOrder.fromPartial({ ...order, discount: toDiscount(order.discount) });

const previewed = z.discriminatedUnion("operation", [
  z
    .strictObject({ operation: z.literal("change-plan"), on, ...changePlan })
    .transform(({ operation: _operation, on: day, ...order }) => ({
      on: day,
      order: { $case: "changePlan" as const, value: toChangePlan(order) },
    })),
  z
    .strictObject({ operation: z.literal("transfer"), on, ...transfer })
    .transform(({ operation: _operation, on: day, ...value }) => ({
      on: day,
      order: { $case: "transfer" as const, value },
    })),
  z
    .strictObject({ operation: z.literal("cancel"), on, ...cancel })
    .transform(({ operation: _operation, on: day, ...value }) => ({
      on: day,
      order: { $case: "cancel" as const, value },
    })),
  z
    .strictObject({ operation: z.literal("delete"), on, confirm: text(32).default("") })
    .transform(({ operation: _operation, on: day, ...value }) => ({
      on: day,
      order: { $case: "delete" as const, value },
    })),
]);

/** The four that end a subscription: previewed, accepted, carried out or set for their day. */
export function previewedOperationRoutes({ operations }: Clients): Endpoint[] {
  const shown = previewShown(operations);
  return [
    endpoint({
      method: "post",
      path: "/subscriptions/{id}/preview",
      summary: "Say what a change of plan, transfer, cancellation or deletion would do everywhere",
      permission: "subscriptions.operate",
      status: 200,
      body: previewed,
      async handle({ params, body, caller }) {
        const request = {
          subscriptionId: params["id"] ?? "",
          on: body.on ?? "",
          order: body.order,
        };
        const { preview } = await operations.previewOperation(request, { caller });
        return { body: previewView(preview) };
      },
    }),
    endpoint({
      method: "post",
      path: "/subscriptions/{id}/change-plan",
      summary: "Change the plan, in administration and on the servers (C48)",
      permission: "subscriptions.operate",
      status: 202,
      body: z.strictObject({ ...accepting, ...changePlan }),
      async handle({ params, body, requestId, caller }) {
        const { on: day, previewId, ...order } = body;
        const asked = askedOf(params, requestId, { on: day, previewId });
        const request = { ...asked, order: toChangePlan(order) };
        return shown(operations.changePlan(request, { caller }), caller);
      },
    }),
    endpoint({
      method: "post",
      path: "/subscriptions/{id}/transfer",
      summary: "Hand a subscription with all it carries to another customer (C49)",
      permission: "subscriptions.transfer",
      status: 202,
      body: z.strictObject({ ...accepting, ...transfer }),
      async handle({ params, body, requestId, caller }) {
        const { on: day, previewId, ...order } = body;
        const asked = askedOf(params, requestId, { on: day, previewId });
        return shown(operations.transferSubscription({ ...asked, order }, { caller }), caller);
      },
    }),
    endpoint({
      method: "post",
      path: "/subscriptions/{id}/cancel",
      summary: "Cancel for good (C54)",
      permission: "subscriptions.cancel",
      status: 202,
      body: z.strictObject({ ...accepting, ...cancel }),
      async handle({ params, body, requestId, caller }) {
        const { on: day, previewId, ...order } = body;
        const asked = askedOf(params, requestId, { on: day, previewId });
        return shown(operations.cancelSubscription({ ...asked, order }, { caller }), caller);
      },
    }),
    endpoint({
      method: "delete",
      path: "/subscriptions/{id}",
      summary: "Delete; confirmed by its number (C56)",
      permission: "subscriptions.delete",
      status: 202,
      query: z.object({ ...accepting, confirm: text(32).default("") }),
      async handle({ params, query, requestId, caller }) {
        const { confirm, ...accepted } = query;
        const request = { ...askedOf(params, requestId, accepted), order: { confirm } };
        return shown(operations.deleteSubscription(request, { caller }), caller);
      },
    }),
  ];
}

type Accepted = { readonly on?: string | undefined; readonly previewId?: string | undefined };

function askedOf(
  params: Readonly<Record<string, string>>,
  requestId: string,
  { on: day = "", previewId = "" }: Accepted,
) {
  return { requestId, subscriptionId: params["id"] ?? "", on: day, previewId };
}

/** A refusal that names a preview brings it along, so that it can be accepted at once. */
function previewShown(operations: Clients["operations"]) {
  return async (
    call: Promise<{ readonly operation?: plans.Operation | undefined }>,
    caller: Caller,
  ) => {
    try {
      const { operation } = await call;
      return { body: operationView(operation) };
    } catch (error) {
      const previewId = error instanceof DomainError ? error.details["previewId"] : undefined;
      if (!(error instanceof DomainError) || previewId === undefined) throw error;
      const { preview } = await operations.getPreview({ id: previewId }, { caller });
      throw extend(error, { preview: previewView(preview) });
    }
  };
}
