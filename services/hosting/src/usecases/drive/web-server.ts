import type { hosting } from "@isp/contracts";
import type { Domain } from "../../domain/domain.ts";
import type { Applying, Outcome } from "./driver.ts";

/** What visitors asked of a site, as its web server counts it. */
export type SeenVisits = Pick<hosting.ReadSiteStatisticsResponse, "days" | "pages">;

/** All web servers together. */
export type WebServers = WebServer & {
  /** Those of these sites whose files are on another server than the one at that host. */
  readonly leftBehind: (domainIds: readonly string[], host: string) => Promise<readonly string[]>;
};

/** The agents of web servers, as the hosting service sees them. */
export type WebServer = {
  readonly apply: (
    domain: Domain,
    aliases: readonly string[],
    how: Applying,
  ) => Promise<Outcome & { readonly diskBytes: bigint }>;
  /** Whether it has what was last brought there. */
  readonly report: (domain: Domain) => Promise<Outcome & { readonly diskBytes: bigint }>;
  /** What visitors asked of it from one day to another. */
  readonly statistics: (
    domainId: string,
    days: { readonly from: string; readonly to: string },
  ) => Promise<SeenVisits>;
  /** What its site shows to visitors; undefined where it has no site. */
  readonly certificate: (domainId: string) => Promise<hosting.Certificate | undefined>;
  /** Those of these sites in which their customers have files. */
  readonly withFiles: (domainIds: readonly string[]) => Promise<readonly string[]>;
  readonly forget: (domainId: string) => Promise<void>;
};
