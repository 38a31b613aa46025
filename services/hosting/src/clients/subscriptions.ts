import { plans } from "@isp/contracts";
import { DomainError } from "@isp/kernel";
import type { Channel } from "@isp/rpc";
import { refuse } from "../domain/errors.ts";
import type { ReadSubscription } from "../usecases/ports.ts";

export function grpcSubscriptions(channel: Channel): ReadSubscription {
  const subscriptions = channel.client(plans.SubscriptionServiceService);
  return async (id) => {
    const { subscription, options } = await subscriptions
      .getSubscription({ id })
      .catch(asNotFound(id));
    // Not what is billed: an administrative edit reaches no server (C46).
    const plan = subscription?.carriedPlan ?? subscription?.plan;
    if (subscription === undefined || plan === undefined) throw notFound(id);
    const { customerId, businessUnitId, service } = subscription;
    const { domains = 0, databases = 0, ftpUsers = 0 } = plan.hosting ?? {};
    const hosted = { domains, databases, ftpUsers, options };
    return { id, customerId, businessUnitId, service, plan: hosted };
  };
}

const notFound = (id: string) => refuse.subscription_not_found(`There is no subscription ${id}.`);

function asNotFound(id: string) {
  return (error: unknown): never => {
    if (error instanceof DomainError && error.kind === "not_found") throw notFound(id);
    throw error;
  };
}
