import { plans } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { defined } from "../http/defined.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { withCurrent } from "../http/extension.ts";
import {
  civilDate,
  id,
  optionalId,
  page,
  pageQuery,
  password,
  text,
  word,
} from "../http/schemas.ts";
import { driftView, subscriptionView } from "../views/subscription.ts";
import { contract, discount, toContract, toDiscount } from "./subscription-fields.ts";
import { invoicingOf, withInvoicing } from "./subscription-tabs.ts";

export const access = z.strictObject({
  username: text(64),
  password,
  saveOnServer: z.boolean().default(true),
});
export const newSubscription = z.strictObject({
  customerId: id,
  planId: id,
  startOn: civilDate.optional(),
  status: word(32).default("waiting-installation"),
  advanceBilling: z.boolean().optional(),
  salespersonId: optionalId,
  routingPointId: optionalId,
  paymentFormId: optionalId,
  dueDayId: optionalId,
  debitAccountId: optionalId,
  discount: discount.optional(),
  notes: text(4_000).default(""),
  access: access.optional(),
  billedThroughOn: civilDate.optional(),
  contract: contract.optional(),
  installationAddress: text(300).default(""),
});
const detailEdit = z.strictObject({
  startOn: civilDate.optional(),
  trialDays: z.int().min(0).max(365).optional(),
  status: text(32).optional(),
  advanceBilling: z.boolean().optional(),
  routingPointId: id.optional(),
  planId: id.optional(),
  salespersonId: id.optional(),
});

export function subscriptionRoutes({ subscriptions, accounts }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/subscriptions",
      summary: "Register a subscription; an enabled one is connected with its login as one act",
      permission: "subscriptions.write",
      status: 201,
      body: newSubscription,
      secrets: ["password"],
      async handle({ body, requestId, caller }) {
        const request = toSale(body);
        request.requestId = requestId;
        const options = { caller, deadlineMs: 10_000 };
        const created = await subscriptions.createSubscription(request, options);
        const operation = created.operationId !== "" && { operationId: created.operationId };
        return { body: { ...subscriptionView(created.subscription), ...operation } };
      },
    }),
    endpoint({
      method: "get",
      path: "/subscriptions/{id}",
      summary: "Read a subscription with its items",
      permission: "customers.read",
      status: 200,
      async handle({ params, caller }) {
        const subscriptionId = params["id"] ?? "";
        const [found, invoicing] = await Promise.all([
          subscriptions.getSubscription({ id: subscriptionId }, { caller }),
          invoicingOf(accounts, subscriptionId, caller),
        ]);
        const body = subscriptionView(found.subscription, found.items);
        return { body: withInvoicing(body, invoicing), etag: etagOf(found) };
      },
    }),
    endpoint({
      method: "get",
      path: "/drift",
      summary: "List subscriptions that are billed as one plan and carried as another (C46)",
      permission: "customers.read",
      status: 200,
      query: pageQuery.extend({ businessUnitId: id.optional() }),
      async handle({ query, caller }) {
        const { businessUnitId = "", limit: pageSize, cursor: pageToken } = query;
        const of = { businessUnitId, pageSize, pageToken };
        const found = await subscriptions.listDrift(of, { caller });
        return { body: page(found.subscriptions.map(driftView), found.nextPageToken) };
      },
    }),
    endpoint({
      method: "patch",
      path: "/subscriptions/{id}/detail",
      summary: "Edit the detail tab; administrative only, servers do not follow (C46)",
      permission: "subscriptions.write",
      status: 200,
      body: detailEdit,
      needsIfMatch: true,
      async handle({ params, body, requestId, expectedVersion, caller }) {
        const edit = plans.UpdateSubscriptionDetailRequest.fromPartial({
          ...body,
          requestId,
          expectedVersion,
        });
        edit.id = params["id"] ?? "";
        const edited = await withCurrent(
          subscriptions.updateSubscriptionDetail(edit, { caller }),
          async () => {
            const found = await subscriptions.getSubscription({ id: edit.id }, { caller });
            return subscriptionView(found.subscription, found.items);
          },
        );
        return { body: subscriptionView(edited.subscription), etag: etagOf(edited) };
      },
    }),
  ];
}

/** A sale as plans takes it. */
export function toSale(
  body: Partial<z.output<typeof newSubscription>>,
): plans.CreateSubscriptionRequest {
  const { discount: off, access: login, advanceBilling, contract: paper, ...rest } = body;
  const request = plans.CreateSubscriptionRequest.fromPartial(defined(rest));
  request.advanceBilling = advanceBilling;
  request.access = login;
  request.discount = toDiscount(off);
  request.contract = toContract(paper);
  return request;
}

function etagOf({ subscription }: { subscription: plans.Subscription | undefined }): string {
  return subscription?.detailVersion.toString() ?? "0";
}
