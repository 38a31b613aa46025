import type { Clock, Failpoints } from "@isp/kernel";
import {
  type Consumer,
  type Decision,
  MalformedMessageError,
  type Once,
  subscriptionConsumer,
} from "@isp/messaging";
import { isServiceState } from "../domain/service-state.ts";
import { followSubscription, type SubscriptionDecision } from "../usecases/follow-subscription.ts";
import type { Radius } from "../usecases/ports.ts";

/** Follows what plans decides about subscriptions, newest version first and each once. */
export function onSubscription(once: Once<Radius>, clock: Clock, failpoint: Failpoints): Consumer {
  return subscriptionConsumer("radius-subscriptions", once, async (scope, decision) => {
    const answer = await followSubscription(scope, decisionOf(decision), clock.now());
    failpoint("radius.following");
    return answer;
  });
}

function decisionOf({ subscription, operationId }: Decision): SubscriptionDecision {
  const { id, service } = subscription;
  if (!isServiceState(service)) throw new MalformedMessageError(`unknown service ${service}`);
  return { subscriptionId: id, service, operationId };
}
