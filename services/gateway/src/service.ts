import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { resolve } from "node:path";
import { infrastructure, migrate, openDatabase } from "@isp/db";
import { type Clock, systemClock } from "@isp/kernel";
import { connectNats, type Nats } from "@isp/messaging";
import { createLogger, serviceMetrics, startProbe, startTracing } from "@isp/telemetry";
import { mysqlOffice } from "./access/office.ts";
import type { Operators } from "./access/operators.ts";
import { gatewayApp } from "./app.ts";
import { serviceClients } from "./clients.ts";
import type { GatewayConfig } from "./config.ts";
import { migrations } from "./db/migrations/index.ts";
import { liveHints } from "./http/live.ts";
import { requestMetrics } from "./metrics.ts";

const drainMs = 5_000;

export async function startGateway(config: GatewayConfig, clock: Clock = systemClock) {
  const log = createLogger("gateway", config.LOG_LEVEL);
  const tracing = await startTracing("gateway", config.OTEL_EXPORTER_OTLP_ENDPOINT);
  const { registry } = serviceMetrics();
  const db = await openDatabase({ url: config.GATEWAY_DATABASE_URL, entities: [] });
  await migrate(db, [...infrastructure, ...migrations]);
  const office = mysqlOffice(db, clock);
  await bootstrap(office.operators, config.GATEWAY_BOOTSTRAP_FILE);

  const tls = {
    caFile: config.TLS_CA_FILE,
    certFile: config.TLS_CERT_FILE,
    keyFile: config.TLS_KEY_FILE,
  };
  const clients = serviceClients(
    {
      plans: config.PLANS_GRPC_URL,
      billing: config.BILLING_GRPC_URL,
      mail: config.MAIL_GRPC_URL,
      radius: config.RADIUS_GRPC_URL,
      hosting: config.HOSTING_GRPC_URL,
    },
    tls,
  );
  const live = liveHints();
  const app = gatewayApp({
    clients,
    office,
    live,
    log,
    metrics: requestMetrics(registry),
    webRoot: resolve(config.GATEWAY_WEB_ROOT),
    isSecure: config.GATEWAY_SECURE_COOKIES === "true",
  });
  const server = createServer(
    { requestTimeout: 30_000, headersTimeout: 10_000 },
    (request, response) => app(request, response),
  );
  await new Promise<void>((listening, failed) => {
    server.once("error", failed);
    server.listen(config.GATEWAY_HTTP_PORT, config.GATEWAY_HTTP_HOST, listening);
  });

  let nats: Nats | null = null;
  const { NATS_URL: url, NATS_NKEY_SEED_FILE: seedFile } = config;
  void connectNats({ url, name: "gateway", seedFile, caFile: tls.caFile }).then(
    (connected) => {
      nats = connected;
      live.follow(connected.connection);
    },
    (error: unknown) => log.error({ err: error }, "no live hints: NATS cannot be used"),
  );

  const probe = await startProbe({
    port: config.GATEWAY_METRICS_PORT,
    registry,
    ready: async () => {
      await db.query("SELECT 1");
      return server.listening;
    },
  });
  log.info({ port: config.GATEWAY_HTTP_PORT }, "ready");

  return {
    async stop() {
      live.close();
      const force = setTimeout(() => server.closeAllConnections(), drainMs);
      await new Promise<void>((closed) => {
        server.close(() => closed());
        server.closeIdleConnections();
      });
      clearTimeout(force);
      await nats?.connection.close();
      clients.close();
      await probe.close();
      await db.destroy();
      await tracing.stop();
      log.info("stopped");
    },
  };
}

async function bootstrap(operators: Operators, file: string | undefined): Promise<void> {
  if (file === undefined) return;
  const first = JSON.parse(readFileSync(file, "utf8")) as {
    username: string;
    password: string;
    apiToken: string;
  };
  await operators.bootstrap(first);
}
