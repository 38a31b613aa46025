import { type billing, plans } from "@isp/contracts";
import { DomainError } from "@isp/kernel";
import type { Caller } from "@isp/rpc";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { defined } from "../http/defined.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { cents, civilDate, id, text } from "../http/schemas.ts";
import { subscriptionView } from "../views/subscription.ts";
import { discount, toDiscount } from "./subscription-fields.ts";

const billingEdit = z
  .strictObject({
    paymentFormId: id.nullable(),
    dueDayId: id.nullable(),
    debitAccountId: id.nullable(),
    discount: discount.nullable(),
    notes: text(4_000),
  })
  .partial();
const contractEdit = z
  .strictObject({
    installFeeCents: cents,
    installments: z.int().min(1).max(120),
    soldOn: civilDate,
    activatedOn: civilDate,
    validityMonths: z.int().min(0).max(600),
    templateId: id.nullable(),
    cancellationFormula: text(500),
    installationAddress: text(300),
  })
  .partial();
const idOf = (params: Readonly<Record<string, string>>) => params["id"] ?? "";

/** The tabs of a subscription that are edited apart from each other, and its account (C45, C47). */
export function subscriptionTabRoutes(clients: Clients): Endpoint[] {
  return [billingTab(clients), contractTab(clients), invoicingTab(clients), account(clients)];
}

function billingTab({ subscriptions }: Clients): Endpoint {
  return endpoint({
    method: "patch",
    path: "/subscriptions/{id}/billing",
    summary: "Edit the billing tab; null takes the business unit's default (C33 to C39)",
    permission: "subscriptions.write",
    status: 200,
    body: billingEdit,
    needsIfMatch: true,
    async handle({ params, body, requestId, expectedVersion, caller }) {
      const { discount: off, ...ids } = body;
      const given = Object.entries(defined(ids)).filter(([, value]) => value !== null);
      const request = plans.UpdateSubscriptionBillingRequest.fromPartial({
        ...Object.fromEntries(given),
        requestId,
        expectedVersion,
        id: idOf(params),
        fields: Object.keys(body),
      });
      request.discount = toDiscount(off ?? undefined);
      const { subscription } = await subscriptions.updateSubscriptionBilling(request, { caller });
      return { body: subscriptionView(subscription), etag: String(subscription?.billingVersion) };
    },
  });
}

function contractTab({ subscriptions }: Clients): Endpoint {
  return endpoint({
    method: "patch",
    path: "/subscriptions/{id}/contract",
    summary: "Edit the contract tab (C40)",
    permission: "subscriptions.write",
    status: 200,
    body: contractEdit,
    needsIfMatch: true,
    async handle({ params, body, requestId, expectedVersion, caller }) {
      const { installationAddress = "", installFeeCents = 0, templateId, ...rest } = body;
      const contract = plans.Contract.fromPartial(defined(rest));
      contract.installFeeCents = BigInt(installFeeCents);
      contract.templateId = templateId ?? "";
      const fields = Object.keys(body);
      const edit = { requestId, expectedVersion, id: idOf(params), fields, contract };
      const request = { ...edit, installationAddress };
      const { subscription } = await subscriptions.updateSubscriptionContract(request, { caller });
      return { body: subscriptionView(subscription), etag: String(subscription?.contractVersion) };
    },
  });
}

function invoicingTab({ accounts }: Clients): Endpoint {
  return endpoint({
    method: "patch",
    path: "/subscriptions/{id}/invoicing",
    summary: "Correct the last closing of a subscription (C47)",
    permission: "billing.write",
    status: 200,
    body: z.strictObject({ lastClosingOn: civilDate }),
    needsIfMatch: true,
    async handle({ params, body, requestId, expectedVersion, caller }) {
      const edit = { ...body, requestId, expectedVersion, subscriptionId: idOf(params) };
      const { invoicing } = await accounts.updateInvoicing(edit, { caller });
      return { body: toJson(invoicing), etag: String(invoicing?.version) };
    },
  });
}

function account({ accounts, subscriptions }: Clients): Endpoint {
  return endpoint({
    method: "get",
    path: "/subscriptions/{id}/account",
    summary: "List what a subscription was billed, and what of it is open (C47)",
    permission: "billing.read",
    status: 200,
    async handle({ params, caller }) {
      await subscriptions.getSubscription({ id: idOf(params) }, { caller });
      const found = await accounts.getAccount({ subscriptionId: idOf(params) }, { caller });
      return { body: toJson(found) };
    },
  });
}

/** How far it is billed; undefined while billing is away or has not heard of it. */
export async function invoicingOf(
  accounts: Clients["accounts"],
  subscriptionId: string,
  caller: Caller,
): Promise<billing.Invoicing | undefined> {
  try {
    return (await accounts.getInvoicing({ subscriptionId }, { caller })).invoicing;
  } catch (error) {
    if (error instanceof DomainError) return undefined;
    throw error;
  }
}

/** The subscription with what only billing knows of it. */
export function withInvoicing(
  view: ReturnType<typeof subscriptionView>,
  invoicing: billing.Invoicing | undefined,
) {
  if (view === null) return null;
  const { lastClosingOn = "", billedThroughOn = "", version } = invoicing ?? {};
  const known = Reflect.get(view, "billedThroughOn") as string | null;
  return {
    ...view,
    lastClosingOn: lastClosingOn || null,
    billedThroughOn: billedThroughOn || known,
    etags: { ...view.etags, invoicing: version?.toString() ?? null },
  };
}
