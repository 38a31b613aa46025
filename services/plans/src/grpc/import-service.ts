import { plans } from "@isp/contracts";
import type { Handlers } from "@isp/rpc";
import type { ToWriteRequest } from "@isp/runtime";
import { refuse } from "../domain/errors.ts";
import type { ImportCustomers } from "../usecases/import-customers.ts";
import { toData } from "./customer-service.ts";
import { given } from "./reading.ts";
import { toOrder } from "./subscription-service.ts";

const largestBatch = 250;

export function importService(
  toRequest: ToWriteRequest,
  importCustomers: ImportCustomers,
): Handlers<typeof plans.ImportServiceService> {
  return {
    async importCustomers(request, caller) {
      const { customers } = request;
      if (customers.length === 0 || customers.length > largestBatch) {
        throw refuse.invalid(`A batch has 1 to ${largestBatch} customers.`, {
          fields: [{ pointer: "/customers", detail: `must be 1 to ${largestBatch} customers` }],
        });
      }
      const entries = customers.map(({ customer, subscription }, index) => ({
        customer: toData(given(customer, `/customers/${index}`)),
        order: subscription === undefined ? null : toOrder(subscription),
      }));
      const named = toRequest("ImportCustomers", request);
      return { imported: [...(await importCustomers(named, entries, caller.units))] };
    },
  };
}
