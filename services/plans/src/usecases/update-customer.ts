import { plansEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { type Address, type Customer, checkCustomer } from "../domain/customer.ts";
import { normaliseDocument, type PersonType } from "../domain/document.ts";
import { staleEdit } from "../domain/errors.ts";
import { customerFact } from "../events/published.ts";
import { unitOfCity } from "./create-customer.ts";
import { idempotently } from "./idempotent.ts";
import type { PlansScope, Units } from "./ports.ts";

export type CustomerEdit = {
  readonly id: string;
  readonly expectedVersion: bigint;
  readonly name?: string | undefined;
  readonly city?: string | undefined;
  readonly address?: Address | undefined;
  readonly email?: string | undefined;
  readonly phone?: string | undefined;
  /** To correct what was registered wrongly. */
  readonly personType?: string | undefined;
  readonly document?: string | undefined;
};

export type UpdateCustomer = (
  request: WriteRequest,
  edit: CustomerEdit,
  units: Units,
) => Promise<Customer>;

/** Changes a registration. A new city counts for new subscriptions only; those he has stay in their unit. */
export function updateCustomer(transact: Transact<PlansScope>, clock: Clock): UpdateCustomer {
  return (request, edit, visible) =>
    idempotently(transact, clock, request, {
      id: edit.id,
      async first(scope) {
        const present = await scope.customers.lock(edit.id, visible);
        if (present.version !== edit.expectedVersion) {
          throw staleEdit(edit.expectedVersion, present.version);
        }
        const changed = apply(present, edit);
        checkCustomer(changed);
        const moved = changed.city !== present.city;
        const businessUnitId = moved
          ? await unitOfCity(scope, changed.city, visible)
          : present.businessUnitId;
        if (moved) await scope.references.hold({ businessUnitId });
        const customer = { ...changed, businessUnitId };
        await scope.customers.save(customer);
        const fact = plansEvents.customer.of("changed");
        await scope.outbox.add(fact, customerFact(customer), { aggregateId: customer.id });
        return customer;
      },
      again: ({ customers }, id) => customers.find(id, visible),
    });
}

function apply(customer: Customer, edit: CustomerEdit): Customer {
  return {
    ...customer,
    version: customer.version + 1n,
    name: edit.name ?? customer.name,
    city: edit.city ?? customer.city,
    address: edit.address ?? customer.address,
    email: edit.email ?? customer.email,
    phone: edit.phone ?? customer.phone,
    // The rule refuses any other word.
    personType: (edit.personType as PersonType | undefined) ?? customer.personType,
    document: edit.document === undefined ? customer.document : normaliseDocument(edit.document),
  };
}
