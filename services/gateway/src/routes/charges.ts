import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { civilDate, page } from "../http/schemas.ts";

/** The fine of a contract, before and after it is broken. */
export function chargeRoutes({ charges }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/subscriptions/{id}/fine-simulation",
      summary: "Compute the fine for ending a contract on a date (C54); nothing is charged",
      permission: "billing.read",
      status: 200,
      body: z.strictObject({ on: civilDate }),
      async handle({ params, body, caller }) {
        const request = { ...body, subscriptionId: params["id"] ?? "" };
        return { body: toJson(await charges.simulateFine(request, { caller })) };
      },
    }),
    endpoint({
      method: "get",
      path: "/subscriptions/{id}/charges",
      summary: "List what a subscription was charged beside its plan",
      permission: "billing.read",
      status: 200,
      async handle({ params, caller }) {
        const found = await charges.listCharges({ subscriptionId: params["id"] ?? "" }, { caller });
        return { body: page(found.charges.map(toJson), "") };
      },
    }),
  ];
}
