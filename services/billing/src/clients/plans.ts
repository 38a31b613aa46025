import { plans } from "@isp/contracts";
import type { Channel } from "@isp/rpc";
import type { ReadContacts } from "../usecases/document-ports.ts";
import type { Operations } from "../usecases/ladder-ports.ts";
import type { Addressees } from "../usecases/notice-ports.ts";

const reason = "default";

/** plans' operations as the default ladder begins them: with the one reason that a payment lifts. */
export function plansOperations(channel: Channel): Operations {
  const operations = channel.client(plans.OperationServiceService);
  return {
    async suspend(requestId, subscriptionId) {
      const request = { requestId, subscriptionId, reason, on: "", note: "" };
      const { operation } = await operations.suspendSubscription(request);
      return operation?.id ?? "";
    },
    async resume(requestId, subscriptionId) {
      const request = { requestId, subscriptionId, reason, on: "" };
      const { operation } = await operations.resumeSubscription(request);
      return operation?.id ?? "";
    },
  };
}

/** Where plans says that a customer is reached; billing keeps no addresses of its own. */
export function plansAddressees(contacts: ReadContacts): Addressees {
  return async (id) => {
    const found = (await contacts([id])).get(id);
    return { name: found?.name ?? "", address: found?.email ?? "" };
  };
}
