import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { Domain } from "../../domain/domain.ts";
import type { Hosting } from "../ports.ts";
import type { WebServer } from "./web-server.ts";

type Dependencies = {
  /** Serves what no other is picked for. */
  readonly first: WebServer;
  /** By the host of the catalogue's server. */
  readonly further: ReadonlyMap<string, WebServer>;
  readonly look: Transact<Hosting>;
  readonly clock: Clock;
};

/** Under this name stands which server a site is on; empty for the first. */
const webCopy = "web";
/** And under this one which servers it ever came to, as JSON: what it left there is erased with it. */
const webHosts = "web-hosts";

/**
 * Several web servers as one: a site is on the one that its domain picked. One that picked another is served
 * there before the former forgets it; its files are not carried over.
 */
export function webServers({ first, further, look, clock }: Dependencies): WebServer {
  const named = (host: string) => further.get(host) ?? first;
  const pickedBy = async ({ settings: { webServerId } }: Domain): Promise<string> => {
    if (webServerId === "") return "";
    const { host } = await look(({ servers }) => servers.find(webServerId));
    return further.has(host) ? host : "";
  };
  const lastOf = (id: string) => look(({ copies }) => copies.find(id, webCopy));
  const hostsOf = async (id: string): Promise<readonly string[]> => {
    const kept = await look(({ copies }) => copies.find(id, webHosts));
    const last = await lastOf(id);
    const noted = kept === null ? [] : (JSON.parse(kept) as string[]);
    return [...new Set([...(last === null ? [] : [last]), ...noted])];
  };
  /** Before anything comes there: a try that fails leaves something, too. */
  const noteHost = async (id: string, host: string) => {
    const hosts = await hostsOf(id);
    const all = JSON.stringify([...new Set([...hosts, host])]);
    if (!hosts.includes(host))
      await look(({ copies }) => copies.keep(id, webHosts, all, clock.now()));
  };
  const agentAt = (host: string) => (host === "" ? first : further.get(host));
  return {
    async apply(domain, aliases, how) {
      const { id } = domain;
      const [before, host] = [await lastOf(id), await pickedBy(domain)];
      await noteHost(id, host);
      const done = await named(host).apply(domain, aliases, how);
      if (before === null || before === host) {
        if (before === null)
          await look(({ copies }) => copies.keep(id, webCopy, host, clock.now()));
        return done;
      }
      // Only once it is served where it is wanted; where it was a person may have changed it.
      if (done.state !== "in-step") return done;
      const off = { ...domain, wanted: { ...domain.wanted, state: "off" as const } };
      // One that has no agent any more leaves nothing to switch off, least of all on the first.
      await agentAt(before)?.apply(off, aliases, { isForced: true });
      await look(({ copies }) => copies.keep(id, webCopy, host, clock.now()));
      return done;
    },
    report: async (domain) => named(await pickedBy(domain)).report(domain),
    async statistics(id, days) {
      return named((await lastOf(id)) ?? "").statistics(id, days);
    },
    certificate: async (id) => named((await lastOf(id)) ?? "").certificate(id),
    async forget(id) {
      const hosts = await hostsOf(id);
      for (const host of hosts.length === 0 ? [""] : hosts) await agentAt(host)?.forget(id);
    },
  };
}
