import { newId } from "@isp/kernel";
import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { registerPayment } from "../src/usecases/register-payment.ts";
import { reversePayment } from "../src/usecases/reverse-payment.ts";
import { type Books, openBooks } from "./support/books.ts";

const clock = fakeClock("2026-06-01T12:00:00Z");
const named = (rpc: string) => ({ requestId: newId(), rpc, fingerprint: "0".repeat(64) });

describe("what a customer has paid too much", function () {
  this.timeout(60_000);
  let books: Books;
  before(async () => {
    books = await openBooks(clock);
  });
  after(() => books.stop());

  /** A customer with a plan of 90.00, whose invoice of June was paid with 200.00. */
  async function overpaid() {
    const unit = await books.aUnit();
    const side = books.aSide(unit);
    await books.hear(side, { kind: "register", on: "2026-05-31" });
    clock.set("2026-06-30T18:00:00Z");
    await books.close(unit, "2026-06-30");
    const [june] = await invoicesOf(side.customerId!);
    const [form] = await books.scoped()(({ lists }) => lists.paymentForms(unit, "all"));
    const given = { invoiceId: june!.id, amountCents: 20_000n, paidOn: "2026-06-30" };
    const payment = await registerPayment(books.scoped(), clock)(
      named("RegisterPayment"),
      { ...given, paymentFormId: form!.id },
      { operatorId: newId(), operatorName: "Ana" },
      "all",
    );
    return { unit, customerId: side.customerId!, payment };
  }

  async function invoicesOf(customerId: string) {
    const page = { limit: 50, after: "" };
    const filter = { customerId, closingId: "" };
    const found = await books.scoped()(({ invoices }) => invoices.list(filter, "all", page));
    return found.toReversed();
  }

  const creditOf = (unit: string, customerId: string) =>
    books.scoped()(({ credits }) => credits.of(unit, customerId));

  async function closeOn(unit: string, on: string): Promise<void> {
    clock.set(`${on}T18:00:00Z`);
    await books.close(unit, on);
  }

  it("pays his next invoices as they are issued, as far as it goes", async () => {
    const { unit, customerId } = await overpaid();
    expect(await creditOf(unit, customerId)).to.equal(11_000n);
    await closeOn(unit, "2026-07-31");
    await closeOn(unit, "2026-08-31");
    const states = (await invoicesOf(customerId)).map(({ state, paidCents }) => [state, paidCents]);
    expect(states).to.deep.equal([
      ["paid", 9_000n],
      ["paid", 9_000n],
      ["issued", 2_000n],
    ]);
    expect(await creditOf(unit, customerId)).to.equal(0n);
    const rows = await books.database.db.query<{ account: string; cents: string }[]>(
      `SELECT account, SUM(amount_cents) AS cents FROM ledger_entries WHERE customer_id = ?
       GROUP BY account`,
      [customerId],
    );
    const balances = Object.fromEntries(rows.map(({ account, cents }) => [account, Number(cents)]));
    expect(balances).to.deep.equal({
      cash: 20_000,
      "customer-credit": 0,
      receivable: 7_000,
      revenue: -27_000,
    });
  });

  it("is not taken back while a later invoice was paid with it, and then is", async () => {
    const { unit, customerId, payment } = await overpaid();
    await closeOn(unit, "2026-07-31");
    const reverse = (id: string) =>
      reversePayment(books.scoped(), clock)(
        named("ReversePayment"),
        { id, reason: "cheque devolvido", by: "Ana" },
        "all",
      ).then(
        () => "ok",
        (error: { code: string }) => error.code,
      );
    expect(await reverse(payment.id)).to.equal("billing.credit_used");
    const [june, july] = await invoicesOf(customerId);
    expect([june?.state, july?.state]).to.deep.equal(["paid", "paid"]);
    const [used] = await books.scoped()(({ payments }) => payments.ofInvoices([july!.id]));
    expect(used).to.include({ source: "credit", amountCents: 9_000n });
    expect(await reverse(used!.id)).to.equal("ok");
    expect(await creditOf(unit, customerId)).to.equal(11_000n);
    expect(await reverse(payment.id)).to.equal("ok");
    expect(await creditOf(unit, customerId)).to.equal(0n);
    const states = (await invoicesOf(customerId)).map(({ state }) => state);
    expect(states).to.deep.equal(["issued", "issued"]);
  });

  it("pays no invoice of another customer, nor in another unit", async () => {
    const { unit, customerId } = await overpaid();
    const neighbour = books.aSide(unit, { startOn: "2026-06-30" });
    await books.hear(neighbour, { kind: "register", on: "2026-06-30" });
    await closeOn(unit, "2026-07-31");
    const [own] = (await invoicesOf(neighbour.customerId!)).toReversed();
    expect(own).to.include({ state: "issued", paidCents: 0n });
    expect(await creditOf(unit, customerId)).to.equal(2_000n);
    expect(await creditOf(await books.aUnit(), customerId)).to.equal(0n);
  });
});
