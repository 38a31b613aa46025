import { isAddress, isIpv6 } from "./address.ts";

/** Records of one name and type, as DNS keeps them. */
export type RecordSet = {
  /** With the final dot. */
  readonly name: string;
  readonly type: "SOA" | "NS" | "A" | "AAAA" | "CNAME" | "MX" | "TXT";
  readonly ttl: number;
  readonly records: readonly string[];
};

/** What a zone is made from. */
export type ZonePlan = {
  readonly name: string;
  readonly nameServers: readonly string[];
  /** Where the site is served. */
  readonly webAddresses: readonly string[];
  /** A name or an address; empty where the domain has no mail. */
  readonly mailHost: string;
  readonly adminEmail: string;
  readonly hosts: readonly ZoneHost[];
};

/** A further name of the zone (C98). */
export type ZoneHost = {
  /** Below the domain, or @ for itself. */
  readonly name: string;
  readonly type: "alias" | "name";
  readonly pointsTo: string;
};

const ttl = 3_600;
/** Refresh, retry, expire and how long a missing name is remembered. */
const times = "10800 3600 604800 3600";

/** The whole zone of a domain; the server raises the serial of its SOA by itself. */
export function zoneOf(plan: ZonePlan): readonly RecordSet[] {
  const { name, nameServers, webAddresses, hosts } = plan;
  const apex = `${name}.`;
  const set = (at: string, type: RecordSet["type"], records: readonly string[]): RecordSet => ({
    name: at,
    type,
    ttl,
    records,
  });
  const primary = nameServers[0] ?? `ns1.${name}`;
  const own = new Set(hosts.map((host) => host.name));
  return [
    set(apex, "SOA", [`${primary}. ${mailbox(plan)} 0 ${times}`]),
    set(apex, "NS", nameServers.map(absolute)),
    ...addresses(apex, webAddresses, set),
    ...(own.has("www") ? [] : addresses(`www.${apex}`, webAddresses, set)),
    ...mailRecords(plan, set),
    ...hosts.flatMap((host) => hostRecords(host, apex, set)),
  ].filter(({ records }) => records.length > 0);
}

type Make = (at: string, type: RecordSet["type"], records: readonly string[]) => RecordSet;

function addresses(at: string, all: readonly string[], set: Make): RecordSet[] {
  return [
    set(
      at,
      "A",
      all.filter((one) => !isIpv6(one)),
    ),
    set(at, "AAAA", all.filter(isIpv6)),
  ];
}

function mailRecords({ name, mailHost, hosts }: ZonePlan, set: Make): RecordSet[] {
  const apex = `${name}.`;
  const spf = (terms: string) => set(apex, "TXT", [`"v=spf1 ${terms}-all"`]);
  if (mailHost === "") return [spf("")];
  const ownHost = `mail.${name}`;
  const target = isAddress(mailHost) ? ownHost : mailHost;
  const isGiven = hosts.some((host) => host.name === "mail");
  return [
    set(apex, "MX", [`10 ${absolute(target)}`]),
    spf("mx a "),
    ...(isAddress(mailHost) && !isGiven ? addresses(`${ownHost}.`, [mailHost], set) : []),
  ];
}

function hostRecords({ name, type, pointsTo }: ZoneHost, apex: string, set: Make): RecordSet[] {
  const at = name === "@" ? apex : `${name}.${apex}`;
  if (type === "alias") return [set(at, "CNAME", [absolute(pointsTo)])];
  return addresses(at, [pointsTo], set);
}

/** The administrator's mailbox as SOA writes it: dots before the @ are escaped (RFC 1035). */
function mailbox({ name, adminEmail }: ZonePlan): string {
  const [local = "hostmaster", host = name] = (adminEmail || `hostmaster@${name}`).split("@");
  return `${local.replaceAll(".", "\\.")}.${host}.`;
}

const absolute = (name: string): string => `${name}.`;
