import { type Operation, start } from "../domain/operation.ts";
import {
  conflictsOf,
  type PreviewedOrder,
  type PreviewPart,
  type Remark,
  warningsOf,
} from "../domain/previewed.ts";
import { announcePreviewed, passwordsUntil } from "./announce-previewed.ts";
import type { Actor } from "./ports.ts";
import { drafted, type Grounds, groundsOf, withTerms } from "./prepare-previewed.ts";
import { isSilence, previewParts } from "./preview-parts.ts";
import { giveUp, type ScheduledDependencies } from "./give-up.ts";

type Day = { readonly order: PreviewedOrder; readonly today: string; readonly now: Date };

/**
 * Carries out one of the four on its day. Everybody is asked again: a new warning is written down, a
 * conflict fails it. Who is silent is asked again as long as the day lasts.
 */
export async function runPreviewed(
  deps: ScheduledDependencies,
  held: Operation,
  { order, today, now }: Day,
): Promise<void> {
  const { subscriptionId, on } = held;
  // Whether he may reach back, or waive, was asked when it was set; the worker may be late.
  const may = { mayBackdate: true, mayWaiveFine: true };
  const actor: Actor = { name: held.requestedBy, units: "all", ...may };
  const read = await groundsOf(deps.transact, { subscriptionId, on, order }, actor, now);
  const grounds = { ...read, scheduled: read.scheduled.filter(({ id }) => id !== held.id) };
  const decided = drafted(grounds, order, now);
  const parts = await previewParts(deps.neighbours, { ...grounds, order, decided });
  if (isSilence(parts) && on === today) return;
  const [first, ...others] = conflictsOf(parts);
  if (first === undefined) {
    const settled = await withTerms(deps.neighbours, grounds);
    return decide(deps, held, settled, { order, parts, now });
  }
  const detail = [first, ...others].map((conflict) => conflict.detail).join("; ");
  await giveUp(deps.transact, held, { code: first.code, detail }, now);
}

type Seen = Omit<Day, "today"> & { readonly parts: readonly PreviewPart[] };

async function decide(
  { transact, failpoint }: ScheduledDependencies,
  { id, requestedBy }: Operation,
  grounds: Grounds,
  { order, parts, now }: Seen,
): Promise<void> {
  failpoint("plans.preview_accepted");
  await transact(async (scope) => {
    const present = await scope.subscriptions.lock(grounds.present.id, "all");
    const held = await scope.operations.lock(id);
    // One that moved meanwhile is looked at again.
    if (held?.state !== "scheduled" || present.version !== grounds.present.version) return;
    const operation = start(held, {
      warnings: merged(held.warnings, warningsOf(parts)),
      passwordsUntil: passwordsUntil(order, parts, now),
    });
    const decision = { order, grounds, operation, now, deletedBy: requestedBy };
    const successorSubscriptionId = await announcePreviewed(scope, decision);
    await scope.operations.save({ ...operation, successorSubscriptionId });
  });
}

function merged(known: readonly Remark[], present: readonly Remark[]): readonly Remark[] {
  const isNew = ({ code, itemId }: Remark) =>
    !known.some((held) => held.code === code && held.itemId === itemId);
  return [...known, ...present.filter(isNew)];
}
