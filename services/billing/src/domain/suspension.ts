import type { CivilDate } from "@isp/kernel";

/** A subscription that the default ladder has suspended; it lifts no suspension but its own. */
export type Suspension = {
  readonly id: string;
  readonly businessUnitId: string;
  readonly customerId: string;
  readonly subscriptionId: string;
  /** The entry of the day's list that decided it. */
  readonly entryId: string;
  /** `suspending` and `resuming` wait for plans; `refused` where plans would not. */
  readonly state: "suspending" | "suspended" | "resuming" | "resumed" | "refused";
  readonly suspendedOn: CivilDate;
  readonly operationId: string;
  readonly resumedOn: CivilDate | null;
  readonly resumeOperationId: string;
  readonly resumedFor: "" | "paid" | "unlock";
  /** Why plans refused, as its code. */
  readonly problem: string;
};

/** It holds until plans has taken it back. */
export function isOpen({ state }: Pick<Suspension, "state">): boolean {
  return state !== "resumed" && state !== "refused";
}
