import { hosting } from "@isp/contracts";
import { isBug, rpcServer } from "@isp/rpc";
import { createLogger, serviceMetrics, startProbe } from "@isp/telemetry";
import type { Attempt } from "./acme/due.ts";
import { agentService } from "./agent-service.ts";
import type { AgentConfig } from "./config.ts";
import { agentParts, resume } from "./parts.ts";

const keepLogsEveryMs = 60_000;
const renewEveryMs = 30_000;

/** The agent of one web server: a gRPC server that writes nginx's sites, and nobody else does. */
export async function startAgent(
  config: AgentConfig,
): Promise<{ readonly stop: () => Promise<void> }> {
  const log = createLogger("web-agent", config.LOG_LEVEL);
  const parts = agentParts(config);
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
  const keeping = repeated(keepLogsEveryMs, () =>
    parts.statistics.keep().catch((err: unknown) => log.error({ err }, "logs were not taken over")),
  );
  const notIssued = (site: string, { problem, failures }: Pick<Attempt, "problem" | "failures">) =>
    log.warn({ site, problem, failures }, "a certificate was not issued, or not for all names");
  const renewing = repeated(renewEveryMs, () =>
    parts.renewCertificates(notIssued).then(
      (issued) => issued > 0 && log.info({ issued }, "certificates issued"),
      (err: unknown) => log.error({ err }, "certificates were not renewed"),
    ),
  );
  log.info({ port: config.WEB_AGENT_GRPC_PORT }, "ready");
  return {
    async stop() {
      keeping.stop();
      renewing.stop();
      await server.drain(5_000);
      await probe.close();
    },
  };
}

/** Does it again and again, never twice at once. */
function repeated(everyMs: number, work: () => Promise<unknown>): { readonly stop: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const next = () => {
    timer = setTimeout(() => {
      void work().finally(() => isStopped || next());
    }, everyMs);
  };
  next();
  return {
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
