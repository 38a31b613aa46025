import type { Clock, Failpoints, SecretBox } from "@isp/kernel";
import { type Consumer, type Once, subscriptionConsumer } from "@isp/messaging";
import { followSubscription } from "../usecases/follow-subscription.ts";
import type { Radius } from "../usecases/ports.ts";

/** Follows what plans decides about subscriptions, newest version first and each once. */
export function onSubscription(
  once: Once<Radius>,
  box: Pick<SecretBox, "seal">,
  clock: Clock,
  failpoint: Failpoints,
): Consumer {
  return subscriptionConsumer("radius-subscriptions", once, async (scope, decision) => {
    const answer = await followSubscription(scope, decision, box, clock.now());
    failpoint("radius.following");
    return answer;
  });
}
