import { common, plans } from "@isp/contracts";
import { isServiceState } from "@isp/kernel";
import type { Channel } from "@isp/rpc";
import { refuse } from "../domain/errors.ts";
import type { SubscriptionForLogin, Subscriptions } from "../usecases/ports.ts";

/** The subscriptions of the plans service. */
export function plansSubscriptions(channel: Channel): Subscriptions {
  const subscriptions = channel.client(plans.SubscriptionServiceService);
  return {
    async existing(ids) {
      const { existingIds } = await subscriptions.checkSubscriptions({ ids: [...ids] });
      return new Set(existingIds);
    },
    async get(id) {
      return forLogin(await subscriptions.getSubscription({ id }));
    },
  };
}

function forLogin({
  subscription,
  mailDomain,
}: plans.GetSubscriptionResponse): SubscriptionForLogin {
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
    mailDomain: domainOrRefusal(mailDomain),
    plan: JSON.stringify(common.PlanTerms.toJSON(plan)),
    planKind: plan.kind,
    loginCreatesMailbox: plan.loginCreatesMailbox,
  };
}

function domainOrRefusal(mailDomain: string): string {
  if (mailDomain !== "") return mailDomain;
  throw refuse.mail_domain_unknown("The business unit has no mail domain.");
}
