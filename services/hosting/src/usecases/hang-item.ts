import {
  type Clock,
  followService,
  type ItemPlace,
  type ItemState,
  newItemState,
} from "@isp/kernel";
import { isServiceState, newId } from "@isp/kernel";
import type { Transact, WriteRequest } from "@isp/db";
import { refuse } from "../domain/errors.ts";
import { type HostedItem, pendingReason } from "../domain/hosted-item.ts";
import type { Hosting, HostedSubscription, ItemRows, ReadSubscription, Units } from "./ports.ts";
import type { ItemKind } from "./items/kind.ts";

export type Dependencies = {
  readonly transact: Transact<Hosting>;
  readonly clock: Clock;
  readonly readSubscription: ReadSubscription;
  readonly isDriven: boolean;
};

/** Where something new would hang: its domain's subscription, with what its plan gives. */
export type Place = {
  readonly domainId: string;
  readonly units: Units;
};

/** What every new item has before it is what it is. */
export type Base = ItemState &
  ItemPlace & { readonly id: string; readonly domainId: string; readonly isHeld: boolean };

/**
 * Hangs something new under a domain, once for its request: `check` sees the plan and what is there,
 * `make` says what it is.
 */
export async function hangItem<Item extends HostedItem>(
  { transact, clock, readSubscription }: Dependencies,
  kind: ItemKind<Item>,
  { request, place }: { readonly request: WriteRequest; readonly place: Place },
  {
    check,
    make,
  }: {
    readonly check: (subscription: HostedSubscription, present: number) => void;
    readonly make: (base: Base, scope: Hosting) => Promise<Item> | Item;
  },
): Promise<Item> {
  const domain = await transact(({ domains }) => domains.find(place.domainId, place.units));
  const subscription = await readSubscription(domain.subscriptionId);
  return transact(async (scope) => {
    const now = clock.now();
    const { resultId, done } = await scope.requests.claim(request, newId(now), now);
    const rows: ItemRows<Item> = kind.rows(scope);
    if (done) return rows.find(resultId, place.units);
    const reason = pendingReason({ isHeld: false }, kind.isDriven);
    const state = await stateUnder(scope, subscription, { now, reason });
    // It may have moved or gone since it was read.
    const current = await scope.domains.lock(place.domainId, place.units);
    if (current.subscriptionId !== subscription.id || !isThere(current)) {
      throw refuse.domain_not_found(`There is no domain ${place.domainId}.`);
    }
    const present = await rows.lockOfSubscription(subscription.id);
    check(subscription, present.filter(isThere).length);
    const { id: subscriptionId, customerId, businessUnitId } = subscription;
    const where = { subscriptionId, customerId, businessUnitId, domainId: place.domainId };
    const item = await make({ ...state, ...where, id: resultId, isHeld: false }, scope);
    await rows.add(item);
    await kind.say(scope, "created", item, "");
    await scope.requests.finish(request, now);
    return item;
  });
}

const isThere = ({ wanted: { state } }: ItemState) => state !== "released" && state !== "deleted";

async function stateUnder(
  { services }: Hosting,
  { id, service: told }: HostedSubscription,
  { now, reason }: { readonly now: Date; readonly reason: string },
): Promise<ItemState> {
  // What was heard here counts: it may be newer than what plans was asked for.
  const service = (await services.lock(id)) ?? told;
  if (service === "released" || !isServiceState(service)) {
    throw refuse.subscription_ended("The subscription has ended; nothing new hangs under it.");
  }
  return {
    ...followService(newItemState("reserved", now, reason), service, now, reason),
    version: 1n,
  };
}
