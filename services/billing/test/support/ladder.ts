import type { WriteRequest } from "@isp/db";
import { addDays, type Failpoints, newId, noFailpoints } from "@isp/kernel";
import { type FakeClock, type SmtpCatcher, startSmtpCatcher } from "@isp/testing";
import { type DefaultPolicy, firstPolicy } from "../../src/domain/default-policy.ts";
import { approveDay } from "../../src/usecases/decide-day.ts";
import type { Operations } from "../../src/usecases/ladder-ports.ts";
import { registerPayment } from "../../src/usecases/register-payment.ts";
import { writeDefaultPolicy } from "../../src/usecases/write-default-policy.ts";
import { type Books, openBooks } from "./books.ts";
import { lookOnce } from "./look.ts";

export const named = (rpc: string, requestId = newId()): WriteRequest => ({
  requestId,
  rpc,
  fingerprint: "0".repeat(64),
});

/** plans as far as the ladder needs it: one operation for a request, one suspension at a time. */
export function fakePlans() {
  const asked = new Map<string, string>();
  const suspended = new Set<string>();
  const acts: string[] = [];
  let refusal: Error | null = null;
  const once = (requestId: string, act: "suspend" | "resume", subscriptionId: string) => {
    if (refusal !== null) return Promise.reject(refusal);
    const known = asked.get(requestId);
    if (known !== undefined) return Promise.resolve(known);
    if (act === "suspend") suspended.add(subscriptionId);
    else suspended.delete(subscriptionId);
    acts.push(`${act} ${subscriptionId}`);
    const operationId = newId();
    asked.set(requestId, operationId);
    return Promise.resolve(operationId);
  };
  const operations: Operations = {
    suspend: (requestId, subscriptionId) => once(requestId, "suspend", subscriptionId),
    resume: (requestId, subscriptionId) => once(requestId, "resume", subscriptionId),
  };
  return {
    operations,
    suspended,
    acts,
    refuse(error: Error | null) {
      refusal = error;
    },
  };
}

export type Debtors = Awaited<ReturnType<typeof openLadder>>;
export type Owing = {
  readonly unit: string;
  readonly customerId: string;
  readonly subscriptionId: string;
};

/** A unit whose ladder is on, its customers, a mail server, and days that pass. */
export async function openLadder(clock: FakeClock) {
  const books: Books = await openBooks(clock);
  const smtp: SmtpCatcher = await startSmtpCatcher();
  const plans = fakePlans();
  const transact = books.scoped();
  const addresses = new Map<string, string>();
  const addressOf = (id: string) => addresses.get(id);
  const looking = { transact, clock, smtpUrl: smtp.url, addressOf };

  const look = (
    failpoint: Failpoints = noFailpoints,
    operations: Operations = plans.operations,
  ): Promise<void> => lookOnce({ ...looking, operations }, failpoint);

  async function policy(unit: string, more: Partial<DefaultPolicy>): Promise<void> {
    const wanted = { ...firstPolicy(unit, "2026-06-01"), fromOn: "", version: 0n, ...more };
    const about = { fields: Object.keys(more), by: "Ana" };
    const write = writeDefaultPolicy(transact, clock);
    await write.update(named("UpdateDefaultPolicy"), wanted, about, "all");
  }

  /** A customer who was billed for June, due on Friday 10 July 2026; the ladder was on before. */
  async function owing(more: Partial<DefaultPolicy> = {}, customers = 1): Promise<Owing[]> {
    clock.set("2026-06-30T18:00:00Z");
    const unit = await books.aUnit();
    await policy(unit, { isOn: true, clearingDays: 1, ...more });
    const all: Owing[] = [];
    for (let index = 0; index < customers; index += 1) {
      const customerId = newId();
      const side = books.aSide(unit, { customerId, number: BigInt(1_001 + index) });
      await transact(({ lists }) => lists.saveCustomer(customerId, `Cliente ${index}`, unit));
      await books.hear(side, { kind: "register", on: "2026-05-31" });
      all.push({ unit, customerId, subscriptionId: side.id! });
    }
    await books.close(unit, "2026-06-30");
    return all;
  }

  /** Noon in São Paulo. */
  const day = (on: string) => clock.set(`${on}T15:00:00Z`);
  const listOf = (unit: string) =>
    transact(async ({ defaultDays }) => {
      const on = clock.now().toISOString().slice(0, 10);
      const found = await defaultDays.on(unit, on);
      return { day: found, entries: found === null ? [] : await defaultDays.entries(found.id) };
    });
  async function approve(unit: string, excludedIds: readonly string[] = []): Promise<void> {
    const { day: found } = await listOf(unit);
    const given = { id: found?.id ?? "", excludedIds, by: "Ana" };
    await approveDay(transact, clock)(named("ApproveDefaultDay"), given, "all");
  }

  /** Passes days up to and with one, each with its look, and approves every list that is open. */
  async function passTo(unit: string, last: string): Promise<void> {
    let on = addDays(clock.now().toISOString().slice(0, 10), 1);
    for (; on <= last; on = addDays(on, 1)) {
      day(on);
      await look();
      if ((await listOf(unit)).day?.state !== "open") continue;
      await approve(unit);
      await look();
    }
  }

  async function pay({ customerId, unit }: Owing, amountCents = 20_000n): Promise<void> {
    const page = { limit: 1, after: "" };
    const filter = { customerId, closingId: "" };
    const [invoice] = await transact(({ invoices }) => invoices.list(filter, "all", page));
    const [form] = await transact(({ lists }) => lists.paymentForms(unit, "all"));
    const paidOn = clock.now().toISOString().slice(0, 10);
    const given = { invoiceId: invoice!.id, amountCents, paidOn, paymentFormId: form!.id };
    const cashier = { operatorId: newId(), operatorName: "Ana" };
    await registerPayment(transact, clock)(named("RegisterPayment"), given, cashier, "all");
  }
  const invoiceOf = async ({ customerId }: Owing) => {
    const page = { limit: 1, after: "" };
    const filter = { customerId, closingId: "" };
    return (await transact(({ invoices }) => invoices.list(filter, "all", page)))[0]!;
  };
  const noticesOf = ({ customerId }: Owing) =>
    transact(({ notices }) =>
      notices.list({ customerId, businessUnitId: "" }, "all", { limit: 50, after: "" }),
    );
  const codeOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => "ok",
      (error: { code: string }) => error.code,
    );

  return {
    books,
    smtp,
    plans,
    transact,
    addresses,
    look,
    policy,
    owing,
    day,
    listOf,
    approve,
    passTo,
    pay,
    invoiceOf,
    noticesOf,
    codeOf,
    async stop() {
      await smtp.close();
      await books.stop();
    },
  };
}
