import type { Transact, WriteRequest } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import { checkServer, isServerKind, type Server } from "../domain/server.ts";
import type { WebServers } from "./drive/web-server.ts";
import type { Hosting } from "./ports.ts";

export type ServerEdit = {
  readonly id: string;
  readonly expectedVersion: bigint;
  readonly name: string | undefined;
  readonly host: string | undefined;
};

export type WriteServers = {
  readonly create: (
    request: WriteRequest,
    server: Pick<Server, "name" | "host"> & { readonly kind: string },
  ) => Promise<Server>;
  readonly update: (request: WriteRequest, edit: ServerEdit) => Promise<Server>;
  readonly remove: (request: WriteRequest, id: string) => Promise<void>;
};

type Scope = Pick<Hosting, "servers" | "requests">;

/** Registers, changes and removes the provider's servers (C17). */
export function writeServers(
  transact: Transact<Scope>,
  clock: Clock,
  isAddress: (text: string) => boolean,
  /** Absent where no web server is configured. */
  web: Pick<WebServers, "leftBehind"> | undefined,
): WriteServers {
  /** At another host another agent may answer, and the sites' files are not there. */
  const checkFilesStay = async (id: string, host: string) => {
    const sites = await transact(async ({ servers }) => {
      const known = await servers.find(id);
      return known.kind === "web" && known.host !== host ? servers.sitesOn(id) : [];
    });
    const left = new Set(
      await web?.leftBehind(
        sites.map((site) => site.id),
        host,
      ),
    );
    const names = sites.filter((site) => left.has(site.id)).map(({ name }) => name);
    if (names.length === 0) return;
    const some = names.slice(0, 5).join(", ");
    throw refuse.site_has_files(
      `${names.length} sites have files on the server that is there now (${some}), and none would be at ${host}. Where only its address changes, give the new one to its agent in HOSTING_WEB_AGENTS first.`,
      { fields: [{ pointer: "/host", detail: "cannot change while sites have files there" }] },
    );
  };
  return {
    async create(request, { name, kind, host }) {
      checkServer({ name, kind, host }, isAddress);
      if (!isServerKind(kind)) throw refuse.server_invalid(`${kind} is no kind of server.`);
      return transact(async ({ servers, requests }) => {
        const now = clock.now();
        const { resultId, done } = await requests.claim(request, newId(now), now);
        if (done) return servers.find(resultId);
        const server: Server = { id: resultId, version: 1n, name: name.trim(), kind, host };
        await servers.add(server);
        await requests.finish(request, now);
        return server;
      });
    },
    async update(request, { id, expectedVersion, name, host }) {
      if (host !== undefined) await checkFilesStay(id, host);
      return transact(async ({ servers, requests }) => {
        const now = clock.now();
        const { done } = await requests.claim(request, id, now);
        const known = await servers.lock(id);
        if (done) return known;
        if (known.version !== expectedVersion)
          throw refuse.changed_meanwhile("Somebody changed the server meanwhile.");
        const changed = { ...known, name: name?.trim() ?? known.name, host: host ?? known.host };
        checkServer(changed, isAddress);
        const server = { ...changed, version: known.version + 1n };
        await servers.save(server);
        await requests.finish(request, now);
        return server;
      });
    },
    remove: (request, id) =>
      transact(async ({ servers, requests }) => {
        const now = clock.now();
        const { done } = await requests.claim(request, id, now);
        if (done) return;
        await servers.lock(id);
        const uses = await servers.countUses(id);
        if (uses > 0) throw refuse.server_in_use(`${uses} items are on the server.`);
        await servers.remove(id);
        await requests.finish(request, now);
      }),
  };
}
