import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { cents, civilDate, id, name } from "../http/schemas.ts";

const reason = name(255);

export function paymentRoutes({ payments }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/invoices/{id}/payments",
      summary: "Take a payment for an invoice: in full, in part, or more than is owed",
      permission: "billing.write",
      status: 201,
      body: z.strictObject({ amountCents: cents.min(1), paidOn: civilDate, formId: id }),
      async handle({ params, body, requestId, caller }) {
        const { formId, amountCents, paidOn } = body;
        const asked = { invoiceId: params["id"] ?? "", paymentFormId: formId, paidOn };
        const request = { ...asked, requestId, amountCents: BigInt(amountCents) };
        return { body: toJson((await payments.registerPayment(request, { caller })).payment) };
      },
    }),
    endpoint({
      method: "get",
      path: "/payments/{id}",
      summary: "Read a payment",
      permission: "billing.read",
      status: 200,
      async handle({ params, caller }) {
        const { payment } = await payments.getPayment({ id: params["id"] ?? "" }, { caller });
        return { body: toJson(payment) };
      },
    }),
    endpoint({
      method: "post",
      path: "/payments/{id}/reverse",
      summary: "Take back a payment that was entered wrongly or did not clear",
      permission: "billing.write",
      status: 200,
      body: z.strictObject({ reason }),
      async handle({ params, body, requestId, caller }) {
        const request = { requestId, id: params["id"] ?? "", reason: body.reason };
        return { body: toJson((await payments.reversePayment(request, { caller })).payment) };
      },
    }),
  ];
}
