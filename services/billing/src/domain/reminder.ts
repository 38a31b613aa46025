import { addDays, type CivilDate } from "@isp/kernel";
import type { NoticeKind } from "./notice.ts";

/** Due dates of which a letter of a kind is written on a day. */
export type ReminderWindow = {
  readonly kind: Exclude<NoticeKind, "default">;
  readonly fromOn: CivilDate;
  readonly toOn: CivilDate;
};

const [daysBefore, daysAfter, caughtUpDays] = [3, 5, 5];

/**
 * Letters go three days before, on and five days after a due date, once each. What was missed while nothing
 * ran is caught up while it is still true: the day before it is due, and within five days more afterwards.
 */
export function remindersOn(today: CivilDate): readonly ReminderWindow[] {
  return [
    { kind: "before", fromOn: addDays(today, 1), toOn: addDays(today, daysBefore) },
    { kind: "due", fromOn: today, toOn: today },
    {
      kind: "late",
      fromOn: addDays(today, -daysAfter - caughtUpDays),
      toOn: addDays(today, -daysAfter),
    },
  ];
}
