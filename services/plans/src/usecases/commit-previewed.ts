import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, type Failpoints, newId } from "@isp/kernel";
import { fieldCheck, refuse } from "../domain/errors.ts";
import { begin, type NewOperation, type Operation, schedule } from "../domain/operation.ts";
import { conflictsOf, type Preview, type PreviewPart, warningsOf } from "../domain/previewed.ts";
import { announcePreviewed, passwordsUntil } from "./announce-previewed.ts";
import { subjectOf } from "./operate.ts";
import type { Neighbours } from "./neighbour-ports.ts";
import type { Actor, PlansScope } from "./ports.ts";
import {
  drafted,
  type Grounds,
  groundsOf,
  type PreviewedAct,
  withTerms,
} from "./prepare-previewed.ts";
import { keepPreview } from "./preview-operation.ts";
import { digestOf, previewParts } from "./preview-parts.ts";

export type CommitPreviewed = (
  request: WriteRequest,
  act: PreviewedAct & { readonly previewId: string },
  actor: Actor,
) => Promise<Operation>;

export type CommitDependencies = {
  readonly transact: Transact<PlansScope>;
  readonly neighbours: Neighbours;
  readonly clock: Clock;
  readonly failpoint: Failpoints;
};

const maxAttempts = 3;

/**
 * Carries out one of the four that end a subscription, or sets it for its day. Everybody is asked again
 * what it would do; only what was seen, or what nobody warns of, is decided. All asking comes before the
 * one transaction that decides, and that one begins again when the subscription has moved meanwhile.
 */
export function commitPreviewed(deps: CommitDependencies): CommitPreviewed {
  const { transact, clock, failpoint } = deps;
  return async (request, act, actor) => {
    const claim = await transact(({ requests }) =>
      requests.claim(request, newId(clock.now()), clock.now()),
    );
    const made = () => transact(({ operations }) => operations.find(claim.resultId, actor.units));
    if (claim.done) return made();
    for (let attempt = 1; attempt <= maxAttempts; attempt++) {
      const seen = await groundsOf(transact, act, actor, clock.now());
      checkConfirmed(act, seen);
      const decided = drafted(seen, act.order, clock.now());
      const parts = await previewParts(deps.neighbours, { ...seen, order: act.order, decided });
      await accept(deps, act, seen, { parts, actor });
      const grounds = await withTerms(deps.neighbours, seen);
      failpoint("plans.preview_accepted");
      const operation = await transact(async (scope) => {
        const { done } = await scope.requests.claim(request, claim.resultId, clock.now());
        if (done) return scope.operations.find(claim.resultId, actor.units);
        const present = await scope.subscriptions.lock(act.subscriptionId, actor.units);
        if (present.version !== grounds.present.version) return null;
        const id = claim.resultId;
        const begun = await decide(scope, { act, grounds, parts, actor, id, now: clock.now() });
        await scope.requests.finish(request, clock.now());
        return begun;
      });
      if (operation === null) continue;
      failpoint(`plans.${act.order.kind}_decided`);
      return operation;
    }
    throw refuse.operation_running("The subscription keeps changing; try again.");
  };
}

type Decision = {
  readonly act: PreviewedAct;
  readonly grounds: Grounds;
  readonly parts: readonly PreviewPart[];
  readonly actor: Actor;
  readonly id: string;
  readonly now: Date;
};

async function decide(
  scope: PlansScope,
  { act, grounds, parts, actor, id, now }: Decision,
): Promise<Operation> {
  const { order } = act;
  const { present, on, today } = grounds;
  const about: NewOperation = {
    ...subjectOf(present),
    id,
    kind: order.kind,
    reason: "",
    note: "",
    on,
    requestedBy: actor.name,
    requestedAt: now,
    warnings: warningsOf(parts),
  };
  if (on > today) {
    const scheduled = schedule(about, order);
    await scope.operations.add(scheduled);
    return scheduled;
  }
  const deletedBy = actor.name;
  const operation = begin({ ...about, passwordsUntil: passwordsUntil(order, parts, now) });
  const decision = { order, grounds, operation, now, deletedBy };
  const successorSubscriptionId = await announcePreviewed(scope, decision);
  const begun = { ...operation, successorSubscriptionId };
  await scope.operations.add(begun);
  return begun;
}

function checkConfirmed({ order }: PreviewedAct, { present }: Grounds): void {
  if (order.kind !== "delete") return;
  const check = fieldCheck();
  const isConfirmed = order.confirm.trim() === present.number.toString();
  check.require(isConfirmed, "/confirm", "must be the subscription's number");
  check.done();
}

/** Lets pass what was seen; everything else is refused with a preview to look at. */
async function accept(
  deps: CommitDependencies,
  act: PreviewedAct & { readonly previewId: string },
  grounds: Grounds,
  { parts, actor }: { readonly parts: readonly PreviewPart[]; readonly actor: Actor },
): Promise<void> {
  const seen = await seenBy(deps, act, actor);
  const conflicts = conflictsOf(parts);
  const isStale = act.previewId !== "" && seen?.digest !== digestOf(act.order, grounds.on, parts);
  const isUnseen = act.previewId === "" && warningsOf(parts).length > 0;
  if (!isStale && !isUnseen && conflicts.length === 0) return;
  const { id } = await keepPreview(deps, act, grounds, parts);
  const details = { previewId: id };
  if (isStale) {
    throw refuse.preview_stale("Something changed since the preview; look at the new one.", {
      details,
    });
  }
  const summary = conflicts.map(({ detail }) => detail).join("; ");
  if (conflicts.length > 0) throw refuse.preview_conflict(summary, { details });
  throw refuse.preview_needed("There are warnings; look at the preview and accept them.", {
    details,
  });
}

async function seenBy(
  { transact, clock }: CommitDependencies,
  { previewId, subscriptionId }: PreviewedAct & { readonly previewId: string },
  { units }: Actor,
): Promise<Preview | null> {
  if (previewId === "") return null;
  const seen = await transact(({ previews }) => previews.find(previewId, units, clock.now()));
  return seen?.subscriptionId === subscriptionId ? seen : null;
}
