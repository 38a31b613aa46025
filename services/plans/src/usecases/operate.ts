import { plansEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import { type CivilDate, type Clock, type Failpoints, newId } from "@isp/kernel";
import { actDate, checkReach } from "../domain/act-date.ts";
import { refuseEnded } from "../domain/ending.ts";
import { begin, type NewOperation, type Operation, schedule } from "../domain/operation.ts";
import { decideSimple, type SimpleAct, simpleFacts } from "../domain/simple-act.ts";
import type { Subscription } from "../domain/subscription.ts";
import { subscriptionFact } from "../events/published.ts";
import { idempotently } from "./idempotent.ts";
import { makeRoom } from "./make-room.ts";
import type { Actor, PlansScope } from "./ports.ts";
import { todayOf } from "./today.ts";

/** What an operator asks to be done to one subscription. */
export type Act = {
  readonly subscriptionId: string;
  readonly act: SimpleAct;
  /** Empty means today in the unit's time zone; a later day sets it for then. */
  readonly on: CivilDate;
  readonly note: string;
};

/** Looked at with the subscription locked, before anything is decided. */
export type Guard = (scope: PlansScope, about: { readonly isScheduled: boolean }) => Promise<void>;

export type Operate = (
  request: WriteRequest,
  act: Act,
  actor: Actor,
  guard?: Guard,
) => Promise<Operation>;

/**
 * Carries out an act: the subscription's new state, the operation and the fact that announces it to
 * radius, mail, hosting and billing are one transaction. What an older operation has not applied yet
 * is superseded, so that a customer who paid is not kept off by a server that is away.
 */
export function operate(
  transact: Transact<PlansScope>,
  clock: Clock,
  failpoint: Failpoints,
): Operate {
  return async (request, { subscriptionId, act, on: asked, note }, actor, guard) => {
    const operation = await idempotently(transact, clock, request, {
      id: newId(clock.now()),
      async first(scope, id) {
        const now = clock.now();
        const present = await scope.subscriptions.lock(subscriptionId, actor.units);
        const today = await todayOf(scope, present, now);
        const on = actDate(asked, present, today);
        checkReach(on, today, actor.backDatingDays ?? null);
        await guard?.(scope, { isScheduled: on > today });
        const reason = act.kind === "enable" ? "" : act.reason;
        const { name: requestedBy } = actor;
        const about = { id, kind: act.kind, reason, note, on, requestedBy, requestedAt: now };
        const operation: NewOperation = { ...about, ...subjectOf(present) };
        return on > today
          ? setForLater(scope, present, schedule(operation, act))
          : decide(scope, present, { operation: begin(operation), act, now });
      },
      again: ({ operations }, id) => operations.find(id, actor.units),
    });
    failpoint(`plans.${act.kind}_decided`);
    return operation;
  };
}

async function setForLater(
  scope: PlansScope,
  present: Subscription,
  operation: Operation,
): Promise<Operation> {
  refuseEnded(present);
  await scope.operations.add(operation);
  return operation;
}

async function decide(
  scope: PlansScope,
  present: Subscription,
  act: { readonly operation: Operation; readonly act: SimpleAct; readonly now: Date },
): Promise<Operation> {
  await announceSimple(scope, present, act);
  await scope.operations.add(act.operation);
  return act.operation;
}

/** The subscription's new state and the fact that tells of it. */
export async function announceSimple(
  scope: PlansScope,
  present: Subscription,
  { operation, act, now }: { operation: Operation; act: SimpleAct; now: Date },
): Promise<void> {
  const { id: operationId, on } = operation;
  await makeRoom(scope, present, act.kind, now);
  const decided = decideSimple(present, act, { operationId, on, now });
  await scope.subscriptions.save(decided);
  const fact = plansEvents.subscription.of(simpleFacts[act.kind]);
  await scope.outbox.add(fact, subscriptionFact(decided, { on, operation }), {
    aggregateId: decided.id,
  });
}

/** What an operation says of its subscription. */
export function subjectOf({ id, customerId, businessUnitId, number }: Subscription) {
  return { subscriptionId: id, customerId, businessUnitId, subscriptionNumber: number };
}
