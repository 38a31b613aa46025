import { addDays, type Centavos, type CivilDate, isCivilDate } from "@isp/kernel";
import { lawOn } from "./default-law.ts";
import { fieldCheck } from "./errors.ts";

/** What a unit does about debts from a day on; every change is a policy of its own, and the old ones stay. */
export type DefaultPolicy = {
  readonly businessUnitId: string;
  readonly fromOn: CivilDate;
  readonly version: bigint;
  /** The ladder acts; off until somebody switches it on. */
  readonly isOn: boolean;
  readonly suspendAfterNoticeDays: number;
  readonly rescindAfterSuspensionDays: number;
  /** Banking days that a payment takes to be known. */
  readonly clearingDays: number;
  /** Who owes less is left alone. */
  readonly minDebtCents: Centavos;
  /** Customers who are suspended on one day at most. */
  readonly dailyCap: number;
  /** Later days approve themselves once a person has approved one. */
  readonly isAutomatic: boolean;
  /** How long an unlock in trust lasts; 0 where there is none. */
  readonly unlockDays: number;
  readonly unlocksPerMonth: number;
  /** Letters three days before, on and five days after a due date; without the ladder as well. */
  readonly reminds: boolean;
};

/** What a unit has of which nothing was said; an edit of it names version 1. */
export function firstPolicy(businessUnitId: string, fromOn: CivilDate): DefaultPolicy {
  const { noticeDays, suspendedDays } = lawOn(fromOn);
  return {
    businessUnitId,
    fromOn,
    version: 1n,
    isOn: false,
    suspendAfterNoticeDays: noticeDays,
    rescindAfterSuspensionDays: suspendedDays,
    clearingDays: 2,
    minDebtCents: 1_000n,
    dailyCap: 50,
    isAutomatic: false,
    unlockDays: 3,
    unlocksPerMonth: 1,
    reminds: false,
  };
}

/** The policy of a day out of all that a unit has had. */
export function policyOn(
  policies: readonly DefaultPolicy[],
  day: CivilDate,
): DefaultPolicy | undefined {
  return inOrder(policies).findLast(({ fromOn }) => fromOn <= day);
}

/** Since when the ladder has been on without a break; null where it is off on that day. */
export function onSince(policies: readonly DefaultPolicy[], day: CivilDate): CivilDate | null {
  const past = inOrder(policies).filter(({ fromOn }) => fromOn <= day);
  const lastOff = past.findLastIndex(({ isOn }) => !isOn);
  return past[lastOff + 1]?.fromOn ?? null;
}

const inOrder = (policies: readonly DefaultPolicy[]) =>
  policies.toSorted((one, other) => (one.fromOn < other.fromOn ? -1 : 1));

/** The most of each; the least is the law's, or what makes sense. */
const most = {
  days: 365,
  clearing: 10,
  cents: 100_000_000n,
  cap: 100_000,
  unlock: 15,
  unlocks: 10,
};
const furthest = 366;

/** Names everything that is wrong with a policy; the law's terms may be longer, never shorter. */
export function checkPolicy(policy: DefaultPolicy, today: CivilDate): void {
  const fields = fieldCheck();
  const { fromOn } = policy;
  fields.require(isCivilDate(fromOn), "/fromOn", "must be a date");
  fields.done();
  fields.require(fromOn >= today, "/fromOn", "lies in the past");
  fields.require(fromOn <= addDays(today, furthest), "/fromOn", "lies more than a year ahead");
  const { noticeDays, suspendedDays, source } = lawOn(fromOn);
  const within = (field: keyof DefaultPolicy, least: number | bigint, largest: number | bigint) => {
    const value = policy[field];
    const holds = typeof value !== "string" && typeof value !== "boolean" && value >= least;
    fields.require(holds && value <= largest, `/${field}`, `must be from ${least} to ${largest}`);
  };
  const atLeast = (field: keyof DefaultPolicy, days: number) => {
    const holds = Number(policy[field]) >= days;
    fields.require(holds, `/${field}`, `must be at least ${days} (${source})`);
    if (holds) within(field, days, most.days);
  };
  atLeast("suspendAfterNoticeDays", noticeDays);
  atLeast("rescindAfterSuspensionDays", suspendedDays);
  // Paid on the last day of the term, money is known on a later one: the term is whole only so.
  within("clearingDays", 1, most.clearing);
  within("minDebtCents", 1n, most.cents);
  within("dailyCap", 1, most.cap);
  within("unlockDays", 0, most.unlock);
  within("unlocksPerMonth", 0, most.unlocks);
  fields.done();
}
