import { isIP } from "node:net";
import { readKeyFile } from "@isp/config";
import { common, hosting, plans } from "@isp/contracts";
import { reader, transactor } from "@isp/db";
import { type Clock, secretBox } from "@isp/kernel";
import { once, subscriptionConsumer } from "@isp/messaging";
import {
  type RunningService,
  runtimeConfig,
  type ServiceContext,
  type ServiceParts,
  startService,
  writeRequests,
} from "@isp/runtime";
import type { EntityManager } from "typeorm";
import { grpcDomainMail } from "./clients/domain-mail.ts";
import { grpcSubscriptions } from "./clients/subscriptions.ts";
import type { HostingConfig } from "./config.ts";
import { domainSchema } from "./db/domain.schema.ts";
import { databaseSchema, ftpUserSchema, hostSchema } from "./db/item.schemas.ts";
import { migrations } from "./db/migrations/index.ts";
import { hostingScope } from "./db/scope.ts";
import { domainService } from "./grpc/domain-service.ts";
import { databaseService, ftpUserService } from "./grpc/item-services.ts";
import { serverService } from "./grpc/server-service.ts";
import { participant } from "./grpc/participant.ts";
import { hostedItems } from "./usecases/items/all.ts";
import { createDatabase } from "./usecases/create-database.ts";
import { adoptWaiting } from "./db/adopt-waiting.ts";
import { layOutFtpViews } from "./db/ftp-views.ts";
import {
  comparisonsOf,
  databaseHostsOf,
  driversOf,
  eraser,
  ftpViewsOf,
  kindsOf,
  serverWorkers,
} from "./drivers.ts";
import { changeDatabasePassword } from "./usecases/change-database-password.ts";
import { changeFtpUser } from "./usecases/change-ftp-user.ts";
import { deleteItem } from "./usecases/delete-item.ts";
import { deleteDomain, releasing } from "./usecases/delete-domain.ts";
import { domainKind } from "./usecases/items/domains.ts";
import { databaseKind, ftpUserKind } from "./usecases/items/hung-kinds.ts";
import type { WorkKind } from "./usecases/ports.ts";
import { setDomainActive } from "./usecases/set-domain-active.ts";
import { updateDomain } from "./usecases/update-domain.ts";
import { comparisonService } from "./grpc/comparison-service.ts";
import { acceptZone } from "./usecases/compare/accept-zone.ts";
import { applyAgain } from "./usecases/compare/apply-again.ts";
import { compareDue } from "./usecases/compare/compare-due.ts";
import { readZone } from "./usecases/compare/read-zone.ts";
import { hostService } from "./grpc/host-service.ts";
import { changeHost } from "./usecases/change-host.ts";
import { createHost } from "./usecases/create-host.ts";
import { hostKind } from "./usecases/items/host-kind.ts";
import { addFirstFtpUser } from "./usecases/add-first-ftp-user.ts";
import { hostedKinds } from "./usecases/items/kinds.ts";
import { readCertificate } from "./usecases/read-certificate.ts";
import { readStatistics } from "./usecases/read-statistics.ts";
import { moveDomain } from "./usecases/move-domain.ts";
import { retryOperation } from "./usecases/retry-operation.ts";
import { createDomain } from "./usecases/create-domain.ts";
import { takeOver } from "./usecases/take-over.ts";
import { createFtpUser } from "./usecases/create-ftp-user.ts";
import { writeServers } from "./usecases/write-servers.ts";
import { followSubscription } from "./usecases/follow-subscription.ts";

const forgetEveryMs = 3_600_000;

export function startHosting(config: HostingConfig, clock?: Clock): Promise<RunningService> {
  const own = {
    databaseUrl: config.HOSTING_DATABASE_URL,
    grpcPort: config.HOSTING_GRPC_PORT,
    metricsPort: config.HOSTING_METRICS_PORT,
  };
  const definition = {
    name: "hosting",
    entities: [domainSchema, databaseSchema, ftpUserSchema, hostSchema],
    migrations,
    build: (context: ServiceContext) => build(context, config),
  } as const;
  return startService(definition, runtimeConfig(config, own), clock);
}

async function build(context: ServiceContext, config: HostingConfig): Promise<ServiceParts> {
  const { db, clock, committed, failpoint, channel } = context;
  const box = secretBox(readKeyFile(config.HOSTING_SECRETS_KEY_FILE));
  const scope = (manager: EntityManager) => hostingScope(manager, clock, box);
  const transact = transactor(db, scope, committed);
  const look = reader(db, scope);
  const ftpViews = ftpViewsOf(config);
  if (ftpViews !== null) await layOutFtpViews(db, ftpViews);
  const drivers = driversOf({ context, look, box }, config);
  const kinds = kindsOf(drivers);
  await adoptWaiting(db, kinds);
  const items = hostedItems(box, kinds);
  const isDriven = (kind: WorkKind) => kinds.includes(kind);
  const toRequest = writeRequests(box);
  const readSubscription = grpcSubscriptions(channel("plans", config.PLANS_GRPC_URL));
  const onSubscription = subscriptionConsumer(
    "hosting-subscriptions",
    once(transact, clock),
    (scope, decision) => {
      failpoint("hosting.following");
      return followSubscription(scope, decision, items, clock);
    },
  );
  const servers = serverWorkers({ look, transact, clock, log: context.log, box }, drivers, items);
  const comparing = comparisonsOf({ look, transact, clock, box }, drivers);
  return {
    stop: servers.ended,
    consumers: [onSubscription],
    workers: [
      servers,
      {
        name: "comparison",
        everyMs: Math.min(5_000, config.HOSTING_COMPARE_EVERY_SECONDS * 1_000),
        isHousekeeping: true,
        run: compareDue(
          {
            look,
            clock,
            everyMs: config.HOSTING_COMPARE_EVERY_SECONDS * 1_000,
            onFailure: (err, itemId) => context.log.warn({ itemId, err }, "was not compared"),
          },
          comparing,
        ),
      },
      {
        name: "quarantine",
        everyMs: forgetEveryMs,
        isHousekeeping: true,
        run: items.forgetter(look, transact, { clock, erase: eraser(drivers) }),
      },
    ],
    register(server) {
      server.add(
        hosting.DomainServiceService,
        domainService({
          transact,
          toRequest,
          createDomain: createDomain({
            transact,
            clock,
            readSubscription,
            isDriven: isDriven("domain"),
            addFirstFtpUser: addFirstFtpUser(box, isDriven("ftp-user")),
          }),
          moves: moveDomain({
            transact,
            clock,
            readSubscription,
            kinds: hostedKinds(box, kinds),
            mail: grpcDomainMail(channel("mail", config.MAIL_GRPC_URL)),
            failpoint,
          }),
          readStatistics: readStatistics(look, clock, drivers.web),
          updateDomain: updateDomain(transact, clock, isDriven("domain"), drivers.web),
          setDomainActive: setDomainActive(transact, clock, isDriven("domain")),
          deleteDomain: deleteDomain(transact, clock, domainKind(isDriven("domain")), [
            releasing(databaseKind(box, isDriven("database"))),
            releasing(ftpUserKind(box, isDriven("ftp-user"))),
            releasing(hostKind(isDriven("dns-host"))),
          ]),
        }),
      );
      const takeOverImported = takeOver(transact);
      server.add(plans.ImportParticipantServiceService, {
        async takeOver({ subscriptions }) {
          await takeOverImported(subscriptions);
          return { items: [] };
        },
      });
      const parts = { look, toRequest };
      const hanging = { transact, clock, readSubscription };
      const newDatabase = createDatabase({ ...hanging, isDriven: isDriven("database") }, box);
      const newFtpUser = createFtpUser({ ...hanging, isDriven: isDriven("ftp-user") }, box);
      server.add(
        hosting.DatabaseServiceService,
        databaseService(parts, {
          create: newDatabase,
          changePassword: changeDatabasePassword(transact, clock, box, isDriven("database")),
          remove: deleteItem(transact, clock, databaseKind(box, isDriven("database"))),
          hosts: databaseHostsOf(config),
        }),
      );
      server.add(
        hosting.FtpUserServiceService,
        ftpUserService(parts, {
          create: newFtpUser,
          change: changeFtpUser(transact, clock, box, isDriven("ftp-user")),
          remove: deleteItem(transact, clock, ftpUserKind(box, isDriven("ftp-user"))),
        }),
      );
      const hosted = isDriven("dns-host");
      server.add(
        hosting.HostServiceService,
        hostService(parts, {
          create: createHost({ ...hanging, isDriven: hosted }),
          change: changeHost(transact, clock, hosted),
          remove: deleteItem(transact, clock, hostKind(hosted)),
        }),
      );
      server.add(
        hosting.ComparisonServiceService,
        comparisonService({
          toRequest,
          comparing,
          applying: {
            domain: applyAgain(transact, clock, domainKind(isDriven("domain"))),
            database: applyAgain(transact, clock, databaseKind(box, isDriven("database"))),
            "ftp-user": applyAgain(transact, clock, ftpUserKind(box, isDriven("ftp-user"))),
            "dns-host": applyAgain(transact, clock, hostKind(hosted)),
          },
          accept: acceptZone({ transact, look, clock, zone: drivers.zone }),
          readZone: readZone(look, drivers.zone),
          certificate: readCertificate(look, drivers.web),
        }),
      );
      const catalogue = writeServers(transact, clock, (text) => isIP(text) !== 0, drivers.web);
      server.add(hosting.ServerServiceService, serverService(look, toRequest, catalogue));
      const retry = retryOperation(transact, items, clock);
      server.add(common.OperationParticipantService, participant(items, look, transact, retry));
    },
  };
}
