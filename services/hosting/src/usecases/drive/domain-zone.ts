import type { Transact } from "@isp/db";
import { type Clock, isGone } from "@isp/kernel";
import { type AcceptedSet, withAccepted } from "../../domain/accepted-sets.ts";
import { isAddress } from "../../domain/address.ts";
import type { Domain } from "../../domain/domain.ts";
import type { ZoneHostItem } from "../../domain/zone-host.ts";
import { type RecordSet, zoneOf } from "../../domain/zone.ts";
import { sameSets } from "../../domain/zone-sets.ts";
import type { Hosting } from "../ports.ts";
import type { DnsServer } from "./dns-server.ts";
import type { Outcome } from "./driver.ts";
import { drift, writeZone } from "./write-zone.ts";

/** What a domain is served by where nothing else is picked. */
export type Provider = {
  readonly nameServers: readonly string[];
  readonly webAddress: string;
};

type Dependencies = {
  readonly dns: DnsServer;
  readonly provider: Provider;
  readonly look: Transact<Hosting>;
  readonly clock: Clock;
};

/** What is kept of a zone under these names: as last written, and what was accepted. */
export const dnsCopy = "dns";
export const dnsAccepted = "dns-accepted";

/** A zone as it is to be, and what of that somebody wrote by hand first. */
export type WantedZone = {
  readonly planned: readonly RecordSet[];
  readonly accepted: readonly AcceptedSet[];
  readonly wanted: readonly RecordSet[];
};

/** The zone of a domain on its server. */
export type DomainZone = {
  readonly apply: (domain: Domain, isForced: boolean) => Promise<Outcome>;
  /** Only sets of this name, where one is given. Null where it is on its way. */
  readonly compare: (domain: Domain, name?: string) => Promise<Outcome | null>;
  readonly wanted: (domain: Domain) => Promise<WantedZone>;
  readonly read: (domain: Domain) => Promise<readonly RecordSet[] | null>;
  readonly remove: (domain: Domain) => Promise<void>;
};

export function domainZone(dependencies: Dependencies): DomainZone {
  const { dns, look, clock } = dependencies;
  const lastOf = async (id: string) => {
    const content = await look(({ copies }) => copies.find(id, dnsCopy));
    return content === null ? null : (JSON.parse(content) as readonly RecordSet[]);
  };
  const remove = async ({ id, name }: Domain) => {
    await dns.remove(name);
    await look(async ({ copies }) => {
      for (const kept of [dnsCopy, dnsAccepted]) await copies.remove(id, kept);
    });
  };
  return {
    remove,
    wanted: (domain) => wantedZone(dependencies, domain),
    read: ({ name }) => dns.read(name),
    async apply(domain, isForced) {
      const { id, name } = domain;
      if (!isServed(domain)) {
        await remove(domain);
        return { state: "in-step" };
      }
      const last = await look(({ copies }) => copies.find(id, dnsCopy));
      const { wanted } = await wantedZone(dependencies, domain);
      const keep = (content: string) =>
        look(({ copies }) => copies.keep(id, dnsCopy, content, clock.now()));
      return writeZone(dns, name, wanted, { isForced, copy: { last, keep } });
    },
    async compare(domain, name) {
      if (!isServed(domain)) return { state: "in-step" };
      const before = await lastOf(domain.id);
      const found = await dns.read(domain.name);
      const last = await lastOf(domain.id);
      // Written meanwhile: what was read may be from before that.
      if (last === null || before === null || !sameSets(before, last)) return null;
      if (await isOnItsWay(look, domain)) return null;
      if (found === null) return { state: "drifted", reason: "the server has no such zone" };
      const of = (sets: readonly RecordSet[]) =>
        name === undefined ? sets : sets.filter((set) => set.name === `${name}.`);
      if (sameSets(of(found), of(last))) return { state: "in-step" };
      return { state: "drifted", reason: drift(of(found), of(last)) };
    },
  };
}

const isServed = ({ wanted: { state } }: Domain) =>
  state === "on" || state === "suspended" || state === "off";

async function wantedZone({ provider, look }: Dependencies, domain: Domain): Promise<WantedZone> {
  const { id, name, settings } = domain;
  const { web, mail, kept } = await look(async ({ servers, copies }) => ({
    web: settings.webServerId === "" ? null : await servers.find(settings.webServerId),
    mail: settings.mailServerId === "" ? null : await servers.find(settings.mailServerId),
    kept: await copies.find(id, dnsAccepted),
  }));
  const named = [settings.dns1, settings.dns2].filter((server) => server !== "");
  const planned = zoneOf({
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
  const accepted = kept === null ? [] : (JSON.parse(kept) as readonly AcceptedSet[]);
  return { planned, accepted, wanted: withAccepted(planned, accepted) };
}

/** Whether the zone's domain, or a host in it, is being brought to the server. */
export async function isOnItsWay(look: Transact<Hosting>, domain: Domain): Promise<boolean> {
  const hosts = await look((scope) => scope.hosts.ofSubscription(domain.subscriptionId));
  const ids = hosts.filter(({ domainId }) => domainId === domain.id).map(({ id }) => id);
  return look(({ work }) => work.isAsked([domain.id, ...ids]));
}

/** Those that are the domain's now; one that is given up is none any more. */
export async function hostsOf(
  look: Transact<Hosting>,
  { id, subscriptionId }: Domain,
): Promise<readonly ZoneHostItem[]> {
  const held = await look(({ hosts }) => hosts.ofSubscription(subscriptionId));
  return held.filter((host) => host.domainId === id && !isGone(host) && !host.isHeld);
}
