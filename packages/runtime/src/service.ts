import { common } from "@isp/contracts";
import {
  deadLetters,
  infrastructure,
  type Migration,
  migrate,
  openDatabase,
  operationSecretsTable,
  prune,
  transactor,
} from "@isp/db";
import { type Clock, DomainError, type Failpoints, failpoints, systemClock } from "@isp/kernel";
import {
  type Consumer,
  connectNats,
  type Nats,
  type ServiceName,
  startConsumer,
  startRelay,
  streams,
} from "@isp/messaging";
import { type Channel, isBug, type RpcServer, rpcChannel, rpcServer } from "@isp/rpc";
import {
  createLogger,
  type Logger,
  type ServiceMetrics,
  serviceMetrics,
  startProbe,
  startTracing,
} from "@isp/telemetry";
import type { DataSource, EntitySchema } from "typeorm";
import type { RuntimeConfig } from "./config.ts";
import { deadLetterService } from "./dead-letter-service.ts";
import { type RunningWorker, startWorker, type Worker } from "./worker.ts";

/** What a service builds its parts from. */
export type ServiceContext = {
  readonly db: DataSource;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: ServiceMetrics;
  readonly failpoint: Failpoints;
  /** To be called after every commit: wakes the relay and the workers. */
  readonly committed: () => void;
  /** The same where facts were queued and nothing else: wakes the relay alone. */
  readonly told: () => void;
  readonly channel: (service: string, address: string) => Channel;
};

/** What a service is made of. */
export type ServiceParts = {
  readonly register: (server: RpcServer) => void;
  readonly consumers: readonly Consumer[];
  readonly workers?: readonly Worker[];
  /** Called once NATS is there; never waited for. */
  readonly onNats?: (nats: Nats) => void;
  /** Beside the database: what else must be up before the service calls itself ready. */
  readonly ready?: () => boolean;
  /** Runs first when stopping, before the gRPC server drains. */
  readonly stop?: () => Promise<void>;
};

export type ServiceDefinition = {
  readonly name: ServiceName;
  readonly entities: readonly EntitySchema[];
  readonly migrations: readonly Migration[];
  readonly build: (context: ServiceContext) => ServiceParts | Promise<ServiceParts>;
};

export type RunningService = {
  readonly grpcPort: number;
  readonly metricsPort: number;
  readonly context: ServiceContext;
  readonly stop: () => Promise<void>;
};

const drainMs = 5_000;
const pruneEveryMs = 3_600_000;
const outboxAgeEveryMs = 5_000;

/** Starts a service: it serves as soon as its database is there, and talks to NATS whenever that is up. */
export async function startService(
  definition: ServiceDefinition,
  config: RuntimeConfig,
  clock: Clock = systemClock,
): Promise<RunningService> {
  const { name, entities, migrations } = definition;
  const log = createLogger(name, config.logLevel);
  const tracing = await startTracing(name, config.otlpEndpoint);
  const metrics = serviceMetrics();
  const db = await openDatabase({ url: config.databaseUrl, entities });
  const applied = await migrate(db, [...infrastructure, operationSecretsTable, ...migrations]);
  if (applied.length > 0) log.info({ applied }, "schema brought up to date");

  const channels: Channel[] = [];
  const wakers: (() => void)[] = [];
  let wakeRelay: () => void = () => undefined;
  const context: ServiceContext = {
    db,
    clock,
    log,
    metrics,
    failpoint: failpoints(config.failpoints, (code) => process.exit(code)),
    committed: () => {
      for (const wake of wakers) wake();
      wakeRelay();
    },
    told: () => wakeRelay(),
    channel(service, address) {
      const channel = rpcChannel(service, address, config.tls);
      channels.push(channel);
      return channel;
    },
  };
  const parts = await definition.build(context);
  const server = rpcServer(config.tls, observeCalls(metrics, log));
  const transact = transactor(db, (manager) => ({ deadLetters: deadLetters(manager) }));
  parts.register(server);
  server.add(common.DeadLetterServiceService, deadLetterService(transact, parts.consumers, clock));
  const grpcPort = await server.listen(config.grpcPort);

  const onError = (where: string) => (error: unknown) => report(log, where, error);
  const workers = [...(parts.workers ?? []), ...housekeeping(context)].map((worker) => {
    const running: RunningWorker = startWorker(worker, onError(worker.name));
    if (worker.isHousekeeping !== true) wakers.push(running.wake);
    return running;
  });

  const natsOptions = {
    url: config.natsUrl,
    name,
    seedFile: config.natsSeedFile,
    caFile: config.tls.caFile,
  };
  let stopMessaging = () => Promise.resolve();
  let stopping = false;
  void connectNats(natsOptions).then(async (nats) => {
    if (stopping) return nats.connection.close();
    const relay = startRelay({
      db,
      nats,
      streams: streams.filter(({ owner }) => owner === name),
      onError: onError("relay"),
      failpoint: context.failpoint,
      onPublished: (count) => metrics.outboxPublished.inc(count),
    });
    wakeRelay = relay.wake;
    const loops = parts.consumers.map((target) =>
      startConsumer(target, {
        nats,
        clock,
        transact,
        failpoint: context.failpoint,
        onFailure: (error, consumer, attempt) => {
          metrics.consumerFailures.inc({ consumer });
          report(log, `consumer ${consumer}, attempt ${attempt}`, error);
        },
        onHandled: (consumer, ageMs) => metrics.consumerAge.observe({ consumer }, ageMs / 1_000),
      }),
    );
    stopMessaging = async () => {
      await Promise.all(loops.map((loop) => loop.stop()));
      await relay.stop();
      await nats.connection.close();
    };
    parts.onNats?.(nats);
    log.info("connected to NATS");
    return undefined;
  }, onError("nats"));

  const probe = await startProbe({
    port: config.metricsPort,
    registry: metrics.registry,
    ready: async () => {
      await db.query("SELECT 1");
      return parts.ready?.() ?? true;
    },
  });
  log.info({ grpcPort, metricsPort: probe.port }, "ready");

  return {
    grpcPort,
    metricsPort: probe.port,
    context,
    async stop() {
      stopping = true;
      await parts.stop?.();
      await server.drain(drainMs);
      await Promise.all(workers.map((worker) => worker.stop()));
      await stopMessaging();
      for (const channel of channels) channel.close();
      await probe.close();
      await db.destroy();
      await tracing.stop();
      log.info("stopped");
    },
  };
}

function report(log: Logger, where: string, error: unknown): void {
  if (error instanceof DomainError) log.warn({ code: error.code, where }, error.message);
  else log.error({ err: error, where }, "failed");
}

function observeCalls(metrics: ServiceMetrics, log: Logger) {
  return ({
    path,
    caller,
    operatorId,
    durationMs,
    error,
  }: Parameters<Parameters<typeof rpcServer>[1]>[0]) => {
    const outcome = error === undefined ? "ok" : error instanceof DomainError ? error.kind : "bug";
    metrics.rpcDuration.observe({ method: path, outcome }, durationMs / 1_000);
    const about = { path, caller, operatorId, ms: Math.round(durationMs) };
    if (error === undefined) log.debug(about, "call");
    else if (isBug(error)) log.error({ ...about, err: error }, "call failed");
    else if (error instanceof DomainError) log.info({ ...about, code: error.code }, "call refused");
  };
}

function housekeeping({ db, metrics }: ServiceContext): Worker[] {
  return [
    { name: "prune", everyMs: pruneEveryMs, isHousekeeping: true, run: () => prune(db) },
    {
      name: "outbox age",
      isHousekeeping: true,
      everyMs: outboxAgeEveryMs,
      async run() {
        const [row] = await db.query<{ age: string | null }[]>(
          `SELECT TIMESTAMPDIFF(MICROSECOND, created_at, UTC_TIMESTAMP(3)) / 1000000 AS age
           FROM outbox WHERE stream_sequence = 0 ORDER BY sequence LIMIT 1`,
        );
        metrics.outboxOldestAge.set(Math.max(0, Number(row?.age ?? 0)));
      },
    },
  ];
}
