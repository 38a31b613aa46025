import { hosting } from "@isp/contracts";
import { DomainError } from "@isp/kernel";
import type { Channel } from "@isp/rpc";
import type { Domain } from "../domain/domain.ts";
import { isAddress } from "../domain/address.ts";
import { RefusedByServerError } from "../usecases/drive/driver.ts";
import type { FtpServer, UserFolders } from "../usecases/drive/ftp-driver.ts";
import type { WebServer } from "../usecases/drive/web-server.ts";

const applyWithinMs = 8_000;

export function grpcWebAgent(channel: Channel): WebServer & FtpServer {
  const agent = channel.client(hosting.WebAgentServiceService);
  return {
    async apply(domain, aliases, { isForced }) {
      const { id, name, uid, wanted, settings } = domain;
      const site = {
        id,
        version: wanted.version,
        name,
        aliases: [...aliases],
        uid,
        state: stateOf(domain),
        redirectTo: isAddress(settings.redirectTo) ? "" : settings.redirectTo,
        forced: isForced,
      };
      const { reports } = await agent.applySites({ sites: [site] }, { deadlineMs: applyWithinMs });
      const report = reports.find((one) => one.id === id);
      if (report === undefined) throw new Error(`The web agent said nothing of ${id}.`);
      const { state, reason, diskBytes } = report;
      if (state === "in-step") return { state, diskBytes };
      return { state: state === "drifted" ? state : "failed", reason, diskBytes };
    },
    async report({ id, wanted }) {
      const { reports } = await agent.reportSites({ ids: [id] }, { deadlineMs: applyWithinMs });
      const report = reports.find((one) => one.id === id);
      if (report === undefined) throw new Error(`The web agent said nothing of ${id}.`);
      const { state, reason, version, diskBytes } = report;
      if (state === "drifted") return { state, reason, diskBytes };
      if (state !== "in-step") return { state: "failed", reason, diskBytes };
      if (version === wanted.version) return { state, diskBytes };
      return {
        state: "drifted",
        reason: "the web server has another version of the site",
        diskBytes,
      };
    },
    async statistics(domainId, { from, to }) {
      return agent.readSiteStatistics({ id: domainId, from, to }, { deadlineMs: applyWithinMs });
    },
    async certificate(domainId) {
      const asked = { id: domainId };
      return (await agent.readCertificate(asked, { deadlineMs: applyWithinMs })).certificate;
    },
    async withFiles(domainIds) {
      if (domainIds.length === 0) return [];
      const asked = { ids: [...domainIds] };
      return (await agent.findSiteFiles(asked, { deadlineMs: applyWithinMs })).ids;
    },
    async makeFolders({ stale, ...folders }) {
      const request = { ...requestOf(folders), staleShortcuts: [...stale] };
      await agent.makeFolders(request, { deadlineMs: applyWithinMs }).catch(refused);
    },
    async checkFolders(folders) {
      const asked = requestOf(folders);
      return (await agent.checkFolders(asked, { deadlineMs: applyWithinMs })).faults;
    },
    async closeSessions(usernames) {
      await agent.closeFtpSessions({ usernames: [...usernames] }, { deadlineMs: applyWithinMs });
    },
    async forget(domainId) {
      await agent.forgetSites({ ids: [domainId] }, { deadlineMs: applyWithinMs });
    },
  };
}

function refused(error: unknown): never {
  if (error instanceof DomainError && error.code === "hosting.folder_refused")
    throw new RefusedByServerError(error.message, { cause: error });
  throw error;
}

const requestOf = ({ siteId, uid, paths, shortcuts }: UserFolders) => ({
  siteId,
  uid,
  paths: [...paths],
  shortcuts: [...shortcuts],
});

/** A domain that points elsewhere has no site here. */
function stateOf({ wanted: { state }, settings }: Domain): string {
  if (isAddress(settings.redirectTo)) return "off";
  return state === "on" || state === "suspended" ? state : "off";
}
