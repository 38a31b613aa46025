import type { CivilDate, ItemState } from "@isp/kernel";
import { refuse } from "./errors.ts";

/** A hosted domain (C93). Its row is what DNS and the web agents go by. */
export type Domain = ItemState & {
  readonly id: string;
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly businessUnitId: string;
  readonly name: string;
  readonly registeredOn: CivilDate | null;
  readonly notes: string;
  /** Kept back on purpose (D22). */
  readonly isHeld: boolean;
};

/** Why a domain is not on its servers yet. */
export function pendingReason({ isHeld }: Pick<Domain, "isHeld">, hasServer: boolean): string {
  if (isHeld) return "held";
  return hasServer ? "" : "no-server";
}

/** A plan that hosts says how many domains; others host none. */
export function checkRoom(
  plan: { readonly kind: string; readonly domains: number },
  present: number,
): void {
  if (plan.kind !== "hosting") {
    throw refuse.plan_has_no_domains("Domains belong to hosting plans.");
  }
  if (present >= plan.domains) {
    throw refuse.domain_limit(`The plan carries ${plan.domains} domains, and all are taken.`);
  }
}
