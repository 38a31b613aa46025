import { readKeyFile } from "@isp/config";
import { billing, common, plans } from "@isp/contracts";
import { reader, transactor } from "@isp/db";
import { type Clock, secretBox } from "@isp/kernel";
import { type Nats, once } from "@isp/messaging";
import {
  type RunningService,
  runtimeConfig,
  type ServiceContext,
  type ServiceParts,
  startService,
  writeRequests,
} from "@isp/runtime";
import type { BillingConfig } from "./config.ts";
import { defaultLadder } from "./default-ladder.ts";
import { migrations } from "./db/migrations/index.ts";
import { billingScope } from "./db/scope.ts";
import { natsCaughtUp } from "./events/caught-up.ts";
import { factConsumers } from "./events/consumers.ts";
import { invoiceDocuments } from "./invoice-documents.ts";
import { chargeService } from "./grpc/charge-service.ts";
import { accountService } from "./grpc/account-service.ts";
import { closingService } from "./grpc/closing-service.ts";
import { invoiceService } from "./grpc/invoice-service.ts";
import { creditService } from "./grpc/credit-service.ts";
import { paymentService } from "./grpc/payment-service.ts";
import { participant } from "./grpc/participant.ts";
import { termsService } from "./grpc/terms-service.ts";
import { billNow } from "./usecases/bill-now.ts";
import { commitBatch } from "./usecases/commit-batch.ts";
import { commitClosing } from "./usecases/commit-closing.ts";
import { payCreditOut } from "./usecases/pay-credit-out.ts";
import { readCredit } from "./usecases/read-credit.ts";
import { previewBill } from "./usecases/preview-bill.ts";
import { proposeBatch } from "./usecases/propose-batch.ts";
import { proposeClosing } from "./usecases/propose-closing.ts";
import { readAccount } from "./usecases/read-account.ts";
import { readClosing } from "./usecases/read-closing.ts";
import { readDueClosings } from "./usecases/read-due-closings.ts";
import { readInvoice } from "./usecases/read-invoice.ts";
import { registerPayment } from "./usecases/register-payment.ts";
import { reverseBatch } from "./usecases/reverse-batch.ts";
import { reverseClosing } from "./usecases/reverse-closing.ts";
import { reverseInvoice } from "./usecases/reverse-invoice.ts";
import { reversePayment } from "./usecases/reverse-payment.ts";
import { resolveTerms } from "./usecases/resolve-terms.ts";
import { runClosings } from "./usecases/run-closings.ts";
import { updateInvoicing } from "./usecases/update-invoicing.ts";
import { writeDebitAccounts } from "./usecases/write-debit-accounts.ts";
import { takeOver } from "./usecases/take-over.ts";
import { writeDueDays } from "./usecases/write-due-days.ts";
import { writePaymentForms } from "./usecases/write-payment-forms.ts";

const closingsEveryMs = 500;

export function startBilling(config: BillingConfig, clock?: Clock): Promise<RunningService> {
  const own = {
    databaseUrl: config.BILLING_DATABASE_URL,
    grpcPort: config.BILLING_GRPC_PORT,
    metricsPort: config.BILLING_METRICS_PORT,
  };
  const definition = {
    name: "billing",
    entities: [],
    migrations,
    build: (context: ServiceContext) => build(context, config),
  } as const;
  return startService(definition, runtimeConfig(config, own), clock);
}

function build(context: ServiceContext, config: BillingConfig): ServiceParts {
  const { db, clock, committed, failpoint } = context;
  const transact = transactor(db, (manager) => billingScope(manager, clock), committed);
  // Who has waited for a lock sees what was committed meanwhile, and rows that are only read are not locked.
  const afresh = transactor(db, (manager) => billingScope(manager, clock), committed, {
    isolation: "READ COMMITTED",
  });
  // Looking for work must not wake whoever looks for work.
  const look = transactor(db, (manager) => billingScope(manager, clock));
  const read = reader(db, (manager) => billingScope(manager, clock));
  const toRequest = writeRequests(secretBox(readKeyFile(config.BILLING_SECRETS_KEY_FILE)));
  const committing = commitBatch(afresh, clock, undefined, failpoint);
  const batches = {
    proposing: proposeBatch({ transact, summing: afresh }, clock, undefined, failpoint),
    committing,
    reversing: reverseBatch(afresh, clock, undefined, failpoint),
  };
  let nats: Nats | null = null;
  const documents = invoiceDocuments(context, config, { transact, read, toRequest });
  const ladder = defaultLadder(context, config, { transact, read, toRequest });
  return {
    onNats(connected) {
      nats = connected;
    },
    consumers: factConsumers(once(transact, clock), clock),
    workers: [
      {
        name: "closings",
        everyMs: closingsEveryMs,
        run: runClosings(look, batches, failpoint),
      },
      {
        // A commit is the database's work, and one connection keeps one of its cores busy.
        name: "commits-beside",
        everyMs: closingsEveryMs,
        run: runClosings(look, { committing }, failpoint),
      },
      ...ladder.workers,
      ...documents.workers,
    ],
    async stop() {
      await documents.stop();
      await ladder.stop();
    },
    register(server) {
      ladder.register(server);
      documents.register(server);
      server.add(
        billing.ClosingServiceService,
        closingService({
          transact,
          read: readClosing(read),
          propose: proposeClosing(
            transact,
            clock,
            natsCaughtUp(() => nats),
            failpoint,
          ),
          commit: commitClosing(transact, clock, failpoint),
          reverse: reverseClosing(transact, failpoint),
          due: readDueClosings(read, clock),
        }),
      );
      server.add(billing.ChargeServiceService, chargeService(read));
      server.add(
        billing.AccountServiceService,
        accountService({
          transact,
          toRequest,
          debitAccounts: writeDebitAccounts(transact, clock),
          updateInvoicing: updateInvoicing(afresh, clock),
          account: readAccount(read),
        }),
      );
      server.add(
        billing.InvoiceServiceService,
        invoiceService({
          transact,
          toRequest,
          read: readInvoice(read, clock),
          billNow: billNow(afresh, clock),
          previewBill: previewBill(read, clock),
          reverse: reverseInvoice(afresh, clock),
        }),
      );
      server.add(
        billing.PaymentServiceService,
        paymentService({
          transact,
          toRequest,
          register: registerPayment(afresh, clock),
          reverse: reversePayment(afresh, clock),
        }),
      );
      server.add(
        billing.CreditServiceService,
        creditService({
          toRequest,
          read: readCredit(read, clock),
          payOut: payCreditOut(afresh, clock),
        }),
      );
      server.add(
        billing.TermsServiceService,
        termsService({
          transact,
          toRequest,
          resolve: resolveTerms(transact),
          dueDays: writeDueDays(transact, clock),
          paymentForms: writePaymentForms(transact, clock),
        }),
      );
      const takeOverImported = takeOver(transact);
      server.add(plans.ImportParticipantServiceService, {
        async takeOver({ subscriptions, customers }) {
          await takeOverImported(subscriptions, customers);
          return { items: [] };
        },
      });
      server.add(common.OperationParticipantService, participant(read, transact));
    },
  };
}
