import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { isAddress } from "../../domain/address.ts";
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
  const { dns, web, look } = dependencies;
  return {
    server: "hosting",
    async apply(domain, how) {
      const [zone, site] = await Promise.all([
        applyZone(dependencies, domain, how.isForced),
        web.apply(domain, [], how),
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
    hosts: [],
  });
  const keep = (content: string) =>
    look(({ copies }) => copies.keep(id, dnsCopy, content, clock.now()));
  return writeZone(dns, name, wanted, { isForced, copy: { last, keep } });
}
