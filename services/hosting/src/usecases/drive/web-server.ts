import type { Domain } from "../../domain/domain.ts";
import type { Applying, Outcome } from "./driver.ts";

/** The agents of web servers, as the hosting service sees them. */
export type WebServer = {
  readonly apply: (
    domain: Domain,
    aliases: readonly string[],
    how: Applying,
  ) => Promise<Outcome & { readonly diskBytes: bigint }>;
  /** Whether it has what was last brought there. */
  readonly report: (domain: Domain) => Promise<Outcome & { readonly diskBytes: bigint }>;
  readonly forget: (domainId: string) => Promise<void>;
};
