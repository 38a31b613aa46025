import type { Transact } from "@isp/db";
import type { Domain } from "../../domain/domain.ts";
import type { ZoneHostItem } from "../../domain/zone-host.ts";
import type { Hosting } from "../ports.ts";
import type { Driver } from "./driver.ts";

/** A host is a part of its domain's zone, and of the names that its site answers to. */
export function hostDriver(
  domains: Pick<Driver<Domain>, "apply">,
  look: Transact<Hosting>,
): Driver<ZoneHostItem> {
  return {
    server: "hosting",
    async apply({ domainId }, how) {
      const domain = await look((scope) => scope.domains.find(domainId, "all"));
      return domains.apply(domain, how);
    },
    // What is given up left the zone at once.
    forget: () => Promise.resolve(),
  };
}
