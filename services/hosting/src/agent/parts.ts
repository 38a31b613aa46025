import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { failpoints } from "@isp/kernel";
import { acmeAuthority } from "./acme/authority.ts";
import { renewCertificates, type Told } from "./acme/renewals.ts";
import type { AgentParts } from "./apply-sites.ts";
import type { AgentConfig } from "./config.ts";
import { generations } from "./generations.ts";
import { type KnownSites, knownSites } from "./known-sites.ts";
import { nginx, type Nginx } from "./nginx.ts";
import { challengesFolder, type Places, renderLead } from "./render.ts";
import { accessLog } from "./statistics/access-log.ts";
import { dayLogs } from "./statistics/day-logs.ts";
import { dayFigures } from "./statistics/goaccess.ts";
import { position } from "./statistics/position.ts";
import { type SiteStatistics, siteStatistics } from "./statistics/statistics.ts";

type PartsConfig = Omit<
  AgentConfig,
  | "LOG_LEVEL"
  | "TLS_CA_FILE"
  | "TLS_CERT_FILE"
  | "TLS_KEY_FILE"
  | "WEB_AGENT_GRPC_PORT"
  | "WEB_AGENT_GRPC_HOST"
  | "WEB_AGENT_METRICS_PORT"
>;

/** What nginx's workers read or write, or walk through. */
const servedFolders: readonly string[] = ["logs", "pages", "challenges"];

/** Lays out what the agent keeps, and puts its parts together. */
export function agentParts(config: PartsConfig): AgentParts {
  const { WEB_AGENT_VHOSTS_DIR: vhostsDir, WEB_AGENT_STATE_PORT: statePort } = config;
  for (const name of ["logs", "pages", "challenges", "certificates", "statistics"])
    mkdirSync(join(vhostsDir, name), {
      recursive: true,
      mode: servedFolders.includes(name) ? 0o755 : 0o700,
    });
  copyFileSync(config.WEB_AGENT_SUSPENDED_PAGE, join(vhostsDir, "pages", "suspended.html"));
  const places = {
    listen: config.WEB_AGENT_LISTEN,
    listenTls: config.WEB_AGENT_LISTEN_TLS,
    sitesDir: config.WEB_AGENT_SITES_DIR,
    vhostsDir,
    workerGid: config.WEB_AGENT_NGINX_WORKER_GID,
  };
  const server = nginx({
    program: config.WEB_AGENT_NGINX,
    config: config.WEB_AGENT_NGINX_CONFIG,
    pidFile: config.WEB_AGENT_NGINX_PID_FILE,
    vhostsDir,
    statePort,
  });
  const known = knownSites(vhostsDir);
  return {
    places,
    renewCertificates: renewing(config, places, known),
    generations: generations(vhostsDir, (generation) => renderLead(generation, places, statePort)),
    known,
    nginx: server,
    statistics: statisticsOf(config, server),
    ftpScoreboard: config.WEB_AGENT_FTP_SCOREBOARD,
    failpoint: failpoints(config.FAILPOINTS, (code) => process.exit(code)),
  };
}

/** Nothing to do where no authority is named: certificates are the sites' own. */
function renewing(config: PartsConfig, places: Places, known: KnownSites) {
  const { WEB_AGENT_ACME_DIRECTORY: directoryUrl } = config;
  if (directoryUrl === undefined) return () => Promise.resolve(0);
  const authority = acmeAuthority({
    directoryUrl,
    caFile: config.WEB_AGENT_ACME_CA_FILE,
    contact: config.WEB_AGENT_ACME_CONTACT,
    accountDir: join(places.vhostsDir, "acme"),
    challengesDir: challengesFolder(places),
  });
  return (told?: Told) =>
    renewCertificates({ places, known, authority, now: Date.now, ...(told && { told }) });
}

function statisticsOf(config: PartsConfig, server: Pick<Nginx, "reopenLogs">): SiteStatistics {
  const { WEB_AGENT_VHOSTS_DIR: vhostsDir, WEB_AGENT_GOACCESS: program } = config;
  const dir = join(vhostsDir, "statistics");
  const days = dayLogs(dir);
  const now = () => new Date();
  const log = accessLog({
    logsDir: join(vhostsDir, "logs"),
    days,
    position: position(join(dir, "position.json")),
    reopen: server.reopenLogs,
    now,
  });
  const count = (file: string) => dayFigures(program, file);
  return siteStatistics({ logs: days, collect: () => log.collect(), count, now });
}

/** Ends what an agent that died had begun: what is published is served. */
export async function resume({ generations: sets, nginx: server }: AgentParts): Promise<void> {
  const current = sets.currentNumber();
  if (current === 0) {
    sets.draft().publish();
    return;
  }
  const served = await server.served();
  if (served !== null && served !== current) await server.reload(current);
}
