import type { Transact } from "@isp/db";
import { isGone } from "@isp/kernel";
import type { Domain } from "../../domain/domain.ts";
import type { ZoneHostItem } from "../../domain/zone-host.ts";
import type { Hosting } from "../ports.ts";
import type { DomainZone } from "./domain-zone.ts";
import type { Driver } from "./driver.ts";

/** A host is a part of its domain's zone, and of the names that its site answers to. */
export function hostDriver(
  domains: Pick<Driver<Domain>, "apply">,
  zone: Pick<DomainZone, "compare">,
  look: Transact<Hosting>,
): Driver<ZoneHostItem> {
  return {
    server: "hosting",
    async apply({ domainId }, how) {
      const domain = await look((scope) => scope.domains.find(domainId, "all"));
      return domains.apply(domain, how);
    },
    async compare(host) {
      if (isGone(host)) return { state: "in-step" };
      const domain = await look((scope) => scope.domains.find(host.domainId, "all"));
      return zone.compare(domain, host.name);
    },
    // What is given up left the zone at once.
    forget: () => Promise.resolve(),
  };
}
