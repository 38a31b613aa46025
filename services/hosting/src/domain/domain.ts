import type { CivilDate } from "@isp/kernel";
import { refuse } from "./errors.ts";
import type { HostedItem } from "./hosted-item.ts";

/** A hosted domain (C93). Its row is what DNS and the web agents go by. */
export type Domain = HostedItem & {
  readonly registeredOn: CivilDate | null;
  readonly notes: string;
};

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
