import type { CivilDate } from "@isp/kernel";
import { refuse } from "./errors.ts";
import type { HostedItem } from "./hosted-item.ts";
import type { SiteSettings } from "./site.ts";

/** A hosted domain (C93). Its row is what DNS and the web agents go by. */
export type Domain = HostedItem & {
  readonly registeredOn: CivilDate | null;
  readonly notes: string;
  readonly settings: SiteSettings;
  /** Hash of the password of the site's administrator; empty for none. */
  readonly adminHash: string;
  /** Whose the site's files are on its web server, in their system's numbers. */
  readonly uid: number;
  /** What the site's files take, as last measured. */
  readonly diskBytes: bigint;
};

/** A plan says how many domains it hosts, whatever its kind: a line may come with a site. */
export function checkRoom(plan: { readonly domains: number }, present: number): void {
  if (plan.domains === 0) throw refuse.plan_has_no_domains("The plan hosts no domains.");
  if (present >= plan.domains) {
    throw refuse.domain_limit(`The plan carries ${plan.domains} domains, and all are taken.`);
  }
}
