import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { Domain } from "../../domain/domain.ts";
import type { Hosting } from "../ports.ts";
import type { WebServer, WebServers } from "./web-server.ts";

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
export function webServers({ first, further, look, clock }: Dependencies): WebServers {
  const named = (host: string) => further.get(host) ?? first;
  const pickedBy = async ({ settings: { webServerId } }: Domain): Promise<string> => {
    if (webServerId === "") return "";
    const { host } = await look(({ servers }) => servers.find(webServerId));
    return servedAt(host);
  };
  /** What has no agent of its own is served by the first. */
  const servedAt = (host: string) => (further.has(host) ? host : "");
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
  /** On which server they last were; those that never came to one, or to one without an agent now, are nowhere. */
  const byAgent = async (ids: readonly string[]) => {
    const held = new Map<WebServer, string[]>();
    for (const id of ids) {
      const last = await lastOf(id);
      const agent = last === null ? undefined : agentAt(last);
      if (agent !== undefined) held.set(agent, [...(held.get(agent) ?? []), id]);
    }
    return held;
  };
  const withFiles = async (ids: readonly string[], but?: WebServer) => {
    const found: string[] = [];
    for (const [agent, held] of await byAgent(ids))
      if (agent !== but) found.push(...(await agent.withFiles(held)));
    return found;
  };
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
      // One that has no agent any more leaves nothing to switch off, least of all on the first; and one that
      // only has another address now serves it.
      const former = agentAt(before);
      if (former !== named(host)) await former?.apply(off, aliases, { isForced: true });
      await look(({ copies }) => copies.keep(id, webCopy, host, clock.now()));
      return done;
    },
    report: async (domain) => named(await pickedBy(domain)).report(domain),
    async statistics(id, days) {
      return named((await lastOf(id)) ?? "").statistics(id, days);
    },
    certificate: async (id) => named((await lastOf(id)) ?? "").certificate(id),
    withFiles: (ids) => withFiles(ids),
    leftBehind: (ids, host) => withFiles(ids, named(servedAt(host))),
    async forget(id) {
      const hosts = await hostsOf(id);
      for (const host of hosts.length === 0 ? [""] : hosts) await agentAt(host)?.forget(id);
    },
  };
}
