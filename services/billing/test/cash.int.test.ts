import { newId } from "@isp/kernel";
import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { registerPayment } from "../src/usecases/register-payment.ts";
import { reversePayment } from "../src/usecases/reverse-payment.ts";
import { type Books, openBooks } from "./support/books.ts";

const clock = fakeClock("2026-06-01T12:00:00Z");
const named = (rpc: string) => ({ requestId: newId(), rpc, fingerprint: "0".repeat(64) });

describe("the cash of a day", function () {
  this.timeout(60_000);
  let books: Books;
  before(async () => {
    books = await openBooks(clock);
  });
  after(() => books.stop());

  /** A unit with an invoice of 90.00 of June. */
  async function owed() {
    const unit = await books.aUnit();
    const side = books.aSide(unit);
    await books.hear(side, { kind: "register", on: "2026-05-31" });
    clock.set("2026-06-30T18:00:00Z");
    await books.close(unit, "2026-06-30");
    const filter = { customerId: side.customerId!, closingId: "" };
    const page = { limit: 1, after: "" };
    const [invoice] = await books.scoped()((s) => s.invoices.list(filter, "all", page));
    const [form] = await books.scoped()(({ lists }) => lists.paymentForms(unit, "all"));
    const pay = (amountCents: bigint, operatorName: string) =>
      registerPayment(books.scoped(), clock)(
        named("RegisterPayment"),
        { invoiceId: invoice!.id, amountCents, paidOn: "2026-06-30", paymentFormId: form!.id },
        { operatorId: newId(), operatorName },
        "all",
      );
    return { unit, pay };
  }

  const cash = (on: string, unit: string, units: readonly string[] | "all" = "all") =>
    books.scoped()((scope) => scope.cash.ofDay(on, unit, units));

  it("counts by operator and form what was entered on the unit's day, whenever it was paid", async () => {
    const { unit, pay } = await owed();
    // Half past nine in the evening of 02/07 in São Paulo.
    clock.set("2026-07-03T00:30:00Z");
    await pay(1_000n, "Ana");
    await pay(2_500n, "Ana");
    await pay(4_000n, "Beto");
    const lines = await cash("2026-07-02", unit);
    const told = lines.map(({ operatorName, payments, receivedCents }) => [
      operatorName,
      payments,
      receivedCents,
    ]);
    expect(told).to.deep.equal([
      ["Ana", 2, 3_500n],
      ["Beto", 1, 4_000n],
    ]);
    expect(lines[0]?.paymentFormName).to.equal("Boleto");
    expect(await cash("2026-07-03", unit)).to.deep.equal([]);
  });

  it("counts what went back on the day of the reversal, and leaves the first day as it was", async () => {
    const { unit, pay } = await owed();
    clock.set("2026-07-06T15:00:00Z");
    const { id } = await pay(5_000n, "Ana");
    clock.set("2026-07-07T15:00:00Z");
    const given = { id, reason: "cheque devolvido", by: "Caio" };
    await reversePayment(books.scoped(), clock)(named("ReversePayment"), given, "all");
    const [first] = await cash("2026-07-06", unit);
    expect(first).to.include({ operatorName: "Ana", receivedCents: 5_000n, reversedCents: 0n });
    const [back] = await cash("2026-07-07", unit);
    expect(back).to.include({ operatorName: "Caio", receivedCents: 0n, reversedCents: 5_000n });
  });

  it("shows nobody the cash of another unit", async () => {
    const { unit, pay } = await owed();
    clock.set("2026-07-08T15:00:00Z");
    await pay(5_000n, "Ana");
    expect(await cash("2026-07-08", "", [newId()])).to.deep.equal([]);
    expect(await cash("2026-07-08", unit, [])).to.deep.equal([]);
    expect(await cash("2026-07-08", "", [unit])).to.have.length(1);
  });
});
