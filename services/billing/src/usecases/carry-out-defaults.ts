import type { Transact } from "@isp/db";
import { type Clock, derivedId, type Failpoints, startOfDay } from "@isp/kernel";
import type { DefaultDay, DefaultEntry } from "../domain/default-day.ts";
import type { LadderStep } from "../domain/ladder.ts";
import type { Suspension } from "../domain/suspension.ts";
import { debtorIn, ladderIn, ladderOfUnit, type UnitLadder } from "./ladder-of-unit.ts";
import type { NoticeTemplates } from "./notice-ports.ts";
import type { Billing } from "./ports.ts";
import { writeDefaultNotice } from "./write-default-notice.ts";

const atOnce = 100;
/** What approves itself waits until somebody is there to answer the telephone. */
const openingMs = 8 * 3_600_000;

export type LadderDependencies = {
  readonly transact: Transact<Billing>;
  readonly clock: Clock;
  readonly templates: NoticeTemplates;
  readonly failpoint: Failpoints;
};

/**
 * Carries the approved lists of this day out, each entry in a transaction of its own and only while its
 * reason still stands: who has paid since is left alone.
 */
export function carryOutDefaults(deps: LadderDependencies): () => Promise<void> {
  const { transact, clock, failpoint } = deps;
  return async () => {
    for (const { id } of await transact(({ lists }) => lists.units())) {
      const ladder = await transact((scope) => ladderOfUnit(scope, id, clock));
      const day = await transact(({ defaultDays }) => defaultDays.on(id, ladder.today));
      if (day === null || !isTime(day, ladder, clock)) continue;
      for (;;) {
        const entries = await transact(({ defaultDays }) => defaultDays.waiting(day.id, atOnce));
        for (const entry of entries) {
          await transact((scope) => carryOut(scope, { deps, ladder, entry }));
          failpoint("billing.default_decided");
        }
        if (entries.length < atOnce) break;
      }
    }
  };
}

function isTime(day: DefaultDay, { unit, today }: UnitLadder, clock: Clock): boolean {
  if (day.state !== "approved") return false;
  const opens = startOfDay(unit.timeZone, today).getTime() + openingMs;
  return day.approvedBy !== "" || clock.now().getTime() >= opens;
}

type Turn = {
  readonly deps: LadderDependencies;
  readonly ladder: UnitLadder;
  readonly entry: DefaultEntry;
};

async function carryOut(scope: Billing, { deps, ladder, entry }: Turn): Promise<void> {
  const { debtors, defaultDays } = scope;
  if ((await defaultDays.lockWaiting(entry.id)) === null) return;
  await debtors.lock(ladder.unit.id, entry.customerId);
  const debtor = await debtorIn(scope, ladder, entry.customerId);
  const { steps } = ladderIn(ladder, debtor);
  const step = steps.find(({ act, on }) => act === entry.act && on <= ladder.today);
  if (step === undefined) {
    await defaultDays.setEntry(entry.id, "dropped", "nothing-due");
    return;
  }
  const suspendsOn = steps.find(({ act }) => act === "suspend")?.on ?? ladder.today;
  const isDone =
    step.act === "notice"
      ? await writeDefaultNotice(scope, deps, { ladder, entry, step, suspendsOn })
      : await decideSuspensions(scope, { ladder, entry, step });
  if (isDone) await defaultDays.setEntry(entry.id, "done", "");
  else await defaultDays.setEntry(entry.id, "dropped", "no-subscription");
}

/** Writes down what plans is to suspend; a subscription is suspended by the ladder once at a time. */
async function decideSuspensions(
  { suspensions }: Billing,
  { ladder, entry, step }: Pick<Turn, "ladder" | "entry"> & { readonly step: LadderStep },
): Promise<boolean> {
  const billed = await suspensions.billedBy(step.invoiceIds);
  const living = await suspensions.living(billed);
  for (const subscriptionId of living) {
    const suspension: Suspension = {
      id: derivedId(entry.id, subscriptionId),
      businessUnitId: ladder.unit.id,
      customerId: entry.customerId,
      subscriptionId,
      entryId: entry.id,
      state: "suspending",
      suspendedOn: ladder.today,
      operationId: "",
      resumedOn: null,
      resumeOperationId: "",
      resumedFor: "",
      problem: "",
    };
    await suspensions.add(suspension);
  }
  return living.length > 0;
}
