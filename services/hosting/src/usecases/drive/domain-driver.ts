import type { Transact } from "@isp/db";
import { type Clock, isGone } from "@isp/kernel";
import { isAddress } from "../../domain/address.ts";
import type { ZoneHostItem } from "../../domain/zone-host.ts";
import type { Domain } from "../../domain/domain.ts";
import { zoneOf } from "../../domain/zone.ts";
import type { Hosting } from "../ports.ts";
import type { DnsServer } from "./dns-server.ts";
import type { Driver, Outcome } from "./driver.ts";
import type { WebServer } from "./web-server.ts";
import { writeZone } from "./write-zone.ts";

/** What a domain is served by where nothing else is picked. */
export type Provider = {
  readonly nameServers: readonly string[];
  readonly webAddress: string;
};

type Dependencies = {
  readonly dns: DnsServer;
  readonly web: WebServer;
  readonly provider: Provider;
  readonly look: Transact<Hosting>;
  readonly clock: Clock;
};

const dnsCopy = "dns";

/** A domain on its servers: the zone answers as long as it is the customer's, the site as it is wanted. */
export function domainDriver(dependencies: Dependencies): Driver<Domain> {
  const { dns, web, look, provider } = dependencies;
  return {
    server: "hosting",
    async apply(domain, how) {
      const [zone, site] = await Promise.all([
        applyZone(dependencies, domain, how.isForced),
        hostsOf(look, domain).then((hosts) =>
          web.apply(domain, aliasesOf(domain, hosts, provider), how),
        ),
      ]);
      await look(({ sizes }) => sizes.keepSite(domain.id, site.diskBytes));
      return zone.state === "in-step" ? site : zone;
    },
    async forget({ id, name }) {
      await dns.remove(name);
      await web.forget(id);
      await look(({ copies }) => copies.remove(id));
    },
  };
}

const isServed = ({ wanted: { state } }: Domain) =>
  state === "on" || state === "suspended" || state === "off";

async function applyZone(
  { dns, provider, look, clock }: Dependencies,
  domain: Domain,
  isForced: boolean,
): Promise<Outcome> {
  const { id, name, settings } = domain;
  if (!isServed(domain)) {
    await dns.remove(name);
    await look(({ copies }) => copies.remove(id));
    return { state: "in-step" };
  }
  const { web, mail, last } = await look(async ({ servers, copies }) => ({
    web: settings.webServerId === "" ? null : await servers.find(settings.webServerId),
    mail: settings.mailServerId === "" ? null : await servers.find(settings.mailServerId),
    last: await copies.find(id, dnsCopy),
  }));
  const named = [settings.dns1, settings.dns2].filter((server) => server !== "");
  const wanted = zoneOf({
    name,
    nameServers: named.length > 0 ? named : provider.nameServers,
    webAddresses: [
      isAddress(settings.redirectTo) ? settings.redirectTo : (web?.host ?? provider.webAddress),
    ],
    mailHost: mail?.host ?? "",
    adminEmail: settings.adminEmail,
    hosts: (await hostsOf(look, domain)).map(({ label, type, pointsTo }) => ({
      name: label,
      type,
      pointsTo,
    })),
  });
  const keep = (content: string) =>
    look(({ copies }) => copies.keep(id, dnsCopy, content, clock.now()));
  return writeZone(dns, name, wanted, { isForced, copy: { last, keep } });
}

/** Those that are the domain's now; one that is given up is none any more. */
async function hostsOf(
  look: Transact<Hosting>,
  { id, subscriptionId }: Domain,
): Promise<readonly ZoneHostItem[]> {
  const held = await look(({ hosts }) => hosts.ofSubscription(subscriptionId));
  return held.filter((host) => host.domainId === id && !isGone(host) && !host.isHeld);
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
