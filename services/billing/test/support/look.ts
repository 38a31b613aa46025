import type { Transact } from "@isp/db";
import { type Clock, type Failpoints, newId } from "@isp/kernel";
import type { DataSource } from "typeorm";
import { liquidNotices } from "../../src/clients/liquid-notices.ts";
import { smtpSender } from "../../src/clients/smtp.ts";
import { actSuspensions } from "../../src/usecases/act-suspensions.ts";
import { carryOutDefaults } from "../../src/usecases/carry-out-defaults.ts";
import type { Operations } from "../../src/usecases/ladder-ports.ts";
import { liftSuspensions } from "../../src/usecases/lift-suspensions.ts";
import { listDefaults } from "../../src/usecases/list-defaults.ts";
import type { Billing } from "../../src/usecases/ports.ts";
import { sendNotices } from "../../src/usecases/send-notices.ts";
import { tellOverdue } from "../../src/usecases/tell-overdue.ts";
import { writeReminders } from "../../src/usecases/write-reminders.ts";

export type Looking = {
  readonly transact: Transact<Billing>;
  readonly clock: Clock;
  readonly operations: Operations;
  readonly smtpUrl: string;
  /** Where a customer is reached; an address of his own where it says nothing. */
  readonly addressOf?: (customerId: string) => string | undefined;
};

/** What the service does by itself about debts, once, in its order. */
export async function lookOnce(looking: Looking, failpoint: Failpoints): Promise<void> {
  const { transact, clock, operations, smtpUrl, addressOf } = looking;
  const deps = { transact, clock, templates: liquidNotices(), operations, failpoint };
  const addressees = (id: string) => {
    const address = addressOf?.(id) ?? `${id.slice(-12)}@example.com`;
    return Promise.resolve({ name: "Ana", address });
  };
  const send = smtpSender(smtpUrl);
  const from = "Provedor <cobranca@provedor.example>";
  try {
    await tellOverdue(transact, clock, failpoint)();
    await writeReminders(deps)();
    await listDefaults(transact, clock)();
    await carryOutDefaults(deps)();
    await liftSuspensions(transact, failpoint)();
    await actSuspensions(deps)();
    await sendNotices({ ...deps, addressees, from, send })();
  } finally {
    send.close();
  }
}

/** plans as a table that outlives whoever asks: one operation for a request. */
export function tablePlans(db: DataSource): Operations {
  const once = async (requestId: string, act: string, subscriptionId: string) => {
    await db.query("INSERT IGNORE INTO told_operations VALUES (?)", [
      [requestId, act, subscriptionId, newId()],
    ]);
    const [row] = await db.query<{ id: string }[]>(
      "SELECT operation_id AS id FROM told_operations WHERE request_id = ?",
      [requestId],
    );
    return row?.id ?? "";
  };
  return {
    suspend: (requestId, subscriptionId) => once(requestId, "suspend", subscriptionId),
    resume: (requestId, subscriptionId) => once(requestId, "resume", subscriptionId),
  };
}

export const tablePlansSql = `CREATE TABLE IF NOT EXISTS told_operations (
  request_id varchar(64) PRIMARY KEY, act varchar(16) NOT NULL, subscription_id char(36) NOT NULL,
  operation_id char(36) NOT NULL)`;
