import { billing } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { defined } from "../http/defined.ts";
import type { Endpoint } from "../http/endpoint.ts";
import { id, name, word } from "../http/schemas.ts";
import { crud } from "./crud.ts";

const dayOfMonth = z.int().min(1).max(31);
const ofUnit = z.object({ businessUnitId: word(36).default("") });
const permissions = { read: "catalogue.read", write: "catalogue.write" } as const;

/** Due days and payment forms: how and when customers pay (C17). */
export function billingListRoutes(clients: Clients): Endpoint[] {
  return [...dueDayRoutes(clients), ...paymentFormRoutes(clients)];
}

function dueDayRoutes({ terms }: Clients): Endpoint[] {
  const days = { day: dayOfMonth, closingDay: dayOfMonth };
  return crud({
    ...permissions,
    path: "/due-days",
    one: "a due day with the day its closing falls on",
    many: "due days, of one business unit if it is given",
    query: ofUnit,
    created: z.strictObject({ businessUnitId: id, ...days }),
    edited: z.strictObject(days).partial(),
    list: async (query, caller) => ({
      items: (await terms.listDueDays(query, { caller })).dueDays,
    }),
    get: async (dueDayId, caller) => (await terms.getDueDay({ id: dueDayId }, { caller })).dueDay,
    async create(body, { requestId, caller }) {
      const dueDay = billing.DueDay.fromPartial(body);
      return (await terms.createDueDay({ requestId, dueDay }, { caller })).dueDay;
    },
    async update({ body, fields, ...key }, { requestId, caller }) {
      const dueDay = { ...billing.DueDay.fromPartial(defined(body)), ...key };
      return (await terms.updateDueDay({ requestId, dueDay, fields }, { caller })).dueDay;
    },
    async remove(key, { requestId, caller }) {
      await terms.deleteDueDay({ ...key, requestId }, { caller });
      return undefined;
    },
  });
}

function paymentFormRoutes({ terms }: Clients): Endpoint[] {
  const form = {
    name: name(80),
    kind: z.enum(["boleto", "pix", "card", "direct-debit", "cash"]),
  };
  return crud({
    ...permissions,
    path: "/payment-forms",
    one: "a payment form",
    many: "payment forms, of one business unit if it is given",
    query: ofUnit,
    created: z.strictObject({ businessUnitId: id, ...form }),
    edited: z.strictObject(form).partial(),
    list: async (query, caller) => ({
      items: (await terms.listPaymentForms(query, { caller })).paymentForms,
    }),
    get: async (formId, caller) =>
      (await terms.getPaymentForm({ id: formId }, { caller })).paymentForm,
    async create(body, { requestId, caller }) {
      const paymentForm = billing.PaymentForm.fromPartial(body);
      return (await terms.createPaymentForm({ requestId, paymentForm }, { caller })).paymentForm;
    },
    async update({ body, fields, ...key }, { requestId, caller }) {
      const paymentForm = { ...billing.PaymentForm.fromPartial(defined(body)), ...key };
      const request = { requestId, paymentForm, fields };
      return (await terms.updatePaymentForm(request, { caller })).paymentForm;
    },
    async remove(key, { requestId, caller }) {
      await terms.deletePaymentForm({ ...key, requestId }, { caller });
      return undefined;
    },
  });
}
