import { type plans, plansEvents } from "@isp/contracts";
import type { Clock, Failpoints } from "@isp/kernel";
import {
  type Consumer,
  consumer,
  MalformedMessageError,
  type Once,
  required,
} from "@isp/messaging";
import { isServiceState } from "../domain/service-state.ts";
import {
  answerSuperseded,
  followSubscription,
  type SubscriptionDecision,
} from "../usecases/follow-subscription.ts";
import type { Radius } from "../usecases/ports.ts";

const durable = "radius-subscriptions";

/** Follows what plans decides about subscriptions, newest version first and each once. */
export function onSubscription(once: Once<Radius>, clock: Clock, failpoint: Failpoints): Consumer {
  return consumer(
    durable,
    plansEvents.subscription,
    once(async (fact, scope) => {
      const decision = decisionOf(fact);
      const isNewer = await scope.inbox.advance(durable, fact.aggregateId, fact.version);
      if (isNewer) await followSubscription(scope, decision, clock.now());
      else await answerSuperseded(scope, decision);
      failpoint("radius.following");
    }),
  );
}

function decisionOf(fact: plans.SubscriptionFact): SubscriptionDecision {
  const { service } = required(fact.subscription, "subscription");
  if (!isServiceState(service)) throw new MalformedMessageError(`unknown service ${service}`);
  return {
    subscriptionId: fact.aggregateId,
    businessUnitId: fact.businessUnitId,
    version: fact.version,
    service,
    operationId: fact.operationId,
    operationKind: fact.operationKind,
  };
}
