import { type common, plans } from "@isp/contracts";
import { DomainError, isServiceState } from "@isp/kernel";
import type { Channel } from "@isp/rpc";
import { refuse } from "../domain/errors.ts";
import type { InService, MailSubscription, ReadSubscription } from "../usecases/ports.ts";

export function grpcInService(channel: Channel): InService {
  const subscriptions = channel.client(plans.SubscriptionServiceService);
  return async (ids) => {
    const { existingIds } = await subscriptions.checkSubscriptions({ ids: [...new Set(ids)] });
    return new Set(existingIds);
  };
}

export function grpcSubscriptions(channel: Channel): ReadSubscription {
  const subscriptions = channel.client(plans.SubscriptionServiceService);
  return async (id) =>
    toMail(id, await subscriptions.getSubscription({ id }).catch(asNotFound(id)));
}

function toMail(
  id: string,
  { subscription, items, mailDomain, options }: plans.GetSubscriptionResponse,
): MailSubscription {
  // Not what is billed: an administrative edit reaches no server (C46).
  const plan = subscription?.carriedPlan ?? subscription?.plan;
  if (subscription === undefined || plan === undefined || !isServiceState(subscription.service))
    throw notFound(id);
  const { customerId, businessUnitId, service } = subscription;
  return {
    id,
    customerId,
    businessUnitId,
    service,
    terms: termsOf(plan),
    options,
    mailDomains: [mailDomain, ...items.filter(isOwnDomain).map(({ name }) => name)],
  };
}

function termsOf({ mailboxes }: common.PlanTerms): MailSubscription["terms"] {
  const { included = 0, additionalFeeCents = 0n, quotaMb = 0 } = mailboxes ?? {};
  return { included, additionalFeeCents, planQuotaMb: quotaMb };
}

function isOwnDomain({ kind, wanted }: common.Item): boolean {
  return kind === "domain" && wanted?.state !== "released" && wanted?.state !== "deleted";
}

const notFound = (id: string) => refuse.subscription_not_found(`There is no subscription ${id}.`);

function asNotFound(id: string) {
  return (error: unknown): never => {
    if (error instanceof DomainError && error.kind === "not_found") throw notFound(id);
    throw error;
  };
}
