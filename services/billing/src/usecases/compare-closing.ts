import { type CivilDate, dayOfMonth } from "@isp/kernel";
import type { Closing, DueDay } from "../domain/closing.ts";
import type { Billing } from "./ports.ts";

/** Beyond this a bill surprises who gets it. */
const surprisingPercent = 30;

/** The closings that a month before closed what closes now. */
export async function closingsBefore(
  { closings }: Pick<Billing, "closings">,
  { businessUnitId, on }: Pick<Closing, "businessUnitId" | "on">,
  dueDays: readonly DueDay[],
): Promise<readonly Closing[]> {
  const dates = new Set<CivilDate>(dueDays.map(({ closingDay }) => dayOfMonth(on, -1, closingDay)));
  return closings.committedOn(businessUnitId, [...dates]);
}

/** Finds what a proposal bills otherwise than the month before; after the first closing of a unit nothing. */
export async function compareClosing(
  scope: Pick<Billing, "closings" | "outliers">,
  closing: Closing,
  dueDays: readonly DueDay[],
): Promise<void> {
  const before = await closingsBefore(scope, closing, dueDays);
  const ids = before.map(({ id }) => id);
  await scope.outliers.find(closing.id, ids, surprisingPercent);
}
