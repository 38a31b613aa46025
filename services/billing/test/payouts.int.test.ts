import { newId } from "@isp/kernel";
import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { payCreditOut } from "../src/usecases/pay-credit-out.ts";
import { readCredit } from "../src/usecases/read-credit.ts";
import { readStatement } from "../src/usecases/read-statement.ts";
import { registerPayment } from "../src/usecases/register-payment.ts";
import { reverseInvoice } from "../src/usecases/reverse-invoice.ts";
import { type Books, openBooks, type Side } from "./support/books.ts";
import { named } from "./support/ladder.ts";

const clock = fakeClock("2026-05-31T18:00:00Z");
const cashier = { operatorId: newId(), operatorName: "Ana" };

describe("a credit of a customer who has left (R14)", function () {
  this.timeout(120_000);
  let books: Books;
  before(async () => {
    books = await openBooks(clock);
  });
  after(() => books.stop());

  const codeOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => "ok",
      (error: { code: string }) => error.code,
    );
  const acts = () => payCreditOut(books.scoped(), clock);

  type Left = { readonly unit: string; readonly customerId: string; readonly formId: string };

  /** Paid June ahead (90.00) if so wanted, cancelled on 20/06, and the closing of June is over. */
  async function left({
    paid = true,
    contract = {},
  } = {}): Promise<Left & { readonly side: Side }> {
    clock.set("2026-05-31T18:00:00Z");
    const unit = await books.aUnit();
    const side = books.aSide(unit, { advanceBilling: true, ...contract });
    const customerId = side.customerId ?? "";
    await books.scoped()(({ lists }) => lists.saveCustomer(customerId, "Tiago", unit));
    await books.hear(side, { kind: "register", on: "2026-05-31" });
    await books.close(unit, "2026-05-31");
    const [form] = await books.scoped()(({ lists }) => lists.paymentForms(unit, "all"));
    const of = { unit, customerId, formId: form?.id ?? "", side };
    if (paid) await pay(of, 9_000n, "2026-06-10");
    const [ended] = books.replaced(side, "2026-06-20");
    await books.hear(ended, { kind: "cancel", on: "2026-06-20" });
    return of;
  }

  async function pay({ customerId, formId }: Left, amountCents: bigint, on: string) {
    clock.set(`${on}T18:00:00Z`);
    const [invoice] = await invoicesOf(customerId);
    const given = { invoiceId: invoice?.id ?? "", amountCents, paidOn: on, paymentFormId: formId };
    await registerPayment(books.scoped(), clock)(named("RegisterPayment"), given, cashier, "all");
  }
  const invoicesOf = (customerId: string) =>
    books.scoped()(({ invoices }) =>
      invoices.list({ customerId, closingId: "" }, "all", { limit: 50, after: "" }),
    );
  async function closeOn({ unit }: Left, on: string): Promise<void> {
    clock.set(`${on}T18:00:00Z`);
    await books.close(unit, on);
  }
  const payOut = ({ unit, customerId, formId }: Left, amountCents: bigint, more = {}) =>
    acts().pay(
      named("PayCreditOut"),
      {
        customerId,
        businessUnitId: unit,
        amountCents,
        paidOn: clock.now().toISOString().slice(0, 10),
        paymentFormId: formId,
        note: "PIX do cliente",
        ...more,
      },
      cashier,
      "all",
    );
  const creditOf = async ({ customerId }: Left) =>
    (await readCredit(books.scoped(), clock)(customerId, "all"))[0];

  /** The sums of a customer's accounts, without those that are even. */
  async function ledgerOf({ customerId }: Left): Promise<Record<string, number>> {
    const rows = await books.database.db.query<{ account: string; cents: string }[]>(
      `SELECT account, SUM(amount_cents) AS cents FROM ledger_entries WHERE customer_id = ?
       GROUP BY account HAVING cents <> 0`,
      [customerId],
    );
    return Object.fromEntries(rows.map(({ account, cents }) => [account, Number(cents)]));
  }

  async function statementOf({ customerId, unit }: Left) {
    const contacts = () => Promise.resolve(new Map());
    const print = () => Promise.resolve(new Uint8Array());
    const asked = { customerId, businessUnitId: unit, fromOn: "", toOn: "" };
    return readStatement(books.scoped(), { contacts, print }).read(asked, "all");
  }

  it("V36: C54: is paid out once his last closing is over: 30.00 of June, and the books are even", async () => {
    const gone = await left();
    expect(await creditOf(gone), "before his last closing").to.equal(undefined);
    await closeOn(gone, "2026-06-30");
    const account = await creditOf(gone);
    expect(account).to.deep.include({ creditCents: 0n, owedCents: 0n });
    expect(account?.returns).to.have.length(1);
    expect(account?.returns[0]).to.include({ amountCents: 3_000n, days: 10, fromOn: "2026-06-20" });
    const payout = await payOut(gone, 3_000n);
    expect(payout).to.include({ amountCents: 3_000n, paidOn: "2026-06-30", operatorName: "Ana" });
    expect(await ledgerOf(gone)).to.deep.equal({ cash: 6_000, revenue: -6_000 });
    expect(await creditOf(gone)).to.deep.include({ creditCents: 0n, returns: [] });
    const { moves, closingCents } = await statementOf(gone);
    expect(closingCents).to.equal(0n);
    expect(moves.slice(-2).map(({ kind, amountCents }) => [kind, amountCents])).to.deep.equal([
      ["credit-returned", -3_000n],
      ["credit-paid-out", 3_000n],
    ]);
  });

  it("is given back by no closing after it was paid out", async () => {
    const gone = await left();
    await closeOn(gone, "2026-06-30");
    await payOut(gone, 3_000n);
    const again = books.aSide(gone.unit, { customerId: gone.customerId, startOn: "2026-06-30" });
    await books.hear(again, { kind: "register", on: "2026-06-30" });
    await closeOn(gone, "2026-07-31");
    const [invoice] = await invoicesOf(gone.customerId);
    expect(invoice).to.include({ totalCents: 9_000n });
  });

  it("pays what he owes first, with fine and interest, and no more than the rest is paid out", async () => {
    const contract = { contract: { cancellationFormula: "10,00" } as never };
    const gone = await left({ contract });
    // The fine is less than the credit, which the closing therefore keeps for later.
    await closeOn(gone, "2026-06-30");
    clock.set("2026-07-20T18:00:00Z");
    // 10.00 due on 10/07 and paid on 20/07: 0.20 and 0.03.
    expect(await creditOf(gone)).to.deep.include({ creditCents: 0n, owedCents: 1_023n });
    expect(await codeOf(payOut(gone, 3_000n))).to.equal("billing.credit_too_small");
    expect(await ledgerOf(gone), "a refusal leaves nothing").to.deep.equal({
      cash: 9_000,
      receivable: 1_000,
      revenue: -10_000,
    });
    await payOut(gone, 1_977n);
    expect(await ledgerOf(gone)).to.deep.equal({
      cash: 9_000 - 1_977,
      revenue: -7_000,
      "late-fees": -23,
    });
    expect((await invoicesOf(gone.customerId)).map(({ state }) => state)).to.deep.equal([
      "paid",
      "paid",
    ]);
    expect((await statementOf(gone)).closingCents).to.equal(0n);
  });

  it("pays a debt that is larger than it, and leaves nothing to pay out", async () => {
    const gone = await left({ paid: false });
    await closeOn(gone, "2026-06-30");
    const of = { customerId: gone.customerId, businessUnitId: gone.unit };
    clock.set("2026-06-30T18:00:00Z");
    expect(await codeOf(payOut(gone, 1n))).to.equal("billing.credit_too_small");
    expect(await acts().use(named("UseCredit"), of, cashier, "all")).to.deep.equal({
      creditCents: 0n,
    });
    const sums = await ledgerOf(gone);
    expect(sums["revenue"]).to.equal(-6_000);
    expect(sums["receivable"]).to.equal(6_000 - (sums["late-fees"] ?? 0));
  });

  it("S73, S74: is paid out once, however often and at how many places at once that is asked", async () => {
    const gone = await left();
    await closeOn(gone, "2026-06-30");
    const codes = await Promise.all(Array.from({ length: 50 }, () => codeOf(payOut(gone, 2_000n))));
    expect(codes.filter((code) => code === "ok")).to.have.length(1);
    expect(new Set(codes)).to.deep.equal(
      new Set([
        "ok",
        ...codes.filter((code) => /^billing\.credit_(too_small|returned)$/.test(code)),
      ]),
    );
    expect(await ledgerOf(gone)).to.deep.equal({
      cash: 7_000,
      revenue: -6_000,
      "customer-credit": -1_000,
    });
  });

  it("is his again where the payout was entered wrongly, with the reason in sight", async () => {
    const gone = await left();
    await closeOn(gone, "2026-06-30");
    const { id } = await payOut(gone, 3_000n);
    clock.set("2026-07-02T18:00:00Z");
    const given = { id, reason: "conta errada", by: "Rui" };
    const reversed = await acts().reverse(named("ReversePayout"), given, "all");
    expect(reversed.reversed).to.include({ by: "Rui", reason: "conta errada", on: "2026-07-02" });
    expect(await creditOf(gone)).to.include({ creditCents: 3_000n });
    expect(await codeOf(acts().reverse(named("ReversePayout"), given, "all"))).to.equal(
      "billing.payout_reversed",
    );
    expect((await statementOf(gone)).closingCents).to.equal(-3_000n);
    const cash = (on: string) => books.scoped()((scope) => scope.cash.ofDay(on, gone.unit, "all"));
    expect((await cash("2026-06-30"))[0]).to.include({ payouts: 1, paidOutCents: 3_000n });
    expect((await cash("2026-07-02"))[0]).to.include({ payouts: 0, paidOutCents: -3_000n });
  });

  it("V36: keeps the invoice that it came from, once a later one has taken days of it back", async () => {
    const contract = { contract: { cancellationFormula: "300,00" } as never };
    const gone = await left({ paid: false, contract });
    await closeOn(gone, "2026-06-30");
    const [last, first] = await invoicesOf(gone.customerId);
    // Fine and credit in one: 300.00 - 30.00.
    expect(last).to.include({ totalCents: 27_000n });
    const reverse = (id = "") =>
      codeOf(
        reverseInvoice(books.scoped(), clock)(
          named("ReverseInvoice"),
          { id, reason: "errada", by: "Ana" },
          "all",
        ),
      );
    // He would keep the 30.00 of days that nobody bills any more.
    expect(await reverse(first?.id)).to.equal("billing.invoice_credited");
    expect(await reverse(last?.id)).to.equal("ok");
    expect(await reverse(first?.id)).to.equal("ok");
  });

  it("is refused with a day to come, in another unit's form, and to who does not see the unit", async () => {
    const gone = await left();
    await closeOn(gone, "2026-06-30");
    expect(await codeOf(payOut(gone, 100n, { paidOn: "2026-07-01" }))).to.equal("billing.invalid");
    expect(await codeOf(payOut(gone, 0n))).to.equal("billing.invalid");
    expect(await codeOf(payOut(gone, 100n, { paymentFormId: newId() }))).to.equal(
      "billing.payment_form_not_found",
    );
    const read = readCredit(books.scoped(), clock)(gone.customerId, [newId()]);
    expect(await codeOf(read)).to.equal("billing.customer_not_found");
    const of = { customerId: gone.customerId, businessUnitId: gone.unit };
    const foreign = acts().use(named("UseCredit"), of, cashier, [newId()]);
    expect(await codeOf(foreign)).to.equal("billing.customer_not_found");
  });
});
