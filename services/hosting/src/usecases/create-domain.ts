import { hostingEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import {
  type CivilDate,
  type Clock,
  followService,
  isGone,
  newId,
  newItemState,
} from "@isp/kernel";
import { checkRoom, type Domain } from "../domain/domain.ts";
import { normaliseDomain } from "../domain/domain-name.ts";
import { refuse } from "../domain/errors.ts";
import { pendingReason } from "../domain/hosted-item.ts";
import { checkOffered } from "../domain/room.ts";
import { domainFact } from "../events/published.ts";
import type { Hosting, ReadSubscription, Units } from "./ports.ts";

export type NewDomain = {
  readonly subscriptionId: string;
  readonly name: string;
  readonly registeredOn: CivilDate | null;
  readonly notes: string;
  readonly isHeld: boolean;
};

export type CreateDomain = (
  request: WriteRequest,
  domain: NewDomain,
  units: Units,
) => Promise<Domain>;

/** Registers a domain under a hosting subscription (C93); its servers take it over when they are there. */
export function createDomain(
  transact: Transact<Hosting>,
  clock: Clock,
  readSubscription: ReadSubscription,
): CreateDomain {
  return async (request, wanted, units) => {
    const name = normaliseDomain(wanted.name);
    const subscription = await readSubscription(wanted.subscriptionId);
    if (units !== "all" && !units.includes(subscription.businessUnitId)) {
      throw refuse.subscription_not_found(`There is no subscription ${wanted.subscriptionId}.`);
    }
    return transact(async ({ domains, services, requests, outbox }) => {
      const now = clock.now();
      const { resultId, done } = await requests.claim(request, newId(now), now);
      if (done) return domains.find(resultId, units);
      const present = await domains.lockOfSubscription(subscription.id);
      checkOffered(subscription.plan, "new-domain");
      checkRoom(subscription.plan, present.filter((held) => !isGone(held)).length);
      const { customerId, businessUnitId } = subscription;
      // What was heard here counts: it may be newer than what plans was asked for above.
      const service = (await services.lock(subscription.id)) ?? subscription.service;
      if (service === "released") {
        throw refuse.subscription_ended("The subscription has ended; nothing new hangs under it.");
      }
      const reason = pendingReason(wanted, false);
      const state = newItemState("on", now, reason);
      const domain: Domain = {
        ...(service === "on" ? state : followService(state, "suspended", now, reason)),
        ...wanted,
        id: resultId,
        name,
        customerId,
        businessUnitId,
      };
      await domains.add(domain);
      const fact = hostingEvents.domain.of("created");
      await outbox.add(fact, domainFact(domain, ""), { aggregateId: domain.id });
      await requests.finish(request, now);
      return domain;
    });
  };
}
