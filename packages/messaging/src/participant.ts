import { type plans, plansEvents } from "@isp/contracts";
import type { Inbox } from "@isp/db";
import { type Consumer, consumer, type Once, required } from "./consumer.ts";
import type { OperationSteps, StepAnswer } from "./operation-steps.ts";

/** What plans decided about a subscription. */
export type Decision = {
  readonly subscription: plans.Subscription;
  /** Empty for an administrative edit, which servers do not follow (C46). */
  readonly operationId: string;
  readonly operationKind: string;
  /** Civil date of the act in the unit's time zone. */
  readonly effectiveOn: string;
};

type ParticipantScope = { readonly inbox: Inbox; readonly steps: OperationSteps };

/**
 * A participant's ear: `take` does what the decision asks for and says how far it came. A decision
 * older than one already acted on does nothing, but its operation is answered all the same.
 */
export function subscriptionConsumer<Scope extends ParticipantScope>(
  durable: string,
  once: Once<Scope>,
  take: (scope: Scope, decision: Decision) => Promise<StepAnswer>,
): Consumer {
  return consumer(
    durable,
    plansEvents.subscription,
    once(async (fact, scope) => {
      const subscription = required(fact.subscription, "subscription");
      const { operationId, operationKind, effectiveOn, version, businessUnitId } = fact;
      const isNew = await scope.inbox.advance(durable, subscription.id, version);
      const answer: StepAnswer = isNew
        ? await take(scope, { subscription, operationId, operationKind, effectiveOn })
        : { state: "superseded", receipts: [] };
      if (operationId === "") return;
      const step = {
        operationId,
        businessUnitId,
        subscriptionId: subscription.id,
        subscriptionVersion: version,
        kind: operationKind,
      };
      await scope.steps.answer(step, answer);
    }),
  );
}
