import { billing } from "@isp/contracts";
import { type LeaseKeeper, leaseKeeper, type Transact } from "@isp/db";
import { newId } from "@isp/kernel";
import type { ServiceContext, ServiceParts, ToWriteRequest } from "@isp/runtime";
import { plansContacts } from "./clients/contacts.ts";
import { liquidNotices } from "./clients/liquid-notices.ts";
import { plansAddressees, plansOperations } from "./clients/plans.ts";
import { smtpSender } from "./clients/smtp.ts";
import type { BillingConfig } from "./config.ts";
import { ladderService } from "./grpc/ladder-service.ts";
import { noticeService } from "./grpc/notice-service.ts";
import { actSuspensions } from "./usecases/act-suspensions.ts";
import { carryOutDefaults } from "./usecases/carry-out-defaults.ts";
import { contestInvoices } from "./usecases/contest-invoice.ts";
import { approveDay } from "./usecases/decide-day.ts";
import { liftSuspensions } from "./usecases/lift-suspensions.ts";
import { listDefaults } from "./usecases/list-defaults.ts";
import type { Billing } from "./usecases/ports.ts";
import { promiseCustomer } from "./usecases/promise-customer.ts";
import { readCustomerLadder } from "./usecases/read-customer-ladder.ts";
import { resendNotice } from "./usecases/resend-notice.ts";
import { sendNotices } from "./usecases/send-notices.ts";
import { tellOverdue } from "./usecases/tell-overdue.ts";
import { unlockInTrust } from "./usecases/unlock-in-trust.ts";
import { writeDefaultPolicy } from "./usecases/write-default-policy.ts";
import { writeNoticeTemplates } from "./usecases/write-notice-templates.ts";
import { writeReminders } from "./usecases/write-reminders.ts";

const [dailyEveryMs, actsEveryMs] = [5_000, 1_000];
const leaseMs = 60_000;

type Parts = Required<Pick<ServiceParts, "workers" | "stop" | "register">>;

type Given = {
  readonly transact: Transact<Billing>;
  readonly read: Transact<Billing>;
  readonly toRequest: ToWriteRequest;
};

/** What billing does by itself about debts that nobody pays; one replica at a time. */
export function defaultLadder(
  { db, clock, failpoint, channel }: ServiceContext,
  config: BillingConfig,
  { transact, read, toRequest }: Given,
): Parts {
  const holder = newId(clock.now());
  const leases: LeaseKeeper[] = [];
  const plans = channel("plans", config.PLANS_GRPC_URL);
  const templates = liquidNotices();
  const smtp = config.BILLING_SMTP_URL === undefined ? null : smtpSender(config.BILLING_SMTP_URL);
  const deps = { transact, clock, templates, failpoint, operations: plansOperations(plans) };
  const letters = {
    addressees: plansAddressees(plansContacts(plans)),
    from: config.BILLING_MAIL_FROM,
  };
  const daily = [
    tellOverdue(transact, clock, failpoint),
    writeReminders(deps),
    listDefaults(transact, clock),
    carryOutDefaults(deps),
  ];
  const acts = [liftSuspensions(transact, failpoint), actSuspensions(deps)];
  const sending = smtp === null ? [] : [sendNotices({ ...deps, ...letters, send: smtp })];

  /** In their order; one that fails is tried again at the next look, and keeps none from its turn. */
  const alone = (name: string, everyMs: number, steps: readonly (() => Promise<unknown>)[]) => {
    const lease = leaseKeeper(db, { name, holder, ttlMs: leaseMs });
    leases.push(lease);
    const run = async () => {
      const failures: unknown[] = [];
      for (const step of steps) {
        if ((await lease.hold()) === null) return;
        await step().catch((error: unknown) => failures.push(error));
      }
      if (failures.length > 0) throw failures[0];
    };
    return { name, everyMs, isHousekeeping: true, run };
  };
  return {
    register(server) {
      server.add(
        billing.LadderServiceService,
        ladderService({
          read,
          toRequest,
          policies: writeDefaultPolicy(transact, clock),
          approve: approveDay(transact, clock),
          customer: readCustomerLadder(read, clock),
          promise: promiseCustomer(transact, clock),
          unlock: unlockInTrust(transact, clock),
          contests: contestInvoices(transact, clock),
        }),
      );
      server.add(
        billing.NoticeServiceService,
        noticeService({
          read,
          toRequest,
          resend: resendNotice(transact, clock),
          templates: writeNoticeTemplates(transact, clock, templates),
        }),
      );
    },
    workers: [
      alone("overdue-debts", dailyEveryMs, daily),
      alone("default-acts", actsEveryMs, acts),
      alone("notices", actsEveryMs, sending),
    ],
    async stop() {
      smtp?.close();
      for (const lease of leases) await lease.release();
    },
  };
}
