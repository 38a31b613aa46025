import { newId } from "@isp/kernel";
import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { registerPayment } from "../src/usecases/register-payment.ts";
import { reverseInvoice } from "../src/usecases/reverse-invoice.ts";
import { reversePayment } from "../src/usecases/reverse-payment.ts";
import { type Books, openBooks, type Side } from "./support/books.ts";

const clock = fakeClock("2026-06-01T12:00:00Z");
const named = (rpc: string) => ({ requestId: newId(), rpc, fingerprint: "0".repeat(64) });

describe("an invoice that is taken back", function () {
  this.timeout(60_000);
  let books: Books;
  before(async () => {
    books = await openBooks(clock);
  });
  after(() => books.stop());

  const closeOn = (unit: string, on: string) => {
    clock.set(`${on}T18:00:00Z`);
    return books.close(unit, on);
  };

  /** A plan of 90.00 in service since 31/05, its June billed. */
  async function billed(more: Side = {}) {
    const unit = await books.aUnit();
    const side = books.aSide(unit, more);
    await books.hear(side, { kind: "register", on: "2026-05-31" });
    await closeOn(unit, "2026-06-30");
    const [invoice] = await invoicesOf(side);
    return { unit, side, invoice: invoice! };
  }

  async function invoicesOf({ customerId = "" }: Side) {
    const page = { limit: 50, after: "" };
    const filter = { customerId, closingId: "" };
    return books.scoped()(({ invoices }) => invoices.list(filter, "all", page));
  }

  const reverse = (id: string, request = named("ReverseInvoice")) =>
    reverseInvoice(books.scoped(), clock)(
      request,
      { id, reason: "cliente já tinha saído", by: "Ana" },
      "all",
    );
  const codeOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => "ok",
      (error: { code: string }) => error.code,
    );

  it("leaves a numbered note, nothing owed, nothing earned, and its days to be billed again", async () => {
    const { unit, side, invoice } = await billed();
    const request = named("ReverseInvoice");
    expect((await reverse(invoice.id, request)).state).to.equal("cancelled");
    expect((await reverse(invoice.id, request)).state).to.equal("cancelled");
    expect(await codeOf(reverse(invoice.id))).to.equal("billing.invoice_cancelled");
    const note = await books.scoped()((scope) => scope.creditNotes.ofInvoice(invoice.id));
    expect(note).to.include({ number: 1n, totalCents: 9_000n, operatorName: "Ana" });
    const rows = await books.database.db.query<{ account: string; cents: string }[]>(
      `SELECT account, SUM(amount_cents) AS cents FROM ledger_entries WHERE invoice_id = ?
       GROUP BY account`,
      [invoice.id],
    );
    expect(rows.map(({ cents }) => Number(cents))).to.deep.equal([0, 0]);
    // June again, and July.
    const again = await closeOn(unit, "2026-07-31");
    expect(again.get(side.id!)).to.equal(18_000n);
    const facts = await books.database.db.query<{ subject: string }[]>(
      "SELECT subject FROM outbox WHERE aggregate_id = ? ORDER BY sequence",
      [invoice.id],
    );
    expect(facts.map(({ subject }) => subject.split(".").at(-1))).to.deep.equal([
      "issued",
      "cancelled",
    ]);
  });

  it("can be taken back as often as it is issued anew, numbered without a gap", async () => {
    const { unit, side, invoice } = await billed();
    await reverse(invoice.id);
    await closeOn(unit, "2026-07-31");
    const [second] = await invoicesOf(side);
    await reverse(second!.id);
    expect((await closeOn(unit, "2026-08-31")).get(side.id!)).to.equal(undefined);
    const notes = await Promise.all(
      [invoice, second!].map(({ id }) => books.scoped()((s) => s.creditNotes.ofInvoice(id))),
    );
    expect(notes.map((note) => note?.number)).to.deep.equal([1n, 2n]);
  });

  it("keeps its days to itself while later days of its plan stand on another invoice", async () => {
    const { unit, side, invoice } = await billed();
    await closeOn(unit, "2026-07-31");
    await reverse(invoice.id);
    expect((await closeOn(unit, "2026-08-31")).get(side.id!)).to.equal(9_000n);
  });

  it("is refused while a payment stands, and done once it was taken back", async () => {
    const { unit, invoice } = await billed();
    const [form] = await books.scoped()(({ lists }) => lists.paymentForms(unit, "all"));
    const given = { invoiceId: invoice.id, amountCents: 1_000n, paidOn: "2026-06-30" };
    const payment = await registerPayment(books.scoped(), clock)(
      named("RegisterPayment"),
      { ...given, paymentFormId: form!.id },
      { operatorId: newId(), operatorName: "Ana" },
      "all",
    );
    expect(await codeOf(reverse(invoice.id))).to.equal("billing.invoice_paid");
    const wrong = { id: payment.id, reason: "cheque devolvido", by: "Ana" };
    await reversePayment(books.scoped(), clock)(named("ReversePayment"), wrong, "all");
    expect(await codeOf(reverse(invoice.id))).to.equal("ok");
  });

  it("is nobody's business in another unit", async () => {
    const { invoice } = await billed();
    const given = { id: invoice.id, reason: "não é minha", by: "Ana" };
    const attempt = reverseInvoice(books.scoped(), clock)(named("ReverseInvoice"), given, [
      newId(),
    ]);
    expect(await codeOf(attempt)).to.equal("billing.invoice_not_found");
  });
});
