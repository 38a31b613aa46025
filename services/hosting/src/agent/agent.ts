import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { hosting } from "@isp/contracts";
import { failpoints } from "@isp/kernel";
import { isBug, rpcServer } from "@isp/rpc";
import { createLogger, serviceMetrics, startProbe } from "@isp/telemetry";
import { agentService } from "./agent-service.ts";
import type { AgentParts } from "./apply-sites.ts";
import type { AgentConfig } from "./config.ts";
import { generations } from "./generations.ts";
import { knownSites } from "./known-sites.ts";
import { nginx } from "./nginx.ts";
import { renderGeneration } from "./render.ts";

/** The agent of one web server: a gRPC server that writes nginx's sites, and nobody else does. */
export async function startAgent(
  config: AgentConfig,
): Promise<{ readonly stop: () => Promise<void> }> {
  const log = createLogger("web-agent", config.LOG_LEVEL);
  const parts = partsOf(config);
  await resume(parts);
  const metrics = serviceMetrics();
  const tls = {
    caFile: config.TLS_CA_FILE,
    certFile: config.TLS_CERT_FILE,
    keyFile: config.TLS_KEY_FILE,
  };
  const server = rpcServer(tls, ({ path, caller, durationMs, error }) => {
    const about = { path, caller, ms: Math.round(durationMs) };
    if (error !== undefined && isBug(error)) log.error({ ...about, err: error }, "call failed");
    else log.debug(about, "call");
  });
  server.add(hosting.WebAgentServiceService, agentService(parts));
  await server.listen(config.WEB_AGENT_GRPC_PORT, config.WEB_AGENT_GRPC_HOST);
  const probe = await startProbe({
    port: config.WEB_AGENT_METRICS_PORT,
    registry: metrics.registry,
    ready: () => Promise.resolve(true),
  });
  log.info({ port: config.WEB_AGENT_GRPC_PORT }, "ready");
  return {
    async stop() {
      await server.drain(5_000);
      await probe.close();
    },
  };
}

function partsOf(config: AgentConfig): AgentParts {
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
async function resume({ generations: sets, nginx: server }: AgentParts): Promise<void> {
  const current = sets.currentNumber();
  if (current === 0) {
    sets.draft().publish();
    return;
  }
  const served = await server.served();
  if (served !== null && served !== current) await server.reload(current);
}
