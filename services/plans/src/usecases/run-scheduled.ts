import { addDays, DomainError } from "@isp/kernel";
import { actDate } from "../domain/act-date.ts";
import { type Operation, type ScheduledAct, start } from "../domain/operation.ts";
import type { SimpleAct } from "../domain/simple-act.ts";
import { giveUp, type ScheduledDependencies } from "./give-up.ts";
import { announceSimple } from "./operate.ts";
import type { PlansScope } from "./ports.ts";
import { runPreviewed } from "./run-previewed.ts";
import { todayOf } from "./today.ts";

const atOnce = 1_000;

/**
 * Carries out what was set for a day that has come, each in its unit's time zone. The operation's own
 * row says that it was done, in the transaction that does it, so that it happens once whoever dies.
 */
export function runScheduled(deps: ScheduledDependencies): () => Promise<void> {
  const { transact, clock } = deps;
  return async () => {
    const now = clock.now();
    // Somewhere it is tomorrow already.
    const latest = addDays(now.toISOString().slice(0, 10), 1);
    const due = await transact(({ operations }) => operations.due(latest, atOnce));
    const errors: unknown[] = [];
    for (const operation of due) {
      await carryOut(deps, operation, now).catch((error: unknown) => errors.push(error));
    }
    // One that cannot be carried out keeps no other from it.
    if (errors.length > 0) throw errors[0];
  };
}

async function carryOut(deps: ScheduledDependencies, held: Operation, now: Date): Promise<void> {
  const { transact, failpoint } = deps;
  const today = await transact((scope) => todayOf(scope, held, now));
  if (held.on > today || held.act === null) return;
  failpoint("plans.scheduled_due");
  const { act } = held;
  try {
    if (isSimple(act)) {
      await transact((scope) => runSimple(scope, { id: held.id, act, today, now }));
    } else {
      await runPreviewed(deps, held, { order: act, today, now });
    }
  } catch (error) {
    if (!(error instanceof DomainError) || error.kind === "unavailable") throw error;
    // Another operation that excludes it will end; its day is not over.
    if (error.code === "plans.operation_running" && held.on === today) return;
    await giveUp(transact, held, { code: error.code, detail: error.message }, now);
  }
  failpoint("plans.scheduled_decided");
}

function isSimple(act: ScheduledAct): act is SimpleAct {
  return act.kind === "enable" || act.kind === "suspend" || act.kind === "resume";
}

async function runSimple(
  scope: PlansScope,
  { id, act, today, now }: { id: string; act: SimpleAct; today: string; now: Date },
): Promise<void> {
  const seen = await scope.operations.find(id, "all");
  const present = await scope.subscriptions.lock(seen.subscriptionId, "all");
  const held = await scope.operations.lock(id);
  if (held?.state !== "scheduled") return;
  actDate(held.on, present, today);
  const operation = start(held, {});
  await announceSimple(scope, present, { operation, act, now });
  await scope.operations.save(operation);
  if (act.kind === "enable") await scope.accessClaims.drop(present.id);
}
