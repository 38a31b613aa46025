import { plansEvents } from "@isp/contracts";
import { newId } from "@isp/kernel";
import { decidePreviewed, previewedFacts, takesNewNumber } from "../domain/decide-previewed.ts";
import type { Operation } from "../domain/operation.ts";
import {
  choicesOf,
  makesPasswords,
  type PreviewedOrder,
  type PreviewPart,
} from "../domain/previewed.ts";
import { subscriptionFact } from "../events/published.ts";
import { endScheduled, makeRoom } from "./make-room.ts";
import type { PlansScope } from "./ports.ts";
import type { Grounds } from "./prepare-previewed.ts";

type Decision = {
  readonly order: PreviewedOrder;
  /** Read before; the subscription is locked and has not moved since. */
  readonly grounds: Grounds;
  readonly operation: Operation;
  readonly deletedBy: string;
  readonly now: Date;
};

/**
 * The subscription's end, what comes after it, and the one fact that tells of both (DESIGN 5). Answers
 * the successor's id, or nothing.
 */
export async function announcePreviewed(
  scope: PlansScope,
  { order, grounds, operation, deletedBy, now }: Decision,
): Promise<string> {
  const { present, stands } = grounds;
  const { on } = operation;
  await makeRoom(scope, present, order.kind, now);
  if (order.kind === "change-plan") await scope.references.hold({ planId: order.planId });
  if (order.kind === "cancel") await scope.references.hold({ reasonId: order.reasonId });
  await endScheduled(scope, present, operation.id, now);
  const id = newId(now);
  const number = takesNewNumber(order) ? await scope.subscriptions.number(id) : present.number;
  const decided = decidePreviewed(present, order, stands, { id, number, on, now });
  const { former, successor } = decided;
  if (order.kind === "delete") {
    const tombstone = { operationId: operation.id, deletedBy, deletedAt: now };
    await scope.subscriptions.bury(former, tombstone);
  } else {
    await scope.subscriptions.save(former);
  }
  if (successor !== null) await scope.subscriptions.add(successor);
  const choices = choicesOf(order);
  const fact = subscriptionFact(former, { on, operation, successor, choices });
  const name = plansEvents.subscription.of(previewedFacts[order.kind]);
  await scope.outbox.add(name, fact, { aggregateId: former.id });
  return successor?.id ?? "";
}

const passwordsForMs = 24 * 3_600_000;

/** The participants forget the passwords they made after a day (D19). */
export function passwordsUntil(
  order: PreviewedOrder,
  parts: readonly PreviewPart[],
  now: Date,
): Date | null {
  return makesPasswords(order, parts) ? new Date(now.getTime() + passwordsForMs) : null;
}
