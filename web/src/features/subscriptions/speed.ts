import type { Plan } from "../../api/catalogue.ts";
import { formatSpeed } from "../../ui/octets.ts";

/** A plan's speed in business hours, download first; empty where the plan has none. */
export function speedOf({ speed }: Plan, language: string): string {
  const rate = speed?.businessHours;
  if (rate === undefined || rate.downKbps === 0) return "";
  return `${formatSpeed(rate.downKbps, language)} / ${formatSpeed(rate.upKbps, language)}`;
}
