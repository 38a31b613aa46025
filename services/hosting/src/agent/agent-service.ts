import type { hosting } from "@isp/contracts";
import { isId } from "@isp/kernel";
import type { Handlers } from "@isp/rpc";
import { type AgentParts, applySites, handMade, isHandMade } from "./apply-sites.ts";
import { removeCertificate } from "./certificates.ts";
import { closeFtpSessions } from "./ftp-sessions.ts";
import { batches } from "./batches.ts";
import { shownCertificate } from "./shown-certificate.ts";
import { makeShortcut, removeShortcut, shortcutFault } from "./shortcuts.ts";
import { diskBytesOf, folderFaults, hasFiles, makeFolders, removeSiteFolder } from "./folders.ts";

/** What the hosting service may ask of the agent; it takes wanted states and nothing else. */
export function agentService(parts: AgentParts): Handlers<typeof hosting.WebAgentServiceService> {
  const { places, known, statistics } = parts;
  const apply = batches((sites) => applySites(parts, sites));
  const reportOf = async (id: string): Promise<hosting.SiteReport> => {
    const site = known.find(id);
    const { version = "0", digest = "", parked = "" } = site ?? {};
    const isDrifted = isHandMade(parts, id);
    const state = isDrifted ? "drifted" : parked === "" ? "in-step" : "parked";
    const reason = isDrifted ? handMade : parked;
    const diskBytes = await diskBytesOf(places, id);
    return { id, version: BigInt(version), state, reason, digest, diskBytes };
  };
  return {
    async applySites({ sites }) {
      return { reports: await apply(sites) };
    },
    async reportSites({ ids }) {
      const reports: hosting.SiteReport[] = [];
      for (const id of ids.length > 0 ? ids : known.ids()) reports.push(await reportOf(id));
      return { reports };
    },
    async forgetSites({ ids }) {
      for (const id of ids) {
        await apply([gone(id)]);
        await removeSiteFolder(places, id);
        removeCertificate(places, id);
        statistics.forget(id);
        known.remove(id);
      }
      return {};
    },
    async findSiteFiles({ ids }) {
      const found: string[] = [];
      for (const id of ids) if (isId(id) && (await hasFiles(places, id))) found.push(id);
      return { ids: found };
    },
    async makeFolders(request) {
      const { shortcuts, staleShortcuts } = request;
      for (const one of staleShortcuts) await removeShortcut(places, request, one);
      await makeFolders(places, request);
      for (const one of shortcuts) await makeShortcut(places, request, one);
      return {};
    },
    async checkFolders(request) {
      const faults = [...(await folderFaults(places, request))];
      for (const one of request.shortcuts) {
        const fault = await shortcutFault(places, request, one);
        if (fault !== undefined) faults.push(fault);
      }
      return { faults };
    },
    readSiteStatistics: ({ id, from, to }) => statistics.read(id, { from, to }),
    async readCertificate({ id }) {
      return { certificate: isId(id) ? shownCertificate(places, id) : undefined };
    },
    async closeFtpSessions({ usernames }) {
      await closeFtpSessions(parts.ftpScoreboard, usernames);
      return {};
    },
  };
}

function gone(id: string): hosting.WantedSite {
  return {
    id,
    version: 0n,
    name: "gone.invalid",
    aliases: [],
    uid: 20_000,
    state: "off",
    redirectTo: "",
    forced: true,
  };
}
