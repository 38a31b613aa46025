import { addDays, type CivilDate } from "@isp/kernel";
import type { DefaultPolicy } from "./default-policy.ts";
import { refuse } from "./errors.ts";

/** A line that is back in trust that the customer will pay ("desbloqueio em confiança"). */
export type TrustUnlock = {
  readonly id: string;
  readonly businessUnitId: string;
  readonly customerId: string;
  readonly on: CivilDate;
  /** The last day of it. */
  readonly untilOn: CivilDate;
  readonly by: string;
  readonly at: Date;
};

const month = 30;

/**
 * Until when a suspended customer is trusted; refused where the unit gives no trust, or he has had his.
 * No law knows of it: the limits are the market's habit, once for the same debts and so often in a month.
 */
export function unlockUntil(
  policy: Pick<DefaultPolicy, "unlockDays" | "unlocksPerMonth">,
  about: {
    readonly isSuspended: boolean;
    /** The oldest notice of what he owes. */
    readonly noticedOn: CivilDate | null;
    readonly before: readonly Pick<TrustUnlock, "on">[];
  },
  today: CivilDate,
): CivilDate {
  const { isSuspended, noticedOn, before } = about;
  if (!isSuspended)
    throw refuse.not_suspended_by_ladder("He is not suspended for debts by the default ladder.");
  if (policy.unlockDays === 0 || policy.unlocksPerMonth === 0)
    throw refuse.unlock_not_offered("The unit unlocks nobody in trust.");
  if (noticedOn !== null && before.some(({ on }) => on >= noticedOn))
    throw refuse.unlock_used("He was unlocked in trust for these debts already.");
  const recent = before.filter(({ on }) => on > addDays(today, -month)).length;
  if (recent >= policy.unlocksPerMonth)
    throw refuse.unlock_used(`He was unlocked in trust ${recent} times within ${month} days.`);
  return addDays(today, policy.unlockDays);
}
