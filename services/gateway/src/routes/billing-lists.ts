import { billing } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { id, page, word } from "../http/schemas.ts";

const dayOfMonth = z.int().min(1).max(31);
const ofUnit = z.object({ businessUnitId: word(36).default("") });

/** Due days and payment forms: how and when customers pay (C17). */
export function billingListRoutes({ terms }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "get",
      path: "/due-days",
      summary: "List due days, of one business unit if it is given",
      permission: "catalogue.read",
      status: 200,
      query: ofUnit,
      async handle({ query, caller }) {
        const { dueDays } = await terms.listDueDays(query, { caller });
        return { body: page(dueDays.map(toJson), "") };
      },
    }),
    endpoint({
      method: "post",
      path: "/due-days",
      summary: "Register a due day with the day its closing falls on",
      permission: "catalogue.write",
      status: 201,
      body: z.strictObject({ businessUnitId: id, day: dayOfMonth, closingDay: dayOfMonth }),
      async handle({ body, requestId, caller }) {
        const dueDay = billing.DueDay.fromPartial(body);
        const created = await terms.createDueDay({ requestId, dueDay }, { caller });
        return { body: toJson(created.dueDay) };
      },
    }),
    endpoint({
      method: "get",
      path: "/payment-forms",
      summary: "List payment forms, of one business unit if it is given",
      permission: "catalogue.read",
      status: 200,
      query: ofUnit,
      async handle({ query, caller }) {
        const { paymentForms } = await terms.listPaymentForms(query, { caller });
        return { body: page(paymentForms.map(toJson), "") };
      },
    }),
  ];
}
