import { type CivilDate, civilDateIn } from "@isp/kernel";
import type { Subscription } from "../domain/subscription.ts";
import type { PlansScope } from "./ports.ts";

/** The civil date in the subscription's unit. */
export async function todayOf(
  { units }: Pick<PlansScope, "units">,
  { businessUnitId }: Pick<Subscription, "businessUnitId">,
  now: Date,
): Promise<CivilDate> {
  const { timeZone } = await units.find(businessUnitId, "all");
  return civilDateIn(timeZone, now);
}
