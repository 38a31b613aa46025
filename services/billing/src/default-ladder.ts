import { type LeaseKeeper, leaseKeeper, type Transact } from "@isp/db";
import { newId } from "@isp/kernel";
import type { ServiceContext, ServiceParts } from "@isp/runtime";
import { plansContacts } from "./clients/contacts.ts";
import { liquidNotices } from "./clients/liquid-notices.ts";
import { plansAddressees, plansOperations } from "./clients/plans.ts";
import { smtpSender } from "./clients/smtp.ts";
import type { BillingConfig } from "./config.ts";
import { actSuspensions } from "./usecases/act-suspensions.ts";
import { carryOutDefaults } from "./usecases/carry-out-defaults.ts";
import { liftSuspensions } from "./usecases/lift-suspensions.ts";
import { listDefaults } from "./usecases/list-defaults.ts";
import type { Billing } from "./usecases/ports.ts";
import { sendNotices } from "./usecases/send-notices.ts";
import { tellOverdue } from "./usecases/tell-overdue.ts";
import { writeReminders } from "./usecases/write-reminders.ts";

const [dailyEveryMs, actsEveryMs] = [5_000, 1_000];
const leaseMs = 60_000;

type Parts = Required<Pick<ServiceParts, "workers" | "stop">>;

/** What billing does by itself about debts that nobody pays; one replica at a time. */
export function defaultLadder(
  { db, clock, failpoint, channel }: ServiceContext,
  config: BillingConfig,
  transact: Transact<Billing>,
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
