import type { Transact } from "@isp/db";
import type { Domain } from "../../domain/domain.ts";
import type { ZoneHostItem } from "../../domain/zone-host.ts";
import type { Hosting } from "../ports.ts";
import { type DomainZone, hostsOf, isOnItsWay, type Provider } from "./domain-zone.ts";
import type { Driver, Outcome } from "./driver.ts";
import type { WebServer } from "./web-server.ts";

type Dependencies = {
  readonly zone: DomainZone;
  readonly web: WebServer;
  readonly provider: Provider;
  readonly look: Transact<Hosting>;
};

/** A domain on its servers: the zone answers as long as it is the customer's, the site as it is wanted. */
export function domainDriver({ zone, web, provider, look }: Dependencies): Driver<Domain> {
  return {
    server: "hosting",
    async apply(domain, how) {
      const [named, served] = await Promise.allSettled([
        zone.apply(domain, how.isForced),
        hostsOf(look, domain).then((hosts) =>
          web.apply(domain, aliasesOf(domain, hosts, provider), how),
        ),
      ]);
      // A zone that is refused ends the work on both; the site must have been reached by then.
      const site = valueOf(served);
      // Of a site that it did not take over the server says no size.
      if (site.state === "in-step")
        await look(({ sizes }) => sizes.keepSite(domain.id, site.diskBytes));
      const zoned = valueOf(named);
      return zoned.state === "in-step" ? site : zoned;
    },
    async compare(domain) {
      const [named, site] = await Promise.all([zone.compare(domain), web.report(domain)]);
      if (named === null || (await isOnItsWay(look, domain))) return null;
      await look(({ sizes }) => sizes.keepSite(domain.id, site.diskBytes));
      return named.state === "in-step" ? site : joined(named, site);
    },
    async forget(domain) {
      await zone.remove(domain);
      await web.forget(domain.id);
      await look(({ sizes }) => sizes.forgetSite(domain.id));
      await look(({ copies }) => copies.remove(domain.id));
    },
  };
}

/** What came of it, or thrown what kept it from coming. */
function valueOf<Value>(settled: PromiseSettledResult<Value>): Value {
  if (settled.status === "rejected") throw settled.reason;
  return settled.value;
}

/** What is otherwise in the zone, and what on the web server. */
function joined(zone: Extract<Outcome, { readonly reason: string }>, site: Outcome): Outcome {
  if (site.state === "in-step") return zone;
  return { state: zone.state, reason: `${zone.reason}; ${site.reason}` };
}

/** Hosts that lead back to the site are names it answers to; its own www is one already. */
function aliasesOf(
  { name }: Domain,
  hosts: readonly ZoneHostItem[],
  { webAddress }: Provider,
): readonly string[] {
  const own = new Set([name, `www.${name}`, webAddress]);
  return hosts
    .filter(({ pointsTo, label }) => own.has(pointsTo) && label !== "www")
    .map((host) => host.name)
    .toSorted();
}
