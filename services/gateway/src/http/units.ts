import type { Caller } from "@isp/rpc";
import { refuse } from "./errors.ts";

/** What is the whole provider's is only for those who work in all of its business units. */
export function requireAllUnits({ units }: Caller, why: string): void {
  if (units !== "all") throw refuse.all_units_only(why);
}
