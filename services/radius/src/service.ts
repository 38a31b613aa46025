import { readKeyFile } from "@isp/config";
import { transactor } from "@isp/db";
import { type Clock, DomainError, newId, secretBox } from "@isp/kernel";
import { once } from "@isp/messaging";
import {
  type RunningService,
  runtimeConfig,
  type ServiceContext,
  type ServiceParts,
  startService,
} from "@isp/runtime";
import { interimMs } from "./accounting/interval.ts";
import { startAccounting } from "./accounting/start.ts";
import { mailMailboxes } from "./clients/mail.ts";
import { plansSubscriptions } from "./clients/plans.ts";
import type { RadiusConfig } from "./config.ts";
import { addressBlocks } from "./db/address-blocks.ts";
import { ipSchema } from "./db/ip.schema.ts";
import { loginSchema } from "./db/login.schema.ts";
import { migrations } from "./db/migrations/index.ts";
import { nasSchema, routingPointSchema } from "./db/network.schema.ts";
import { forgetOldRows } from "./db/old-rows.ts";
import { mysqlSessionReads } from "./db/open-sessions.ts";
import { radiusScope } from "./db/scope.ts";
import { controlSender, type Pace, usualPace } from "./control/sender.ts";
import { onBusinessUnit } from "./events/on-business-unit.ts";
import { onSubscription } from "./events/on-subscription.ts";
import { sessionReadings } from "./events/readings.ts";
import { registration } from "./grpc/registration.ts";
import { radiusMetrics } from "./metrics.ts";
import { accepts } from "./model/accepts.ts";
import { sessionFollower } from "./model/follow-sessions.ts";
import { freshModel } from "./model/keep-fresh.ts";
import { ipModel } from "./model/ips.ts";
import { loginModel } from "./model/logins.ts";
import { nasTable } from "./model/nas-table.ts";
import { openSessions } from "./model/open-sessions.ts";
import { addressPools } from "./model/address-pools.ts";
import { classModel } from "./model/classes.ts";
import { unitModel } from "./model/units.ts";
import { modelRefresh } from "./model/refresh.ts";
import { openPorts } from "./ports.ts";
import { throttled } from "./throttled.ts";
import { type Parts, workers } from "./workers.ts";

export type RunningRadius = RunningService & {
  readonly authPort: number;
  readonly acctPort: number;
};

export type RadiusOptions = { readonly clock?: Clock; readonly pace?: Pace };

/** Starts radius: it answers as soon as its database is there, and goes on when that goes away. */
export async function startRadius(
  config: RadiusConfig,
  { clock, pace = usualPace }: RadiusOptions = {},
): Promise<RunningRadius> {
  let ports = { authPort: 0, acctPort: 0 };
  const running = await startService(
    {
      name: "radius",
      entities: [loginSchema, ipSchema, nasSchema, routingPointSchema],
      migrations,
      async build(context) {
        const built = await build(config, context, pace);
        ports = built.ports;
        return built.parts;
      },
    },
    runtimeConfig(config, {
      databaseUrl: config.RADIUS_DATABASE_URL,
      grpcPort: config.RADIUS_GRPC_PORT,
      metricsPort: config.RADIUS_METRICS_PORT,
    }),
    clock,
  );
  return { ...running, ...ports };
}

async function build(config: RadiusConfig, context: ServiceContext, pace: Pace) {
  const { clock } = context;
  const parts = await partsOf(config, context, pace);
  const { model, follower, readings, sender } = parts;
  const accounting = await startAccounting(config, parts);
  const udp = await openPorts(config, parts, accounting.write);
  const built: ServiceParts = {
    register: registration({ ...parts, models: parts, failpoint: context.failpoint }),
    consumers: [
      onSubscription(once(parts.transact, clock), parts.box, clock, context.failpoint),
      onBusinessUnit(once(parts.transact, clock)),
    ],
    workers: [
      ...workers(parts, udp.telling),
      ...accounting.workers,
      throttled("old rows", { gapMs: 3_600_000 }, () =>
        forgetOldRows(context.db, clock.now(), config.RADIUS_SESSIONS_KEPT_DAYS),
      ),
    ],
    onNats(nats) {
      readings.connect(nats);
      model.connect(nats);
      follower.connect(nats);
    },
    async stop() {
      await udp.stop();
      await accounting.stop();
      readings.stop();
      sender.close();
      await model.stop();
      follower.stop();
      // A database that is away finds them left behind.
      await parts.blocks.leave().catch(parts.onError("addresses"));
      const left = parts.look(({ replicas }) => replicas.leave(parts.replicaId));
      await left.catch(parts.onError("replica"));
    },
  };
  return { parts: built, ports: { authPort: udp.authPort, acctPort: udp.acctPort } };
}

/** Everything that is built once and handed to the ports, the workers and the gRPC services. */
async function partsOf(config: RadiusConfig, context: ServiceContext, pace: Pace): Promise<Parts> {
  const { db, clock, committed } = context;
  const box = secretBox(readKeyFile(config.RADIUS_SECRETS_KEY_FILE));
  const metrics = radiusMetrics(context.metrics.registry);
  const [ips, units, classes] = [ipModel(), unitModel(), classModel()];
  const [logins, nas, accepted, replicaId] = [loginModel(ips), nasTable(), accepts(), newId()];
  const open = openSessions(accepted.begun);
  const isOpen = (id: string) => open.findById(id) !== undefined;
  const refresh = modelRefresh({ db, replicaId, box, logins, ips, units, classes, nas });
  await refresh.load();
  const model = freshModel(refresh, logins, metrics);
  const scope = radiusScope(clock, box);
  const transact = transactor(db, scope, () => {
    model.nudge();
    committed();
  });
  const onError = (where: string) => (error: unknown) => {
    if (error instanceof DomainError) context.log.warn({ code: error.code, where }, error.message);
    else context.log.error({ err: error, where }, "failed");
  };
  return {
    context,
    clock,
    box,
    metrics,
    logins,
    ips,
    units,
    classes,
    pools: addressPools({ open, ips, holdMs: interimMs + 30_000 }),
    blocks: addressBlocks(db, replicaId),
    nas,
    open,
    accepts: accepted,
    replicaId,
    model,
    follower: sessionFollower(mysqlSessionReads(db, isOpen), open, clock),
    look: transactor(db, scope),
    tell: transactor(db, scope, context.told),
    transact,
    onError,
    readings: sessionReadings({
      clock,
      intervalMs: interimMs,
      find: open.findById,
      merged: metrics.mergedReadings,
    }),
    sender: controlSender(clock, pace),
    mailboxes: mailMailboxes(context.channel("mail", config.MAIL_GRPC_URL)),
    subscriptions: plansSubscriptions(context.channel("plans", config.PLANS_GRPC_URL)),
  };
}
