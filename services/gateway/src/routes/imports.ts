import { plans } from "@isp/contracts";
import * as z from "zod";
import type { Clients } from "../clients.ts";
import { type Endpoint, endpoint } from "../http/endpoint.ts";
import { toJson } from "../http/json.ts";
import { page } from "../http/schemas.ts";
import { newCustomer } from "./customers.ts";
import { newSubscription, toSale } from "./subscriptions.ts";

const batch = z.strictObject({
  customers: z
    .array(
      newCustomer.extend({ subscription: newSubscription.omit({ customerId: true }).optional() }),
    )
    .min(1)
    .max(250, "must be at most 250 customers"),
});

/** Every mailbox has a password to hash, and a hash is slow on purpose. */
const batchMs = 60_000;

/** Moving in from another system. */
export function importRoutes({ imports }: Clients): Endpoint[] {
  return [
    endpoint({
      method: "post",
      path: "/imports",
      summary: "Take over at most 250 customers with the plan each of them has, all or none",
      permission: "customers.import",
      status: 201,
      body: batch,
      secrets: ["password"],
      answerWithinMs: batchMs,
      async handle({ body, requestId, caller }) {
        const customers = body.customers.map(({ subscription, ...customer }) => ({
          customer: plans.Customer.fromPartial(customer),
          subscription: subscription === undefined ? undefined : toSale(subscription),
        }));
        const options = { caller, deadlineMs: batchMs };
        const { imported } = await imports.importCustomers({ requestId, customers }, options);
        return { body: page(imported.map(toJson), "") };
      },
    }),
  ];
}
