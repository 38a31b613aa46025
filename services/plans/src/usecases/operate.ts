import { plansEvents } from "@isp/contracts";
import type { Transact, WriteRequest } from "@isp/db";
import {
  type CivilDate,
  type Clock,
  civilDateIn,
  type Failpoints,
  isCivilDate,
  newId,
} from "@isp/kernel";
import { fieldCheck, refuse } from "../domain/errors.ts";
import {
  begin,
  isExclusive,
  type Operation,
  type OperationKind,
  supersede,
} from "../domain/operation.ts";
import { earliestActOn, type Subscription } from "../domain/subscription.ts";
import { operationFinished, subscriptionFact } from "../events/published.ts";
import { idempotently } from "./idempotent.ts";
import type { Actor, PlansScope } from "./ports.ts";

/** What an operator asks to be done to one subscription. */
export type Act = {
  readonly subscriptionId: string;
  readonly kind: Extract<OperationKind, "enable" | "suspend" | "resume">;
  readonly fact: "enabled" | "suspended" | "resumed";
  readonly reason: string;
  /** Empty means today in the unit's time zone. */
  readonly on: CivilDate;
  readonly note: string;
  /** Decides; refuses what the subscription's state does not allow. */
  readonly decide: (
    subscription: Subscription,
    act: { readonly operationId: string; readonly on: CivilDate; readonly now: Date },
  ) => Subscription;
};

export type Operate = (request: WriteRequest, act: Act, actor: Actor) => Promise<Operation>;

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
  return async (request, act, actor) => {
    const operation = await idempotently(transact, clock, request, {
      id: newId(clock.now()),
      async first(scope, operationId) {
        const now = clock.now();
        const present = await scope.subscriptions.lock(act.subscriptionId, actor.units);
        await makeRoom(scope, present, now);
        const on = await dayOf(scope, act, present, now);
        const decided = act.decide(present, { operationId, on, now });
        await scope.subscriptions.save(decided);
        const begun = begin({
          id: operationId,
          subscriptionId: decided.id,
          customerId: decided.customerId,
          businessUnitId: decided.businessUnitId,
          kind: act.kind,
          reason: act.reason,
          note: act.note,
          on,
          requestedBy: actor.name,
          requestedAt: now,
        });
        await scope.operations.add(begun);
        const fact = plansEvents.subscription.of(act.fact);
        await scope.outbox.add(fact, subscriptionFact(decided, { on, operation: begun }), {
          aggregateId: decided.id,
        });
        return begun;
      },
      again: ({ operations }, id) => operations.find(id, actor.units),
    });
    failpoint(`plans.${act.kind}_decided`);
    return operation;
  };
}

async function makeRoom(scope: PlansScope, { id, number }: Subscription, now: Date): Promise<void> {
  for (const running of await scope.operations.lockRunning(id)) {
    if (isExclusive(running.kind)) {
      throw refuse.operation_running(`A ${running.kind} of subscription ${number} is running.`, {
        details: { operationId: running.id },
      });
    }
    const given = supersede(running, now);
    await scope.operations.save(given);
    const finished = plansEvents.operation.of("finished");
    await scope.outbox.add(finished, operationFinished(given, now), { aggregateId: given.id });
  }
}

/** The civil date of an act; refuses one that lies ahead or before the last act. */
export async function dayOf(
  { units }: Pick<PlansScope, "units">,
  { on }: Pick<Act, "on">,
  subscription: Subscription,
  now: Date,
): Promise<CivilDate> {
  const { timeZone } = await units.find(subscription.businessUnitId, "all");
  const today = civilDateIn(timeZone, now);
  if (on === "") return today;
  const check = fieldCheck();
  check.require(isCivilDate(on), "/on", "must be a date");
  check.done();
  if (on > today) {
    throw refuse.future_date(`${on} lies ahead; an operation takes effect today or on a past day.`);
  }
  const isOff = subscription.service === "off";
  check.require(isOff || on >= earliestActOn(subscription), "/on", "lies before the last act");
  check.done();
  return on;
}
