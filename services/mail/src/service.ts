import { readKeyFile } from "@isp/config";
import { common, hostingEvents, mail, plans } from "@isp/contracts";
import { reader, transactor } from "@isp/db";
import { type Clock, hashPassword, secretBox } from "@isp/kernel";
import { consumer, once, subscriptionConsumer } from "@isp/messaging";
import {
  type RunningService,
  runtimeConfig,
  type ServiceContext,
  type ServiceParts,
  startService,
  writeRequests,
} from "@isp/runtime";
import type { EntityManager } from "typeorm";
import { grpcInService, grpcSubscriptions } from "./clients/subscriptions.ts";
import type { MailConfig } from "./config.ts";
import { mailboxSchema } from "./db/mailbox.schema.ts";
import { migrations } from "./db/migrations/index.ts";
import { mailScope } from "./db/scope.ts";
import { confirmationService } from "./grpc/confirmation-service.ts";
import { signerOf, startHopParts } from "./hop/start.ts";
import { domainMailService } from "./grpc/domain-mail-service.ts";
import { followDomain } from "./usecases/follow-domain.ts";
import { prepareDomainMove } from "./usecases/prepare-domain-move.ts";
import { confirmSender } from "./usecases/confirm-sender.ts";
import { editService } from "./grpc/edit-service.ts";
import { aliasService } from "./grpc/alias-service.ts";
import { heldLetterService } from "./grpc/held-letter-service.ts";
import { mailboxService } from "./grpc/mailbox-service.ts";
import { policyService } from "./grpc/policy-service.ts";
import { readingService } from "./grpc/reading-service.ts";
import { serversOf } from "./servers.ts";
import { changeQuota } from "./usecases/change-quota.ts";
import { deleteMailbox } from "./usecases/delete-mailbox.ts";
import { moveMailbox } from "./usecases/move-mailbox.ts";
import { readMail } from "./usecases/read-mail.ts";
import { sendTestMessage } from "./usecases/send-test-message.ts";
import { updateMailbox } from "./usecases/update-mailbox.ts";
import { participant } from "./grpc/participant.ts";

import { applyAgain } from "./usecases/apply-again.ts";
import { editAliases } from "./usecases/edit-aliases.ts";
import { judgeHeldLetters } from "./usecases/judge-held-letters.ts";
import { mailMetrics } from "./metrics.ts";
import { reconcileMailboxes } from "./usecases/reconcile-mailboxes.ts";
import { applyMailboxes } from "./usecases/apply-mailboxes.ts";
import { applySteps } from "./usecases/apply-steps.ts";
import { changeMailboxPassword } from "./usecases/change-mailbox-password.ts";
import { createMailbox } from "./usecases/create-mailbox.ts";
import { deleteLoginMailbox } from "./usecases/delete-login-mailbox.ts";
import { followSubscription } from "./usecases/follow-subscription.ts";
import { destroyStorages } from "./usecases/destroy-storages.ts";
import { forgetGone } from "./usecases/forget-gone.ts";
import { releaseMailbox } from "./usecases/release-mailbox.ts";
import { releaseReservations } from "./usecases/release-reservations.ts";
import { renameLoginMailbox } from "./usecases/rename-login-mailbox.ts";
import { reserveMailbox } from "./usecases/reserve-mailbox.ts";
import { reserveMailboxes } from "./usecases/reserve-mailboxes.ts";
import { takeOver } from "./usecases/take-over.ts";
import { readUnitPolicy, writeUnitPolicy } from "./usecases/write-unit-policy.ts";
import { onBusinessUnit } from "./events/on-business-unit.ts";
import { toItem } from "./events/published.ts";

/** How soon a server that was away is tried again. */
const retryMs = 1_000;
const releaseEveryMs = 60_000;
const forgetEveryMs = 3_600_000;

export function startMail(config: MailConfig, clock?: Clock): Promise<RunningService> {
  const own = {
    databaseUrl: config.MAIL_DATABASE_URL,
    grpcPort: config.MAIL_GRPC_PORT,
    metricsPort: config.MAIL_METRICS_PORT,
  };
  const definition = {
    name: "mail",
    entities: [mailboxSchema],
    migrations,
    build: (context: ServiceContext) => build(context, config),
  } as const;
  return startService(definition, runtimeConfig(config, own), clock);
}

async function build(
  { db, clock, committed, failpoint, channel, log, metrics }: ServiceContext,
  config: MailConfig,
): Promise<ServiceParts> {
  const key = readKeyFile(config.MAIL_SECRETS_KEY_FILE);
  const box = secretBox(key);
  const { server, reader: mailReader, send } = serversOf(config);
  const scope = (manager: EntityManager) => mailScope(manager, clock, box, server !== null);
  const transact = transactor(db, scope, committed);
  const toRequest = writeRequests(box);
  const read = reader(db, scope);
  const toPlans = channel("plans", config.PLANS_GRPC_URL);
  const inService = grpcInService(toPlans);
  const readSubscription = grpcSubscriptions(toPlans);
  const onSubscription = subscriptionConsumer(
    "mail-subscriptions",
    once(transact, clock),
    (scope, decision) => {
      failpoint("mail.following");
      return followSubscription(scope, decision, clock, hashPassword);
    },
  );
  const onDomain = consumer(
    "mail-domains",
    hostingEvents.domain,
    once(
      transact,
      clock,
    )((fact, scope) => {
      const died = () => failpoint("mail.following_domain");
      return followDomain(scope, fact, { clock, hash: hashPassword, died });
    }),
  );
  const gauges = mailMetrics(metrics.registry);
  const onCompared = (drifted: number) => {
    gauges.drifted.set(drifted);
    gauges.compared.inc();
  };
  const serverWorkers =
    server === null
      ? []
      : [
          {
            name: "server",
            everyMs: retryMs,
            run: applyMailboxes({ look: read, transact, server, clock }),
          },
          {
            name: "reconciler",
            everyMs: config.MAIL_COMPARE_SECONDS * 1_000,
            isHousekeeping: true,
            run: reconcileMailboxes({ look: read, transact, server, clock, onCompared }),
          },
          {
            name: "storages",
            everyMs: config.MAIL_COMPARE_SECONDS * 1_000,
            isHousekeeping: true,
            run: destroyStorages(read, transact, server, clock),
          },
          { name: "steps", everyMs: retryMs, run: applySteps(read, transact, clock) },
        ];
  const signer = signerOf(key);
  const onFailure = (error: unknown) => log.warn({ err: error }, "the hop gave a letter back");
  const hop = await startHopParts(config, { look: read, transact, clock, send, signer, onFailure });
  return {
    stop: hop.stop,
    consumers: [onSubscription, onDomain, onBusinessUnit(once(transact, clock))],
    workers: [
      ...serverWorkers,
      ...hop.workers,
      {
        name: "reservations",
        everyMs: releaseEveryMs,
        isHousekeeping: true,
        run: releaseReservations(read, transact, inService, clock),
      },
      {
        name: "quarantine",
        everyMs: forgetEveryMs,
        isHousekeeping: true,
        run: forgetGone(read, transact, clock),
      },
    ],
    register(grpc) {
      grpc.add(
        mail.MailboxServiceService,
        mailboxService({
          transact,
          toRequest,
          reserve: reserveMailbox(transact, clock, hashPassword),
          create: createMailbox({ transact, clock, hash: hashPassword, readSubscription }),
          reserveMany: reserveMailboxes(transact, clock, hashPassword),
          release: releaseMailbox(transact),
          rename: renameLoginMailbox(transact, clock, failpoint),
          remove: deleteLoginMailbox(transact, clock),
          changePassword: changeMailboxPassword(transact, clock, hashPassword),
          usageOf: (address) => server?.usage(address).catch(() => null) ?? Promise.resolve(null),
        }),
      );
      const edits = { look: read, transact, clock, readSubscription, hash: hashPassword };
      const moves = prepareDomainMove({ ...edits, failpoint });
      grpc.add(mail.DomainMailServiceService, domainMailService(moves));
      grpc.add(
        mail.MailboxEditServiceService,
        editService({
          toRequest,
          update: updateMailbox(edits),
          changeQuota: changeQuota(edits),
          move: moveMailbox(edits),
          remove: deleteMailbox(transact, clock),
          sendTest: sendTestMessage(transact, send, clock),
          applyAgain: applyAgain(transact, clock),
        }),
      );
      grpc.add(mail.MailReadingServiceService, readingService(readMail(read, mailReader)));
      const policy = { read: readUnitPolicy(read), write: writeUnitPolicy(transact, clock) };
      grpc.add(mail.MailPolicyServiceService, policyService({ toRequest, ...policy }));
      grpc.add(mail.MailboxAliasServiceService, aliasService(toRequest, editAliases(edits)));
      const judged = judgeHeldLetters(read, transact, clock);
      grpc.add(mail.HeldLetterServiceService, heldLetterService(toRequest, judged));
      const confirm = confirmSender(transact, clock);
      grpc.add(mail.ConfirmationServiceService, confirmationService(confirm, signer));
      const takeOverImported = takeOver(transact, clock);
      grpc.add(plans.ImportParticipantServiceService, {
        takeOver: async ({ subscriptions }) => ({
          items: (await takeOverImported(subscriptions)).map(toItem),
        }),
      });
      grpc.add(common.OperationParticipantService, participant(read, transact));
    },
  };
}
