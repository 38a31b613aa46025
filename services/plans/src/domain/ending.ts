import type { CivilDate } from "@isp/kernel";
import { refuse } from "./errors.ts";
import { status } from "./status.ts";
import { next, type Subscription } from "./subscription.ts";

/** Ends it for good (C54): nothing of it can be put into service again. */
export function cancel(
  subscription: Subscription,
  { on, reasonId }: { readonly on: CivilDate; readonly reasonId: string },
): Subscription {
  refuseEnded(subscription);
  return { ...released(subscription, on), cancellationReasonId: reasonId };
}

/** Removes it from whichever list it stands in (D13); one still in use is released first, as cancel does. */
export function remove(subscription: Subscription, on: CivilDate): Subscription {
  return subscription.service === "released" ? next(subscription) : released(subscription, on);
}

export function released(subscription: Subscription, on: CivilDate): Subscription {
  return {
    ...next(subscription),
    status: status("cancelled"),
    service: "released",
    endedOn: on,
    suspensions: [],
    drift: null,
  };
}

export function refuseEnded({ service, number, endedOn }: Subscription): void {
  if (service !== "released") return;
  throw refuse.ended(`Subscription ${number} has ended on ${endedOn ?? "an earlier day"}.`);
}
