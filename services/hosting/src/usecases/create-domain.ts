import { hostingEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import {
  type CivilDate,
  type Clock,
  followService,
  hashPassword,
  isGone,
  newId,
  newItemState,
} from "@isp/kernel";
import { checkRoom, type Domain } from "../domain/domain.ts";
import { normaliseDomain } from "../domain/domain-name.ts";
import { refuse } from "../domain/errors.ts";
import { pendingReason } from "../domain/hosted-item.ts";
import { checkOffered } from "../domain/room.ts";
import { checkSite, type SiteSettings } from "../domain/site.ts";
import { domainFact } from "../events/published.ts";
import type { AddFirstFtpUser } from "./add-first-ftp-user.ts";
import { checkOwnership } from "./check-ownership.ts";
import { checkPickedServers } from "./check-picked-servers.ts";
import type { Hosting, HostedSubscription, ReadSubscription, Units } from "./ports.ts";

export type NewDomain = {
  readonly subscriptionId: string;
  readonly name: string;
  readonly registeredOn: CivilDate | null;
  readonly notes: string;
  readonly isHeld: boolean;
  readonly settings: SiteSettings;
  /** Empty for none. */
  readonly adminPassword: string;
  /** The site's first FTP user, who may do everything; null for none. */
  readonly ftp: { readonly username: string; readonly password: string } | null;
};

export type CreateDomain = (
  request: WriteRequest,
  domain: NewDomain,
  units: Units,
) => Promise<Domain>;

type Dependencies = {
  readonly transact: Transact<Hosting>;
  readonly clock: Clock;
  readonly readSubscription: ReadSubscription;
  readonly isDriven: boolean;
  readonly addFirstFtpUser: AddFirstFtpUser;
};

/** Registers a domain under a hosting subscription (C93, C94); its servers take it over at once. */
export function createDomain(dependencies: Dependencies): CreateDomain {
  const { transact, clock, readSubscription, addFirstFtpUser } = dependencies;
  return async (request, { adminPassword, ftp, ...wanted }, units) => {
    const name = normaliseDomain(wanted.name);
    checkSite(wanted.settings);
    const addFtpUser = ftp === null ? null : await addFirstFtpUser(ftp);
    const adminHash = adminPassword === "" ? "" : await hashPassword(adminPassword);
    const subscription = await readSubscription(wanted.subscriptionId);
    if (units !== "all" && !units.includes(subscription.businessUnitId)) {
      throw refuse.subscription_not_found(`There is no subscription ${wanted.subscriptionId}.`);
    }
    return transact(async (scope) => {
      const now = clock.now();
      const { resultId, done } = await scope.requests.claim(request, newId(now), now);
      if (done) return scope.domains.find(resultId, units);
      await checkPlace(scope, subscription, name);
      await checkPickedServers(scope, wanted.settings);
      const { customerId, businessUnitId } = subscription;
      const domain: Domain = {
        ...(await stateUnder(scope, subscription, {
          now,
          reason: pendingReason(wanted, dependencies.isDriven),
        })),
        ...wanted,
        id: resultId,
        name,
        customerId,
        businessUnitId,
        adminHash,
        uid: await scope.siteUsers.give(resultId),
        diskBytes: 0n,
      };
      await scope.domains.add(domain);
      const fact = hostingEvents.domain.of("created");
      await scope.outbox.add(fact, domainFact(domain, ""), { aggregateId: domain.id });
      await addFtpUser?.(scope, domain, subscription.plan, now);
      await scope.requests.finish(request, now);
      return domain;
    });
  };
}

async function checkPlace(
  scope: Hosting,
  { id, plan, customerId }: HostedSubscription,
  name: string,
): Promise<void> {
  const present = await scope.domains.lockOfSubscription(id);
  checkOffered(plan, "new-domain");
  checkRoom(plan, present.filter((held) => !isGone(held)).length);
  await checkOwnership(scope.names, name, customerId);
}

async function stateUnder(
  { services }: Hosting,
  { id, service: told }: HostedSubscription,
  { now, reason }: { readonly now: Date; readonly reason: string },
) {
  // What was heard here counts: it may be newer than what plans was asked for before.
  const service = (await services.lock(id)) ?? told;
  if (service === "released") {
    throw refuse.subscription_ended("The subscription has ended; nothing new hangs under it.");
  }
  const state = newItemState("on", now, reason);
  return service === "on" ? state : followService(state, "suspended", now, reason);
}
