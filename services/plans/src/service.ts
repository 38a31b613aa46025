import { readKeyFile } from "@isp/config";
import { plans } from "@isp/contracts";
import { acquireLease, reader, releaseLease, transactor } from "@isp/db";
import { type Clock, newId, secretBox } from "@isp/kernel";
import { once } from "@isp/messaging";
import {
  type RunningService,
  runtimeConfig,
  type ServiceContext,
  type ServiceParts,
  startService,
  writeRequests,
} from "@isp/runtime";
import { contractPdf } from "./clients/contract-pdf.ts";
import { liquidTemplates } from "./clients/liquid-templates.ts";
import { grpcNeighbours } from "./clients/neighbours.ts";
import type { PlansConfig } from "./config.ts";
import { mysqlDayReports } from "./db/day-reports.ts";
import { mysqlLists } from "./db/lists.ts";
import { migrations } from "./db/migrations/index.ts";
import { schemas } from "./db/schemas.ts";
import { plansScope } from "./db/scope.ts";
import { answerConsumers } from "./events/answer-consumers.ts";
import { itemConsumers } from "./events/item-consumers.ts";
import { catalogueService } from "./grpc/catalogue-service.ts";
import { contractService } from "./grpc/contract-service.ts";
import { customerService } from "./grpc/customer-service.ts";
import { entryService } from "./grpc/entry-service.ts";
import { importService } from "./grpc/import-service.ts";
import { listService } from "./grpc/list-service.ts";
import { noteService } from "./grpc/note-service.ts";
import { operationService } from "./grpc/operation-service.ts";
import { subscriptionService } from "./grpc/subscription-service.ts";
import { acceptContract } from "./usecases/accept-contract.ts";
import { cancelOperation } from "./usecases/cancel-operation.ts";
import { commitPreviewed } from "./usecases/commit-previewed.ts";
import { changeNote } from "./usecases/change-note.ts";
import { createBusinessUnit } from "./usecases/create-business-unit.ts";
import { createCustomer } from "./usecases/create-customer.ts";
import { createPlan } from "./usecases/create-plan.ts";
import { createSubscription } from "./usecases/create-subscription.ts";
import { editBusinessUnit } from "./usecases/edit-business-unit.ts";
import { editPlan } from "./usecases/edit-plan.ts";
import { enableSubscription } from "./usecases/enable-subscription.ts";
import { finishImport, finishImports } from "./usecases/finish-imports.ts";
import { importCustomers } from "./usecases/import-customers.ts";
import { operate } from "./usecases/operate.ts";
import { previewOperation } from "./usecases/preview-operation.ts";
import { reportDay } from "./usecases/report-day.ts";
import { removeNote } from "./usecases/remove-note.ts";
import { removePlan } from "./usecases/remove-plan.ts";
import { forgetPreviews } from "./usecases/forget-previews.ts";
import { retryOperation } from "./usecases/retry-operation.ts";
import { runScheduled } from "./usecases/run-scheduled.ts";
import { takePasswords } from "./usecases/take-passwords.ts";
import { updateCustomer } from "./usecases/update-customer.ts";
import { updateSubscriptionBilling } from "./usecases/update-subscription-billing.ts";
import { updateSubscriptionContract } from "./usecases/update-subscription-contract.ts";
import { updateSubscriptionDetail } from "./usecases/update-subscription-detail.ts";
import { writeNote } from "./usecases/write-note.ts";
import { writeContractTemplates } from "./usecases/write-contract-templates.ts";
import { writeListEntries } from "./usecases/write-list-entries.ts";
import { writeStatuses } from "./usecases/write-statuses.ts";

export function startPlans(config: PlansConfig, clock?: Clock): Promise<RunningService> {
  const own = {
    databaseUrl: config.PLANS_DATABASE_URL,
    grpcPort: config.PLANS_GRPC_PORT,
    metricsPort: config.PLANS_METRICS_PORT,
  };
  const definition = {
    name: "plans",
    entities: schemas,
    migrations,
    build: (context: ServiceContext) => build(context, config),
  } as const;
  return startService(definition, runtimeConfig(config, own), clock);
}

const scheduledEveryMs = 10_000;
const leaseMs = 20_000;
const pruneEveryMs = 600_000;

function build(context: ServiceContext, config: PlansConfig): ServiceParts {
  const { db, clock, failpoint, committed, channel } = context;
  const transact = transactor(db, (manager) => plansScope(manager, clock), committed);
  const read = reader(db, (manager) => plansScope(manager, clock));
  const toRequest = writeRequests(secretBox(readKeyFile(config.PLANS_SECRETS_KEY_FILE)));
  const neighbours = grpcNeighbours({
    radius: channel("radius", config.RADIUS_GRPC_URL),
    mail: channel("mail", config.MAIL_GRPC_URL),
    hosting: channel("hosting", config.HOSTING_GRPC_URL),
    billing: channel("billing", config.BILLING_GRPC_URL),
  });
  const act = operate(transact, clock, failpoint);
  const templates = liquidTemplates();
  const handleOnce = once(transact, clock);
  const finish = finishImport(transact, neighbours, failpoint);
  const scheduled = runScheduled({ transact, clock, neighbours, failpoint });
  const leader = newId(clock.now());
  return {
    workers: [
      {
        name: "scheduled operations",
        everyMs: scheduledEveryMs,
        isHousekeeping: true,
        async run() {
          const lease = await acquireLease(db, "scheduled-operations", leader, leaseMs);
          if (lease !== null) await scheduled();
        },
      },
      {
        name: "imports",
        everyMs: 5_000,
        isHousekeeping: true,
        run: finishImports(transact, finish, clock),
      },
      {
        name: "previews",
        everyMs: pruneEveryMs,
        isHousekeeping: true,
        run: () => transact((scope) => forgetPreviews(scope, clock.now())),
      },
    ],
    stop: () => releaseLease(db, "scheduled-operations", leader),
    consumers: [...itemConsumers(handleOnce), ...answerConsumers(handleOnce, clock)],
    register(server) {
      const importing = { transact, read, clock, neighbours, failpoint, finish };
      server.add(plans.ImportServiceService, importService(toRequest, importCustomers(importing)));
      server.add(
        plans.CatalogueServiceService,
        catalogueService({
          read,
          toRequest,
          createBusinessUnit: createBusinessUnit(transact, clock),
          editBusinessUnit: editBusinessUnit(transact, clock, neighbours),
          createPlan: createPlan(transact, clock),
          editPlan: editPlan(transact, clock),
          removePlan: removePlan(transact, clock),
          statuses: writeStatuses(transact, clock),
        }),
      );
      server.add(
        plans.ContractServiceService,
        contractService({
          read,
          toRequest,
          clock,
          templates,
          print: contractPdf(),
          write: writeContractTemplates({ transact, clock, templates }),
          accept: acceptContract({ transact, clock, templates }),
        }),
      );
      server.add(
        plans.EntryServiceService,
        entryService({ read, toRequest, write: writeListEntries(transact, clock) }),
      );
      server.add(
        plans.CustomerServiceService,
        customerService({
          read,
          toRequest,
          createCustomer: createCustomer(transact, clock),
          updateCustomer: updateCustomer(transact, clock),
        }),
      );
      server.add(
        plans.NoteServiceService,
        noteService({
          read,
          toRequest,
          writeNote: writeNote(transact, clock),
          changeNote: changeNote(transact, clock),
          removeNote: removeNote(transact, clock),
        }),
      );
      server.add(
        plans.ListServiceService,
        listService(mysqlLists(db), reportDay(read, mysqlDayReports(db), clock)),
      );
      server.add(
        plans.SubscriptionServiceService,
        subscriptionService({
          read,
          toRequest,
          createSubscription: createSubscription({ transact, clock, neighbours, failpoint }),
          updateDetail: updateSubscriptionDetail({ transact, clock, neighbours }),
          updateBilling: updateSubscriptionBilling({ transact, clock, neighbours }),
          updateContract: updateSubscriptionContract(transact, clock),
        }),
      );
      server.add(
        plans.OperationServiceService,
        operationService({
          read,
          toRequest,
          clock,
          operate: act,
          enable: enableSubscription({ transact, clock, neighbours, operate: act }),
          retry: retryOperation(transact, neighbours),
          preview: previewOperation({ transact, clock, neighbours }),
          commit: commitPreviewed({ transact, clock, neighbours, failpoint }),
          cancelScheduled: cancelOperation({ transact, clock, neighbours }),
          takePasswords: takePasswords(transact, neighbours),
        }),
      );
    },
  };
}
