import { newId } from "@isp/kernel";
import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { registerPayment } from "../src/usecases/register-payment.ts";
import { reverseInvoice } from "../src/usecases/reverse-invoice.ts";
import { reversePayment } from "../src/usecases/reverse-payment.ts";
import { type Books, openBooks } from "./support/books.ts";

const clock = fakeClock("2026-05-31T18:00:00Z");
const operator = { operatorId: newId(), operatorName: "Ana" };
const named = (rpc: string) => ({ requestId: newId(), rpc, fingerprint: "0".repeat(64) });

describe("the revenue of a month", function () {
  this.timeout(60_000);
  let books: Books;
  before(async () => {
    books = await openBooks(clock);
  });
  after(() => books.stop());

  const at = (on: string) => clock.set(`${on}T18:00:00Z`);

  /** Two customers of 90.00 since April's closing, and how their invoices of a closing are found. */
  async function twoCustomers() {
    const unit = await books.aUnit();
    const sides = [0, 1].map(() => books.aSide(unit, { startOn: "2026-04-30" }));
    for (const side of sides) await books.hear(side, { kind: "register", on: "2026-04-30" });
    const forms = await books.scoped()(({ lists }) => lists.paymentForms(unit, "all"));
    const invoiceOf = async (index: number) => {
      const filter = { customerId: sides[index]!.customerId!, closingId: "" };
      const page = { limit: 1, after: "" };
      const [invoice] = await books.scoped()(({ invoices }) => invoices.list(filter, "all", page));
      return invoice!.id;
    };
    const pay = (invoiceId: string, amountCents: bigint, paidOn: string) =>
      registerPayment(books.scoped(), clock)(
        named("RegisterPayment"),
        { invoiceId, amountCents, paidOn, paymentFormId: forms[0]!.id },
        operator,
        "all",
      );
    return { unit, invoiceOf, pay };
  }

  it("is what was issued and received in it, less what was taken back", async () => {
    const { unit, invoiceOf, pay } = await twoCustomers();
    at("2026-05-31");
    await books.close(unit, "2026-05-31");
    at("2026-06-05");
    const [first, second] = [await invoiceOf(0), await invoiceOf(1)];
    await pay(first, 9_000n, "2026-06-05");
    const wrong = await pay(second, 4_000n, "2026-06-05");
    at("2026-07-02");
    const undo = { id: wrong.id, reason: "engano", by: "Ana" };
    await reversePayment(books.scoped(), clock)(named("ReversePayment"), undo, "all");
    const note = { id: second, reason: "engano", by: "Ana" };
    await reverseInvoice(books.scoped(), clock)(named("ReverseInvoice"), note, "all");
    const asked = { on: "2026-07-15", months: 4, businessUnitId: unit };
    const months = await books.scoped()(({ invoices }) => invoices.revenue(asked, "all"));
    const nothing = { invoices: 0, invoicedCents: 0n, creditedCents: 0n, receivedCents: 0n };
    expect(months).to.deep.equal([
      { ...nothing, monthOn: "2026-04-01" },
      { ...nothing, monthOn: "2026-05-01", invoices: 2, invoicedCents: 18_000n },
      { ...nothing, monthOn: "2026-06-01", receivedCents: 13_000n },
      { ...nothing, monthOn: "2026-07-01", creditedCents: 9_000n, receivedCents: -4_000n },
    ]);
  });

  it("is nobody's business in another unit", async () => {
    const { unit } = await twoCustomers();
    at("2026-05-31");
    await books.close(unit, "2026-05-31");
    const seen = async (units: readonly string[]) => {
      const asked = { on: "2026-05-31", months: 1, businessUnitId: "" };
      const [month] = await books.scoped()(({ invoices }) => invoices.revenue(asked, units));
      return month?.invoicedCents;
    };
    expect([await seen([unit]), await seen([newId()]), await seen([])]).to.deep.equal([
      18_000n,
      0n,
      0n,
    ]);
  });
});
