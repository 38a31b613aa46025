import { radiusEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import { type Ip, type IpSettings, newIp } from "../domain/ip.ts";
import type { IpClass } from "../domain/network-lists.ts";
import { ipFact } from "../events/published.ts";
import { placeIp } from "./place-ip.ts";
import type { Radius, SubscriptionForItem, Subscriptions } from "./ports.ts";
import { connectionKinds } from "./preview.ts";

export type CreateIp = (
  request: WriteRequest,
  wanted: {
    readonly subscriptionId: string;
    readonly settings: IpSettings;
    readonly sees: (businessUnitId: string) => boolean;
  },
) => Promise<Ip>;

type Dependencies = {
  readonly transact: Transact<Radius>;
  readonly subscriptions: Subscriptions;
  readonly clock: Clock;
};

/** Adds an IP to a connection plan (C90); what is left empty of mask, DNS and gateway is its class's. */
export function createIp({ transact, subscriptions, clock }: Dependencies): CreateIp {
  return async (request, { subscriptionId, settings: given, sees }) => {
    const subscription = await subscriptions.get(subscriptionId);
    if (!sees(subscription.businessUnitId))
      throw refuse.subscription_not_found(`There is no subscription ${subscriptionId}.`);
    checkOffered(subscription);
    return transact(async (scope) => {
      const now = clock.now();
      const { resultId, done } = await scope.requests.claim(request, newId(now), now);
      const known = done ? await scope.ips.find(resultId) : null;
      if (known !== null) return known;
      const { customerId, businessUnitId, plan } = subscription;
      // What was heard here counts: it may be newer than what plans was asked for.
      const service = (await scope.services.lock(subscriptionId)) ?? subscription.service;
      if (service === "released")
        throw refuse.subscription_ended("The subscription has ended; nothing new hangs under it.");
      const unit = { subscriptionId, businessUnitId };
      const { settings, ipClass } = await placeIp(scope, given, unit, now);
      const place = { subscriptionId, customerId, businessUnitId };
      const filled = filledFrom(settings, ipClass);
      const ip = newIp({ ...filled, ...place, id: resultId, plan }, service, now);
      await scope.ips.add(ip);
      await scope.outbox.add(radiusEvents.ip.of("created"), ipFact(ip), { aggregateId: ip.id });
      await scope.requests.finish(request, now);
      return ip;
    });
  };
}

function checkOffered({ planKind, options }: SubscriptionForItem): void {
  const isOffered = options.length === 0 || options.includes("new-ip");
  if (connectionKinds.has(planKind) && isOffered) return;
  throw refuse.plan_without_ip("This plan carries no IP.");
}

function filledFrom(settings: IpSettings, ipClass: IpClass | null): IpSettings {
  if (ipClass === null) return settings;
  return {
    ...settings,
    netmask: settings.netmask || ipClass.netmask,
    dns1: settings.dns1 || ipClass.dns1,
    dns2: settings.dns2 || ipClass.dns2,
    gateway: settings.gateway || ipClass.gateway,
  };
}
