import { common, plans } from "@isp/contracts";
import { isServiceState } from "@isp/kernel";
import type { Channel } from "@isp/rpc";
import type { SubscriptionForItem, Subscriptions } from "../usecases/ports.ts";

/** The subscriptions of the plans service. */
export function plansSubscriptions(channel: Channel): Subscriptions {
  const subscriptions = channel.client(plans.SubscriptionServiceService);
  return {
    async existing(ids) {
      const { existingIds } = await subscriptions.checkSubscriptions({ ids: [...ids] });
      return new Set(existingIds);
    },
    async get(id) {
      return forItem(await subscriptions.getSubscription({ id }));
    },
  };
}

function forItem({
  subscription,
  mailDomain,
  options,
}: plans.GetSubscriptionResponse): SubscriptionForItem {
  if (subscription?.plan === undefined || !isServiceState(subscription.service))
    throw new Error("plans answered with a subscription without plan or service");
  const { customerId, businessUnitId, routingPointId, service } = subscription;
  // Not what is billed: an administrative edit reaches no server (C46).
  const plan = subscription.carriedPlan ?? subscription.plan;
  return {
    customerId,
    businessUnitId,
    routingPointId: routingPointId === "" ? null : routingPointId,
    service,
    mailDomain,
    plan: JSON.stringify(common.PlanTerms.toJSON(plan)),
    planKind: plan.kind,
    loginCreatesMailbox: plan.loginCreatesMailbox,
    options,
  };
}
