import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { failpoints } from "@isp/kernel";
import type { AgentParts } from "./apply-sites.ts";
import type { AgentConfig } from "./config.ts";
import { generations } from "./generations.ts";
import { knownSites } from "./known-sites.ts";
import { nginx } from "./nginx.ts";
import { renderGeneration } from "./render.ts";

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

/** Lays out what the agent keeps, and puts its parts together. */
export function agentParts(config: PartsConfig): AgentParts {
  const { WEB_AGENT_VHOSTS_DIR: vhostsDir, WEB_AGENT_STATE_PORT: statePort } = config;
  for (const name of ["logs", "pages", "certificates"])
    mkdirSync(join(vhostsDir, name), {
      recursive: true,
      mode: name === "certificates" ? 0o700 : 0o755,
    });
  copyFileSync(config.WEB_AGENT_SUSPENDED_PAGE, join(vhostsDir, "pages", "suspended.html"));
  return {
    places: {
      listen: config.WEB_AGENT_LISTEN,
      listenTls: config.WEB_AGENT_LISTEN_TLS,
      sitesDir: config.WEB_AGENT_SITES_DIR,
      vhostsDir,
    },
    generations: generations(vhostsDir, (generation) => renderGeneration(generation, statePort)),
    known: knownSites(vhostsDir),
    nginx: nginx({
      program: config.WEB_AGENT_NGINX,
      config: config.WEB_AGENT_NGINX_CONFIG,
      pidFile: config.WEB_AGENT_NGINX_PID_FILE,
      vhostsDir,
      statePort,
    }),
    ftpScoreboard: config.WEB_AGENT_FTP_SCOREBOARD,
    failpoint: failpoints(config.FAILPOINTS, (code) => process.exit(code)),
  };
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
