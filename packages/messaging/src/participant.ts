import { type plans, plansEvents } from "@isp/contracts";
import type { Inbox } from "@isp/db";
import { type Consumer, consumer, type Once, required } from "./consumer.ts";
import type { OperationSteps, StepAnswer } from "./operation-steps.ts";

/** What plans decided about a subscription. */
export type Decision = {
  readonly subscription: plans.Subscription;
  /**
   * The subscription that comes after it in a plan change or a transfer. That act has no fact of the
   * successor's own: what a participant keeps of it, it keeps from this one.
   */
  readonly successor: plans.Subscription | null;
  /** What the operator chose, such as `mailboxes: with-content`. */
  readonly choices: Readonly<Record<string, string>>;
  /** Empty for an administrative edit, which servers do not follow (C46). */
  readonly operationId: string;
  readonly operationKind: string;
  /** Civil date of the act in the unit's time zone. */
  readonly effectiveOn: string;
  /** Something newer about the subscription was acted on already. */
  readonly isOvertaken: boolean;
  /** The same of the successor: it was suspended, say, before this fact was handled. */
  readonly isSuccessorOvertaken: boolean;
};

type ParticipantScope = { readonly inbox: Inbox; readonly steps: OperationSteps };

type Take<Scope> = (scope: Scope, decision: Decision) => Promise<StepAnswer>;

/**
 * A participant's ear: `take` does what the decision asks for and says how far it came, in the
 * transaction that remembers the fact. A decision older than one already acted on does nothing, but its
 * operation is answered all the same; only a move is still made then, because no other fact names the
 * successor. `hearsOvertaken` hands over the older ones as well.
 */
export function subscriptionConsumer<Scope extends ParticipantScope>(
  durable: string,
  once: Once<Scope>,
  take: Take<Scope>,
  { hearsOvertaken = false }: { readonly hearsOvertaken?: boolean } = {},
): Consumer {
  return consumer(
    durable,
    plansEvents.subscription,
    once(async (fact, scope) => {
      const decision = await decided(durable, scope, fact);
      const isTaken = !decision.isOvertaken || decision.successor !== null || hearsOvertaken;
      const answer: StepAnswer = isTaken
        ? await take(scope, decision)
        : { state: "superseded", receipts: [] };
      const { operationId, operationKind: kind, subscription } = decision;
      if (operationId === "") return;
      const step = {
        operationId,
        businessUnitId: fact.businessUnitId,
        subscriptionId: subscription.id,
        subscriptionVersion: fact.version,
        kind,
      };
      await scope.steps.answer(step, answer);
    }),
  );
}

/** Reads the fact and passes the version gates of both subscriptions. */
async function decided(
  durable: string,
  { inbox }: ParticipantScope,
  fact: plans.SubscriptionFact,
): Promise<Decision> {
  const subscription = required(fact.subscription, "subscription");
  const successor = fact.successor ?? null;
  const isNew = await inbox.advance(durable, subscription.id, fact.version);
  const isSuccessorNew =
    successor !== null && (await inbox.advance(durable, successor.id, successor.version));
  const { operationId, operationKind, effectiveOn, choices } = fact;
  return {
    subscription,
    successor,
    choices,
    operationId,
    operationKind,
    effectiveOn,
    isOvertaken: !isNew,
    isSuccessorOvertaken: successor !== null && !isSuccessorNew,
  };
}
