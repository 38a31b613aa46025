import { plansEvents } from "@isp/contracts";
import { refuse } from "../domain/errors.ts";
import {
  isExclusive,
  type Operation,
  type OperationKind,
  supersede,
  takeBack,
} from "../domain/operation.ts";
import type { Subscription } from "../domain/subscription.ts";
import { operationFinished } from "../events/published.ts";
import type { PlansScope } from "./ports.ts";

/**
 * Lets a new operation in (DESIGN 5): it supersedes what older ones have not applied yet. Change-plan,
 * transfer and delete exclude every other, both ways.
 */
export async function makeRoom(
  scope: PlansScope,
  subscription: Subscription,
  kind: OperationKind,
  now: Date,
): Promise<void> {
  for (const running of await scope.operations.lockRunning(subscription)) {
    if (isExclusive(running.kind) || isExclusive(kind)) {
      throw refuse.operation_running(
        `A ${running.kind} of subscription ${subscription.number} is running.`,
        { details: { operationId: running.id } },
      );
    }
    await saveFinished(scope, supersede(running, now), now);
  }
}

/** What was set for later days is taken back when the subscription ends. */
export async function endScheduled(
  scope: PlansScope,
  { id, number }: Subscription,
  exceptId: string,
  now: Date,
): Promise<void> {
  for (const held of await scope.operations.lockScheduled(id)) {
    if (held.id === exceptId) continue;
    const problem = { code: "plans.ended", detail: `Subscription ${number} ended before.` };
    await saveFinished(scope, takeBack(held, problem, now), now);
  }
}

export async function saveFinished(
  { operations, outbox }: PlansScope,
  operation: Operation,
  now: Date,
): Promise<void> {
  await operations.save(operation);
  const finished = plansEvents.operation.of("finished");
  await outbox.add(finished, operationFinished(operation, now), { aggregateId: operation.id });
}
