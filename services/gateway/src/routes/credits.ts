import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { cents, civilDate, id, name, page, text } from "../http/schemas.ts";

const idOf = (params: Readonly<Record<string, string>>) => params["id"] ?? "";

/** What a customer has to his credit, and what goes back to him of it (R14). */
export function creditRoutes({ credits }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/customers/{id}/credit",
      summary: "Read what a customer has to his credit, unit by unit, and what was paid out",
      permission: "billing.read",
      status: 200,
      async handle({ params, caller }) {
        const { accounts } = await credits.getCredit({ customerId: idOf(params) }, { caller });
        return { body: page(accounts.map(toJson), "") };
      },
    }),
    endpoint({
      method: "post",
      path: "/customers/{id}/credit-uses",
      summary: "Pay a customer's open invoices with his credit; nothing is paid out",
      permission: "billing.write",
      status: 200,
      body: z.strictObject({ businessUnitId: id }),
      async handle({ params, body, requestId, caller }) {
        const request = { ...body, requestId, customerId: idOf(params) };
        return { body: toJson(await credits.useCredit(request, { caller })) };
      },
    }),
    endpoint({
      method: "post",
      path: "/customers/{id}/credit-payouts",
      summary: "Pay a customer's credit out; what he owes is paid with it first",
      permission: "billing.payout",
      status: 201,
      body: z.strictObject({
        businessUnitId: id,
        amountCents: cents.min(1),
        paidOn: civilDate,
        formId: id,
        note: text(255).default(""),
      }),
      async handle({ params, body, requestId, caller }) {
        const { formId, amountCents, ...rest } = body;
        const asked = { ...rest, requestId, customerId: idOf(params) };
        const request = { ...asked, paymentFormId: formId, amountCents: BigInt(amountCents) };
        return { body: toJson((await credits.payCreditOut(request, { caller })).payout) };
      },
    }),
    endpoint({
      method: "get",
      path: "/credit-payouts/{id}",
      summary: "Read a payout of credit",
      permission: "billing.read",
      status: 200,
      async handle({ params, caller }) {
        return { body: toJson((await credits.getPayout({ id: idOf(params) }, { caller })).payout) };
      },
    }),
    endpoint({
      method: "post",
      path: "/credit-payouts/{id}/reverse",
      summary: "Take back a payout that was entered wrongly",
      permission: "billing.payout",
      status: 200,
      body: z.strictObject({ reason: name(255) }),
      async handle({ params, body, requestId, caller }) {
        const request = { requestId, id: idOf(params), reason: body.reason };
        return { body: toJson((await credits.reversePayout(request, { caller })).payout) };
      },
    }),
  ];
}
