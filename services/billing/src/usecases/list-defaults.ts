import type { Transact } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import { type DefaultDay, type DefaultEntry, ranked } from "../domain/default-day.ts";
import type { Debtor } from "../domain/ladder.ts";
import { ladderIn, ladderOfUnit, type UnitLadder } from "./ladder-of-unit.ts";
import type { Billing } from "./ports.ts";

const customersAtOnce = 500;

/**
 * Makes each unit's list of the day: who is to be told, suspended, or may be rescinded. Nothing of it is done
 * before it is approved; once a person has approved one, a unit may let the later ones approve themselves.
 */
export function listDefaults(transact: Transact<Billing>, clock: Clock): () => Promise<void> {
  return async () => {
    const units = await transact(({ lists }) => lists.units());
    for (const { id } of units) {
      const ladder = await transact((scope) => ladderOfUnit(scope, id, clock));
      const known = await transact(({ defaultDays }) => defaultDays.on(id, ladder.today));
      if (ladder.since !== null && known === null) await listDay(transact, ladder, clock);
    }
  };
}

type Due = Omit<DefaultEntry, "id" | "state">;

async function listDay(
  transact: Transact<Billing>,
  ladder: UnitLadder,
  clock: Clock,
): Promise<void> {
  const { unit, today, policy, since } = ladder;
  const now = clock.now();
  const dayId = newId(now);
  const late = await transact(({ debtors }) => debtors.late(unit.id));
  const due: Due[] = [];
  for (let from = 0; from < late.length; from += customersAtOnce) {
    const some = late.slice(from, from + customersAtOnce);
    const debtors = await transact((scope) => scope.debtors.read(unit.id, some, since));
    for (const debtor of debtors) due.push(...dueOf(ladder, debtor, dayId));
  }
  const entries = ranked(due, policy.dailyCap).map((entry) => ({ ...entry, id: newId(now) }));
  const isEmpty = !entries.some(({ state }) => state === "listed");
  await transact(async ({ defaultDays }) => {
    await defaultDays.lapse(unit.id, today);
    const isTrusted =
      policy.isAutomatic && since !== null && (await defaultDays.wasApproved(unit.id, since));
    const isApproved = isTrusted && !isEmpty;
    const day: DefaultDay = {
      id: dayId,
      businessUnitId: unit.id,
      on: today,
      version: 1n,
      state: isEmpty ? "empty" : isApproved ? "approved" : "open",
      approvedBy: "",
      approvedAt: isApproved ? now : null,
    };
    await defaultDays.add(day, entries);
  });
}

/** What of a customer's ladder has come by this day. */
function dueOf(ladder: UnitLadder, debtor: Debtor, dayId: string): readonly Due[] {
  const { unit, today } = ladder;
  const about = { businessUnitId: unit.id, customerId: debtor.customerId, dayId, problem: "" };
  return ladderIn(ladder, debtor)
    .steps.filter(({ on }) => on <= today)
    .map(({ act, debtCents, noticedOn }) => ({ ...about, act, debtCents, noticedOn }));
}
