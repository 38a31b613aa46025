import type { CivilDate } from "@isp/kernel";
import { refuse } from "./errors.ts";
import type { HostedItem } from "./hosted-item.ts";

/** A hosted domain (C93). Its row is what DNS and the web agents go by. */
export type Domain = HostedItem & {
  readonly registeredOn: CivilDate | null;
  readonly notes: string;
};

/** A plan says how many domains it hosts, whatever its kind: a line may come with a site. */
export function checkRoom(plan: { readonly domains: number }, present: number): void {
  if (plan.domains === 0) throw refuse.plan_has_no_domains("The plan hosts no domains.");
  if (present >= plan.domains) {
    throw refuse.domain_limit(`The plan carries ${plan.domains} domains, and all are taken.`);
  }
}
