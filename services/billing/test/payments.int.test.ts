import { transactor, type WriteRequest } from "@isp/db";
import { newId } from "@isp/kernel";
import { fakeClock, openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { migrations } from "../src/db/migrations/index.ts";
import { billingScope } from "../src/db/scope.ts";
import { type Invoice, issue } from "../src/domain/invoice.ts";
import { keepBusinessUnit } from "../src/usecases/keep-business-unit.ts";
import { lawfulCharges } from "../src/domain/invoicing-rules.ts";
import { readInvoice } from "../src/usecases/read-invoice.ts";
import { type GivenPayment, registerPayment } from "../src/usecases/register-payment.ts";
import { reversePayment } from "../src/usecases/reverse-payment.ts";

const clock = fakeClock("2026-07-20T12:00:00Z");
const unitId = newId();
const unit = {
  id: unitId,
  name: "Londrina",
  timeZone: "America/Sao_Paulo",
  prorationBasis: "actual",
  closingDay: 31,
} as const;
const cashier = { operatorId: newId(), operatorName: "Ana" };

const named = (rpc: string, requestId = newId()): WriteRequest => ({
  requestId,
  rpc,
  fingerprint: "0".repeat(64),
});

describe("payments of an invoice", function () {
  this.timeout(60_000);
  let database: TestDatabase;
  let formId: string;
  let number = 0n;
  const scoped = () => transactor(database.db, (manager) => billingScope(manager, clock));
  const read = (id: string) => readInvoice(scoped(), clock)({ id, dueOn: "" }, "all");
  const codeOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => "ok",
      (error: { code: string }) => error.code,
    );

  before(async () => {
    database = await openTestDatabase({ migrations });
    await scoped()((scope) => keepBusinessUnit(scope, unit, clock));
    const [form] = await scoped()(({ lists }) => lists.paymentForms(unitId, "all"));
    formId = form!.id;
  });

  after(() => database.close());

  /** 90.00, due on 10/06. */
  async function owed(): Promise<Invoice> {
    number += 1n;
    const customerId = newId();
    const line = {
      id: newId(),
      subscriptionId: newId(),
      customerId,
      kind: "plan",
      item: "-",
      fromOn: "2026-05-01",
      toOn: "2026-05-31",
      days: 31,
      amountCents: 9_000n,
      explanation: {
        basis: "actual",
        cycleDays: 31,
        priceCents: 9_000n,
        payableCents: 9_000n,
        planName: "Banda Larga",
        calendar: [],
      },
    } as const;
    const draft = { customerId, dueOn: "2026-06-10", paymentFormId: "", debitAccountId: "" };
    const about = { ...lawfulCharges, issuedOn: "2026-05-31", businessUnitId: unitId, number };
    const invoice = issue(
      { ...draft, lines: [line] },
      { ...about, id: newId(), closingId: newId() },
      new Map(),
    );
    await scoped()(({ invoices }) => invoices.add([invoice]));
    return invoice;
  }

  const register = (given: GivenPayment, request = named("RegisterPayment")) =>
    registerPayment(scoped(), clock)(request, given, cashier, "all");
  const given = ({ id }: Invoice, amountCents: bigint, paidOn: string): GivenPayment => ({
    invoiceId: id,
    amountCents,
    paidOn,
    paymentFormId: formId,
  });
  const pay = (...payment: Parameters<typeof given>) => register(given(...payment));

  const reverse = (id: string, reason = "digitado errado", request = named("ReversePayment")) =>
    reversePayment(scoped(), clock)(request, { id, reason, by: "Ana" }, "all");

  /** Balances of an invoice by account; the sides of every entry add up to nothing. */
  async function ledgerOf({ id }: Invoice): Promise<Record<string, number>> {
    const rows = await database.db.query<{ account: string; cents: string }[]>(
      "SELECT account, SUM(amount_cents) AS cents FROM ledger_entries WHERE invoice_id = ? GROUP BY account",
      [id],
    );
    const unbalanced = await database.db.query(
      "SELECT entry_id FROM ledger_entries GROUP BY entry_id HAVING SUM(amount_cents) <> 0",
    );
    expect(unbalanced).to.deep.equal([]);
    return Object.fromEntries(rows.map(({ account, cents }) => [account, Number(cents)]));
  }

  const factsOf = async ({ id }: Invoice) => {
    const rows = await database.db.query<{ subject: string }[]>(
      "SELECT subject FROM outbox WHERE aggregate_id = ? ORDER BY sequence",
      [id],
    );
    return rows.map(({ subject }) => subject.split(".").at(-1));
  };

  it("settle it, say so, and stand in the ledger", async () => {
    const invoice = await owed();
    await pay(invoice, 9_000n, "2026-06-10");
    const { invoice: after, due, payments } = await read(invoice.id);
    expect(after).to.include({ state: "paid", paidCents: 9_000n, settledOn: "2026-06-10" });
    expect(due.openCents).to.equal(0n);
    expect(payments).to.have.length(1);
    expect(await factsOf(invoice)).to.deep.equal(["paid"]);
    expect(await ledgerOf(invoice)).to.deep.equal({ cash: 9_000, receivable: 0, revenue: -9_000 });
  });

  it("V40: that come late bring fine and interest with them (R17)", async () => {
    const invoice = await owed();
    const before = await readInvoice(scoped(), clock)(
      { id: invoice.id, dueOn: "2026-06-20" },
      "all",
    );
    expect(before.due.openCents).to.equal(9_210n);
    await pay(invoice, 9_210n, "2026-06-20");
    expect((await read(invoice.id)).invoice).to.include({ state: "paid", lateCents: 210n });
    expect(await ledgerOf(invoice)).to.deep.equal({
      cash: 9_210,
      "late-fees": -210,
      receivable: 0,
      revenue: -9_000,
    });
  });

  it("in part leave the rest open, and beyond it leave the rest to the customer", async () => {
    const invoice = await owed();
    await pay(invoice, 4_000n, "2026-06-05");
    expect((await read(invoice.id)).invoice).to.include({ state: "issued", paidCents: 4_000n });
    await pay(invoice, 6_000n, "2026-06-09");
    const { invoice: after, due } = await read(invoice.id);
    expect(after).to.include({ state: "paid", paidCents: 9_000n, settledOn: "2026-06-09" });
    expect(due.surplusCents).to.equal(1_000n);
    expect(await ledgerOf(invoice)).to.deep.equal({
      cash: 10_000,
      "customer-credit": -1_000,
      receivable: 0,
      revenue: -9_000,
    });
  });

  it("are taken back with a reason, once, and the invoice is open as before", async () => {
    const invoice = await owed();
    const { id } = await pay(invoice, 9_210n, "2026-06-20");
    expect(await codeOf(reverse(id, "  "))).to.equal("billing.invalid");
    const request = named("ReversePayment");
    const reversed = await reverse(id, "cheque devolvido", request);
    expect(await reverse(id, "cheque devolvido", request)).to.deep.equal(reversed);
    expect(await codeOf(reverse(id))).to.equal("billing.payment_reversed");
    const { invoice: after, payments } = await read(invoice.id);
    expect(after).to.include({ state: "issued", paidCents: 0n, lateCents: 0n, settledOn: null });
    expect(payments[0]?.reversed).to.include({ by: "Ana", reason: "cheque devolvido" });
    expect(await factsOf(invoice)).to.deep.equal(["paid", "issued"]);
    const balances = { cash: 0, "late-fees": 0, receivable: 9_000, revenue: -9_000 };
    expect(await ledgerOf(invoice)).to.deep.equal(balances);
  });

  it("that were paid before one that is entered already change what was late", async () => {
    const invoice = await owed();
    await pay(invoice, 9_210n, "2026-06-20");
    await pay(invoice, 9_000n, "2026-06-09");
    const { invoice: after, due } = await read(invoice.id);
    expect(after).to.include({ lateCents: 0n, settledOn: "2026-06-09" });
    expect(due.surplusCents).to.equal(9_210n);
  });

  it("come once each, however often and at how many places at once they are entered", async () => {
    const invoice = await owed();
    const request = named("RegisterPayment");
    const same = await Promise.all(
      Array.from({ length: 5 }, () => register(given(invoice, 1_000n, "2026-06-10"), request)),
    );
    expect(new Set(same.map(({ id }) => id)).size).to.equal(1);
    await Promise.all(Array.from({ length: 8 }, () => pay(invoice, 1_000n, "2026-06-10")));
    const { invoice: after, payments } = await read(invoice.id);
    expect(payments).to.have.length(9);
    expect(after).to.include({ state: "paid", paidCents: 9_000n });
    expect(await ledgerOf(invoice)).to.include({ cash: 9_000, receivable: 0 });
  });

  it("are refused with a day to come, before the issue, of nothing, or in another unit's form", async () => {
    const invoice = await owed();
    for (const [amount, on] of [
      [9_000n, "2026-07-21"],
      [9_000n, "2026-05-30"],
      [9_000n, "2026-02-30"],
      [0n, "2026-06-10"],
      [-1n, "2026-06-10"],
    ] as const)
      expect(await codeOf(pay(invoice, amount, on)), `${amount} ${on}`).to.equal("billing.invalid");
    const other = { ...unit, id: newId(), name: "Maringá" };
    await scoped()((scope) => keepBusinessUnit(scope, other, clock));
    const [foreign] = await scoped()(({ lists }) => lists.paymentForms(other.id, "all"));
    const inForeign = register({
      ...given(invoice, 9_000n, "2026-06-10"),
      paymentFormId: foreign!.id,
    });
    expect(await codeOf(inForeign)).to.equal("billing.payment_form_not_found");
    expect((await read(invoice.id)).payments).to.deep.equal([]);
  });

  it("are nobody's business in another unit", async () => {
    const invoice = await owed();
    const { id } = await pay(invoice, 9_000n, "2026-06-10");
    const elsewhere = [newId()];
    const paying = registerPayment(scoped(), clock);
    const one = given(invoice, 1n, "2026-06-10");
    const attempt = paying(named("RegisterPayment"), one, cashier, elsewhere);
    expect(await codeOf(attempt)).to.equal("billing.invoice_not_found");
    const taking = reversePayment(scoped(), clock);
    const wrong = { id, reason: "não é minha", by: "Ana" };
    expect(await codeOf(taking(named("ReversePayment"), wrong, elsewhere))).to.equal(
      "billing.payment_not_found",
    );
  });
});
