import { type Transact, transactor } from "@isp/db";
import { newId } from "@isp/kernel";
import { eventually, fakeClock } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { billingScope } from "../src/db/scope.ts";
import { commitBatch } from "../src/usecases/commit-batch.ts";
import { commitClosing } from "../src/usecases/commit-closing.ts";
import { payCreditOut } from "../src/usecases/pay-credit-out.ts";
import type { Billing } from "../src/usecases/ports.ts";
import { proposeBatch } from "../src/usecases/propose-batch.ts";
import { proposeClosing } from "../src/usecases/propose-closing.ts";
import { readCredit } from "../src/usecases/read-credit.ts";
import { registerPayment } from "../src/usecases/register-payment.ts";
import { reverseInvoice } from "../src/usecases/reverse-invoice.ts";
import { returnable } from "../src/usecases/settle-credit.ts";
import { type Books, openBooks, type Side } from "./support/books.ts";
import { named } from "./support/ladder.ts";

const clock = fakeClock("2026-05-31T18:00:00Z");
const cashier = { operatorId: newId(), operatorName: "Ana" };
const fined = (formula: string) => ({ contract: { cancellationFormula: formula } as never });

describe("a credit that several ask for at once (R14)", function () {
  this.timeout(120_000);
  let books: Books;
  before(async () => {
    books = await openBooks(clock);
  });
  after(() => books.stop());

  const afresh = (): Transact<Billing> =>
    transactor(books.database.db, (manager) => billingScope(manager, clock), undefined, {
      isolation: "READ COMMITTED",
    });
  const codeOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => "ok",
      (error: { code: string }) => error.code,
    );

  type Gone = { readonly unit: string; readonly customerId: string; readonly formId: string };

  /** Billed June ahead (90.00) and cancelled on 20/06: 30.00 are his once the closing of June is over. */
  async function left(given: { paid?: boolean; more?: Side } = {}): Promise<Gone> {
    const { paid = true, more = {} } = given;
    clock.set("2026-05-31T18:00:00Z");
    const unit = await books.aUnit();
    const side = books.aSide(unit, { advanceBilling: true, ...more });
    const customerId = side.customerId ?? "";
    await books.scoped()(({ lists }) => lists.saveCustomer(customerId, "Tiago", unit));
    await books.hear(side, { kind: "register", on: "2026-05-31" });
    await books.close(unit, "2026-05-31");
    const [form] = await books.scoped()(({ lists }) => lists.paymentForms(unit, "all"));
    const gone = { unit, customerId, formId: form?.id ?? "" };
    const [june] = await invoicesOf(gone);
    if (paid) await pay(books.scoped(), gone, { id: june?.id ?? "", cents: 9_000n });
    const [ended] = books.replaced(side, "2026-06-20");
    await books.hear(ended, { kind: "cancel", on: "2026-06-20" });
    return gone;
  }

  const invoicesOf = ({ customerId }: Gone) =>
    books.scoped()(({ invoices }) =>
      invoices.list({ customerId, closingId: "" }, "all", { limit: 50, after: "" }),
    );
  function pay(
    transact: Transact<Billing>,
    { formId }: Gone,
    { id, cents }: { readonly id: string; readonly cents: bigint },
  ) {
    const paidOn = clock.now().toISOString().slice(0, 10);
    const given = { invoiceId: id, amountCents: cents, paidOn, paymentFormId: formId };
    return registerPayment(transact, clock)(named("RegisterPayment"), given, cashier, "all");
  }
  async function closeOn({ unit }: Gone, on: string): Promise<void> {
    clock.set(`${on}T18:00:00Z`);
    await books.close(unit, on);
  }
  const payOut = (
    transact: Transact<Billing>,
    { unit, customerId, formId }: Gone,
    amountCents: bigint,
  ) =>
    payCreditOut(transact, clock).pay(
      named("PayCreditOut"),
      {
        customerId,
        businessUnitId: unit,
        amountCents,
        paidOn: clock.now().toISOString().slice(0, 10),
        paymentFormId: formId,
        note: "",
      },
      cashier,
      "all",
    );
  const use = (transact: Transact<Billing>, { unit, customerId }: Gone) =>
    payCreditOut(transact, clock).use(
      named("UseCredit"),
      { customerId, businessUnitId: unit },
      cashier,
      "all",
    );
  const reverse = (transact: Transact<Billing>, id: string) =>
    reverseInvoice(transact, clock)(
      named("ReverseInvoice"),
      { id, reason: "errada", by: "Ana" },
      "all",
    );
  const creditOf = async ({ customerId }: Gone) =>
    (await readCredit(books.scoped(), clock)(customerId, "all"))[0];

  /** All that a customer's ledger says he owes, or has to his credit below nothing. */
  async function balanceOf({ customerId }: Gone): Promise<number> {
    const [row] = await books.database.db.query<{ cents: string }[]>(
      `SELECT COALESCE(SUM(amount_cents), 0) AS cents FROM ledger_entries
       WHERE customer_id = ? AND account IN ('receivable', 'customer-credit')`,
      [customerId],
    );
    return Number(row?.cents);
  }

  // What information_schema says of transactions may be a tenth of a second old.
  const waiting = async () => {
    const [row] = await books.database.db.query<{ Value: string }[]>(
      "SHOW GLOBAL STATUS LIKE 'Innodb_row_lock_current_waits'",
    );
    expect(Number(row?.Value)).to.be.above(0);
  };

  /** Does the first and keeps it from being committed until the second waits for it. */
  async function meets(
    transact: Transact<Billing>,
    first: (transact: Transact<Billing>) => Promise<unknown>,
    second: () => Promise<unknown>,
  ): Promise<readonly [string, string]> {
    let then: Promise<string> | undefined;
    const keeping: Transact<Billing> = (work) =>
      transact(async (scope) => {
        const result = await work(scope);
        then ??= codeOf(second());
        await eventually(waiting, { withinMs: 20_000 });
        return result;
      });
    const done = await codeOf(first(keeping));
    return [done, (await then) ?? "never asked"];
  }

  /** What is left of 30.00 where half of a debt of 10.00 is paid while the credit waits to pay it. */
  async function leftBeside(transact: Transact<Billing>) {
    const gone = await left({ more: fined("10,00") });
    await closeOn(gone, "2026-06-30");
    const [debt] = await invoicesOf(gone);
    expect(debt).to.include({ totalCents: 1_000n });
    const half = { id: debt?.id ?? "", cents: 500n };
    const codes = await meets(
      afresh(),
      (keeping) => pay(keeping, gone, half),
      () => use(transact, gone),
    );
    expect(codes).to.deep.equal(["ok", "ok"]);
    return (await creditOf(gone))?.creditCents;
  }

  it("pays of a debt what is left of it by then", async () => {
    expect(await leftBeside(afresh())).to.equal(2_500n);
  });

  it("would pay it twice, if it saw the debt as it stood before", async () => {
    expect(await leftBeside(books.scoped())).to.equal(2_000n);
  });

  it("pays nothing of a debt that was paid while it waited", async () => {
    const gone = await left({ more: fined("10,00") });
    await closeOn(gone, "2026-06-30");
    const [debt] = await invoicesOf(gone);
    const all = { id: debt?.id ?? "", cents: 1_000n };
    const codes = await meets(
      afresh(),
      (keeping) => pay(keeping, gone, all),
      () => use(afresh(), gone),
    );
    expect(codes).to.deep.equal(["ok", "ok"]);
    const payments = await books.scoped()((scope) => scope.payments.ofInvoices([all.id]));
    expect(payments.map(({ source }) => source)).to.deep.equal(["money"]);
  });

  /** He is back, and the closing of July is to give the 30.00 back as well as a payout. */
  async function back() {
    const gone = await left();
    await closeOn(gone, "2026-06-30");
    const again = books.aSide(gone.unit, { customerId: gone.customerId, startOn: "2026-06-30" });
    await books.hear(again, { kind: "register", on: "2026-06-30" });
    clock.set("2026-07-31T18:00:00Z");
    return gone;
  }
  it("is given back by the closing after he is back", async () => {
    const gone = await back();
    await books.close(gone.unit, "2026-07-31");
    const [july] = await invoicesOf(gone);
    expect(july).to.include({ totalCents: 6_000n });
  });
  const heard = () => Promise.resolve(true);
  const begin = async ({ unit }: Gone, on = "2026-07-31") =>
    (await proposeClosing(books.scoped(), clock, heard)(unit, on, "all")).id;

  it("is not paid out beside the closing that proposed it meanwhile", async () => {
    const gone = await back();
    const closingId = await begin(gone);
    const codes = await meets(
      afresh(),
      (keeping) => proposeBatch({ transact: books.scoped(), summing: keeping }, clock)(closingId),
      // Also where it holds on to what it has read.
      () => payOut(books.scoped(), gone, 3_000n),
    );
    expect(codes).to.deep.equal(["ok", "billing.credit_proposed"]);
  });

  it("is not proposed by the closing that began while it was paid out", async () => {
    const gone = await back();
    const codes = await meets(
      afresh(),
      (keeping) => payOut(keeping, gone, 3_000n),
      async () => {
        const closingId = await begin(gone);
        await proposeBatch({ transact: books.scoped(), summing: afresh() }, clock)(closingId);
      },
    );
    expect(codes).to.deep.equal(["ok", "ok"]);
    await books.close(gone.unit, "2026-07-31");
    const [july] = await invoicesOf(gone);
    expect(july).to.include({ totalCents: 9_000n });
  });

  it("has its plan parked where it was given back between proposal and commit", async () => {
    const gone = await back();
    const closingId = await begin(gone);
    const stateOf = () =>
      books.scoped()(async ({ closings }) => (await closings.find(closingId, "all")).state);
    while ((await stateOf()) === "proposing")
      await proposeBatch({ transact: books.scoped() }, clock)(closingId);
    const of = { customerId: gone.customerId, businessUnitId: gone.unit };
    await books.scoped()(async (scope) => {
      const by = { on: "2026-07-31", operatorName: "Ana" };
      await scope.payouts.addReturned(await returnable(scope, of), by);
    });
    await commitClosing(books.scoped(), clock)(closingId, "all");
    while ((await stateOf()) === "committing") await commitBatch(afresh(), clock, 2)(closingId);
    const parked = await books.scoped()(({ closings }) => closings.parked(closingId));
    expect(parked.map(({ code }) => code)).to.deep.equal(["billing.credit_returned"]);
    const [row] = await books.database.db.query<{ count: string }[]>(
      `SELECT COUNT(*) AS count FROM invoice_lines WHERE customer_id = ? AND kind = 'credit'`,
      [gone.customerId],
    );
    expect(row?.count).to.equal("0");
  });

  it("stays with the charges that the next closing bills", async () => {
    const gone = await left();
    const going = books.aSide(gone.unit, { customerId: gone.customerId, startOn: "2026-06-29" });
    await books.hear(going, { kind: "register", on: "2026-06-29" });
    await closeOn(gone, "2026-06-30");
    // 3.00 - 30.00 is carried.
    expect((await creditOf(gone))?.returns ?? []).to.deep.equal([]);
    expect(await codeOf(payOut(afresh(), gone, 1n))).to.equal("billing.credit_too_small");
    await closeOn(gone, "2026-07-31");
    const [july] = await invoicesOf(gone);
    expect(july).to.include({ totalCents: 6_300n });
  });

  it("makes no invoice of less than nothing where his last plan ends while it is proposed", async () => {
    const gone = await left();
    const going = books.aSide(gone.unit, { customerId: gone.customerId, startOn: "2026-06-29" });
    await books.hear(going, { kind: "register", on: "2026-06-29" });
    clock.set("2026-06-30T18:00:00Z");
    const [ended] = books.replaced(going, "2026-06-30");
    const summing: Transact<Billing> = (work) =>
      afresh()((scope) => {
        const find: typeof scope.terms.find = async (id) => {
          const found = await scope.terms.find(id);
          await books.hear(ended, { kind: "cancel", on: "2026-06-30" });
          return found;
        };
        return work({ ...scope, terms: { ...scope.terms, find } });
      });
    const closingId = await begin(gone, "2026-06-30");
    await proposeBatch({ transact: books.scoped(), summing }, clock)(closingId);
    const proposed = await books.scoped()(({ closings }) => closings.find(closingId, "all"));
    const { state, invoices, amountCents } = proposed;
    expect({ state, invoices, amountCents }).to.deep.equal({
      state: "proposed",
      invoices: 0n,
      amountCents: 0n,
    });
  });

  it("C54: pays what he owes for another plan that has ended, and the rest is paid out", async () => {
    const gone = await left();
    const other = books.aSide(gone.unit, { customerId: gone.customerId, startOn: "2026-06-15" });
    await books.hear(other, { kind: "register", on: "2026-06-15" });
    const [ended] = books.replaced(other, "2026-06-20");
    await books.hear(ended, { kind: "cancel", on: "2026-06-20" });
    await closeOn(gone, "2026-06-30");
    // 30.00 - 15.00.
    expect(await codeOf(payOut(afresh(), gone, 1_500n))).to.equal("ok");
    expect(await balanceOf(gone)).to.equal(0);
  });

  it("is refused with the invoice that was taken back while it waited", async () => {
    const gone = await left({ paid: false });
    await closeOn(gone, "2026-06-30");
    const [june] = await invoicesOf(gone);
    const codes = await meets(
      afresh(),
      (keeping) => reverse(keeping, june?.id ?? ""),
      () => use(afresh(), gone),
    );
    expect(codes).to.deep.equal(["ok", "billing.credit_returned"]);
    expect(await balanceOf(gone)).to.equal(0);
  });

  it("keeps the invoice that it came from, also before it is committed", async () => {
    const gone = await left({ paid: false });
    await closeOn(gone, "2026-06-30");
    const [june] = await invoicesOf(gone);
    const codes = await meets(
      afresh(),
      (keeping) => use(keeping, gone),
      () => reverse(afresh(), june?.id ?? ""),
    );
    expect(codes[0]).to.equal("ok");
    expect(codes[1]).to.match(/^billing\.invoice_/);
  });
});
