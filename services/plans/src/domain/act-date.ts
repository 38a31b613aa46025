import { addDays, type CivilDate, dayOfMonth, earlier, isCivilDate } from "@isp/kernel";
import { fieldCheck, refuse } from "./errors.ts";
import { earliestActOn, type Subscription } from "./subscription.ts";

/** Longest that an act can be set ahead. */
const farthestDays = 731;

/** The day of an act, today where none is named; one before the last act, or far ahead, is refused. */
export function actDate(on: string, subscription: Subscription, today: CivilDate): CivilDate {
  if (on === "") return today;
  const check = fieldCheck();
  check.require(isCivilDate(on), "/on", "must be a date");
  check.done();
  check.require(on <= addDays(today, farthestDays), "/on", "lies more than two years ahead");
  const isOff = subscription.service === "off";
  check.require(isOff || on >= earliestActOn(subscription), "/on", "lies before the last act");
  check.done();
  return on;
}

/**
 * A day behind the last closing changes what was billed and makes credits (D10): only for those who may.
 * The unit's calendar says when that closing was; what is known to be unbilled from before it stays open.
 */
export function checkBackdating(
  on: CivilDate,
  { billedThroughOn }: Pick<Subscription, "billedThroughOn">,
  { today, closingDay, mayBackdate, backDatingDays }: BackdatingGrounds,
): void {
  checkReach(on, today, backDatingDays);
  const closing = lastClosing(today, closingDay);
  const openSince = billedThroughOn === null ? closing : earlier(billedThroughOn, closing);
  if (on >= openSince || mayBackdate) return;
  throw refuse.backdating(
    `${on} lies before ${openSince}, the last closing; this needs the permission subscriptions.backdate.`,
    { details: { openSince, permission: "subscriptions.backdate" } },
  );
}

/** How far back a role reaches; null is as far as he likes. */
export function checkReach(on: CivilDate, today: CivilDate, backDatingDays: number | null): void {
  if (backDatingDays === null || on >= addDays(today, -backDatingDays)) return;
  throw refuse.backdating(`Your role reaches ${backDatingDays} days back at most.`, {
    details: { backDatingDays: backDatingDays.toString() },
  });
}

type BackdatingGrounds = {
  readonly today: CivilDate;
  readonly closingDay: number;
  readonly mayBackdate: boolean;
  /** Null for as far back as he likes. */
  readonly backDatingDays: number | null;
};

function lastClosing(today: CivilDate, closingDay: number): CivilDate {
  const thisMonth = dayOfMonth(today, 0, closingDay);
  return thisMonth <= today ? thisMonth : dayOfMonth(today, -1, closingDay);
}
