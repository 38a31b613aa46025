import { plans } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { defined } from "../http/defined.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { civilDate, id, page, pageQuery, text } from "../http/schemas.ts";
import { operationView } from "../views/subscription.ts";
import { access } from "./subscriptions.ts";

const reason = z
  .enum(["default", "customer-request", "technical", "fraud", "court-order"])
  .default("default");
const on = civilDate.optional();
/** These bodies may be left out. */
const optionalBody = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.preprocess((value) => value ?? {}, z.strictObject(shape));

export function operationRoutes({ operations, subscriptions }: Clients): Endpoint[] {
  const act = { method: "post", permission: "subscriptions.operate", status: 202 } as const;
  return [
    endpoint({
      ...act,
      path: "/subscriptions/{id}/enable",
      summary: "Put a waiting subscription into service",
      body: optionalBody({ on, access: access.optional() }),
      secrets: ["password"],
      async handle({ params, body, requestId, caller }) {
        const subscriptionId = params["id"] ?? "";
        const request = { requestId, subscriptionId, on: body.on ?? "", access: body.access };
        const { operation } = await operations.enableSubscription(request, { caller });
        return { body: operationView(operation) };
      },
    }),
    endpoint({
      ...act,
      path: "/subscriptions/{id}/suspend",
      summary: "Suspend on servers and in billing (C51)",
      body: optionalBody({ reason, on, note: text(2_000).default("") }),
      async handle({ params, body, requestId, caller }) {
        const request = plans.SuspendSubscriptionRequest.fromPartial({
          ...defined(body),
          requestId,
        });
        request.subscriptionId = params["id"] ?? "";
        const { operation } = await operations.suspendSubscription(request, { caller });
        return { body: operationView(operation) };
      },
    }),
    endpoint({
      ...act,
      path: "/subscriptions/{id}/resume",
      summary: "Lift a suspension; service returns when none is left",
      body: optionalBody({ reason, on }),
      async handle({ params, body, requestId, caller }) {
        const request = plans.ResumeSubscriptionRequest.fromPartial({
          ...defined(body),
          requestId,
        });
        request.subscriptionId = params["id"] ?? "";
        const { operation } = await operations.resumeSubscription(request, { caller });
        return { body: operationView(operation) };
      },
    }),
    endpoint({
      method: "get",
      path: "/operations/{id}",
      summary: "Read an operation with its steps and receipts",
      permission: "customers.read",
      status: 200,
      async handle({ params, caller }) {
        const { operation } = await operations.getOperation({ id: params["id"] ?? "" }, { caller });
        return { body: operationView(operation) };
      },
    }),
    endpoint({
      method: "get",
      path: "/operations",
      summary: "List operations, newest first",
      permission: "customers.read",
      status: 200,
      query: pageQuery.extend({
        state: z.enum(["scheduled", "running", "done", "failed", "cancelled"]).optional(),
        businessUnitId: id.optional(),
      }),
      async handle({ query, caller }) {
        const { state = "", businessUnitId = "", limit, cursor } = query;
        const of = {
          subscriptionId: "",
          state,
          businessUnitId,
          pageSize: limit,
          pageToken: cursor,
        };
        const found = await operations.listOperations(of, { caller });
        return { body: page(found.operations.map(operationView), found.nextPageToken) };
      },
    }),
    endpoint({
      method: "get",
      path: "/subscriptions/{id}/operations",
      summary: "List a subscription's operations, newest first",
      permission: "customers.read",
      status: 200,
      query: pageQuery,
      async handle({ params, query, caller }) {
        const of = { subscriptionId: params["id"] ?? "", state: "", businessUnitId: "" };
        const found = await operations.listOperations(
          { ...of, pageSize: query.limit, pageToken: query.cursor },
          { caller },
        );
        // Empty is also what the caller gets of a plan that he may not see.
        if (found.operations.length === 0) {
          await subscriptions.getSubscription({ id: of.subscriptionId }, { caller });
        }
        return { body: page(found.operations.map(operationView), found.nextPageToken) };
      },
    }),
    endpoint({
      method: "delete",
      path: "/operations/{id}",
      summary: "Take a scheduled operation back before its day",
      permission: "subscriptions.operate",
      status: 200,
      async handle({ params, requestId, caller }) {
        const request = { requestId, operationId: params["id"] ?? "" };
        const { operation } = await operations.cancelOperation(request, { caller });
        return { body: operationView(operation) };
      },
    }),
    endpoint({
      method: "post",
      path: "/operations/{id}/passwords",
      summary: "Take the passwords that a transfer made; they are told once (D19)",
      permission: "subscriptions.operate",
      status: 200,
      async handle({ params, requestId, caller }) {
        const request = { requestId, operationId: params["id"] ?? "" };
        const { secrets } = await operations.takeOperationPasswords(request, { caller });
        return { body: { items: secrets } };
      },
    }),
    endpoint({
      ...act,
      path: "/operations/{id}/retry",
      summary: "Try the pending and refused steps again",
      async handle({ params, requestId, caller }) {
        const request = { requestId, operationId: params["id"] ?? "" };
        const { operation } = await operations.retryOperation(request, { caller });
        return { body: operationView(operation) };
      },
    }),
  ];
}
