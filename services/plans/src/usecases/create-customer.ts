import { plansEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import { type Customer, type CustomerData, checkCustomer } from "../domain/customer.ts";
import { normaliseDocument } from "../domain/document.ts";
import { refuse } from "../domain/errors.ts";
import { customerFact } from "../events/published.ts";
import { idempotently } from "./idempotent.ts";
import type { PlansScope, Units } from "./ports.ts";

export type CreateCustomer = (
  request: WriteRequest,
  customer: CustomerData,
  units: Units,
) => Promise<Customer>;

/** Registers a customer; his city decides his business unit (C23). */
export function createCustomer(transact: Transact<PlansScope>, clock: Clock): CreateCustomer {
  return (request, data, visible) => {
    const entered = { ...data, document: normaliseDocument(data.document) };
    checkCustomer(entered);
    const now = clock.now();
    return idempotently(transact, clock, request, {
      id: newId(now),
      async first(scope, id) {
        const businessUnitId = await unitOfCity(scope, entered.city, visible);
        await scope.references.hold({ businessUnitId });
        const customer: Customer = {
          ...entered,
          id,
          version: 1n,
          businessUnitId,
          registeredAt: now,
        };
        await scope.customers.add(customer);
        const fact = plansEvents.customer.of("registered");
        await scope.outbox.add(fact, customerFact(customer), { aggregateId: id });
        return customer;
      },
      again: ({ customers }, id) => customers.find(id, "all"),
    });
  };
}

/** The unit that serves a city, if the operator may work there. */
export async function unitOfCity(
  { units }: PlansScope,
  city: string,
  visible: Units,
): Promise<string> {
  const unit = await units.ofCity(city);
  if (unit !== null && (visible === "all" || visible.includes(unit.id))) return unit.id;
  throw refuse.city_not_served(`No business unit of yours serves ${city}.`, {
    fields: [{ pointer: "/city", detail: "is not served by any business unit of yours" }],
  });
}
