import { newId } from "@isp/kernel";
import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { readDueClosings } from "../src/usecases/read-due-closings.ts";
import { registerPayment } from "../src/usecases/register-payment.ts";
import { reverseBatch } from "../src/usecases/reverse-batch.ts";
import { reverseClosing } from "../src/usecases/reverse-closing.ts";
import { type Books, openBooks, type Side, statuses } from "./support/books.ts";

const clock = fakeClock("2026-06-01T12:00:00Z");

describe("a closing that is taken back", function () {
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

  /** A unit with plans of 90.00 in service since 31/05, their June closed. */
  async function closed(count: number) {
    const unit = await books.aUnit();
    const sides = Array.from({ length: count }, () => books.aSide(unit));
    for (const side of sides) await books.hear(side, { kind: "register", on: "2026-05-31" });
    await closeOn(unit, "2026-06-30");
    return { unit, sides, closing: await closingOn(unit, "2026-06-30") };
  }

  /** The closing of a date that stands. */
  async function closingOn(unit: string, on: string) {
    const page = { limit: 50, after: "" };
    const all = await books.scoped()(({ closings }) => closings.list(unit, "all", page));
    return all.find((closing) => closing.on === on && closing.state !== "reversed")!;
  }

  const invoicesOf = (closingId: string) =>
    books.scoped()(({ invoices }) =>
      invoices.list({ customerId: "", closingId }, "all", { limit: 200, after: "" }),
    );

  const begin = (closingId: string, reason = "plano com preço errado") =>
    reverseClosing(books.scoped())({ closingId, reason, by: "Ana" }, "all");

  async function reverse(closingId: string): Promise<void> {
    await begin(closingId);
    const state = async () =>
      (await books.scoped()(({ closings }) => closings.find(closingId, "all"))).state;
    while ((await state()) === "reversing") await reverseBatch(books.scoped(), clock, 2)(closingId);
  }

  const codeOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => "ok",
      (error: { code: string }) => error.code,
    );

  async function pay(side: Side, unit: string, invoiceId: string, amountCents: bigint) {
    const [form] = await books.scoped()(({ lists }) => lists.paymentForms(unit, "all"));
    const given = { invoiceId, amountCents, paidOn: "2026-06-30", paymentFormId: form!.id };
    await registerPayment(books.scoped(), clock)(
      { requestId: newId(), rpc: "RegisterPayment", fingerprint: "0".repeat(64) },
      given,
      { operatorId: newId(), operatorName: "Ana" },
      "all",
    );
  }

  it("leaves a numbered note for each invoice, nothing owed, and the date free to be closed again", async () => {
    const { unit, sides, closing } = await closed(5);
    await reverse(closing.id);
    const invoices = await invoicesOf(closing.id);
    expect(invoices.map(({ state }) => state)).to.deep.equal(Array(5).fill("cancelled"));
    const notes = await Promise.all(
      invoices.map(({ id }) => books.scoped()((scope) => scope.creditNotes.ofInvoice(id))),
    );
    const numbers = notes.map((note) => Number(note!.number)).toSorted((a, b) => a - b);
    expect(numbers).to.deep.equal([1, 2, 3, 4, 5]);
    const [sum] = await books.database.db.query<{ out: string }[]>(
      `SELECT COUNT(*) AS \`out\` FROM (SELECT account FROM ledger_entries l JOIN invoices i ON i.id = l.invoice_id
       WHERE i.closing_id = ? GROUP BY account HAVING SUM(amount_cents) <> 0) a`,
      [closing.id],
    );
    expect(Number(sum!.out)).to.equal(0);
    const again = await closeOn(unit, "2026-06-30");
    expect(sides.map(({ id }) => again.get(id!))).to.deep.equal(Array(5).fill(9_000n));
    const anew = await closingOn(unit, "2026-06-30");
    expect(anew.id).not.to.equal(closing.id);
    expect(
      (await invoicesOf(anew.id)).map(({ number }) => Number(number)).toSorted((a, b) => a - b),
    ).to.deep.equal([6, 7, 8, 9, 10]);
  });

  it("keeps what was paid, even in part, and does not bill it again", async () => {
    const { unit, sides, closing } = await closed(3);
    const [paid] = await invoicesOf(closing.id);
    const payer = sides.find(({ customerId }) => customerId === paid!.customerId)!;
    await pay(payer, unit, paid!.id, 100n);
    await reverse(closing.id);
    const standing = (await invoicesOf(closing.id)).filter(({ state }) => state !== "cancelled");
    expect(standing.map(({ id }) => id)).to.deep.equal([paid!.id]);
    const again = await closeOn(unit, "2026-06-30");
    expect(again.size).to.equal(2);
    expect(again.has(payer.id!)).to.equal(false);
    expect((await closeOn(unit, "2026-07-31")).get(payer.id!)).to.equal(9_000n);
  });

  it("sets every plan back to the closing before it, one that was suspended all month too", async () => {
    const { unit, sides, closing } = await closed(2);
    const [paused] = sides;
    clock.set("2026-07-01T12:00:00Z");
    const bare = { ...paused!, version: 2n, status: statuses.bare };
    await books.hear(bare, { kind: "suspend", on: "2026-06-30" });
    const july = await closeOn(unit, "2026-07-31");
    expect([...july.keys()]).to.deep.equal([sides[1]!.id]);
    await reverse((await closingOn(unit, "2026-07-31")).id);
    const held = await books.scoped()(({ terms }) =>
      Promise.all(sides.map(({ id }) => terms.find(id!))),
    );
    expect(held.map((one) => [one?.lastClosingOn, one?.billedThroughOn])).to.deep.equal([
      ["2026-06-30", "2026-06-30"],
      ["2026-06-30", "2026-06-30"],
    ]);
    const due = await readDueClosings(books.scoped(), clock)(unit, "all");
    expect(due.map(({ on }) => on)).to.deep.equal(["2026-07-31"]);
    expect((await closeOn(unit, "2026-07-31")).size).to.equal(1);
    expect(closing.on).to.equal("2026-06-30");
  });

  it("changes nothing when it is asked for again, and can be taken back a second time once closed anew", async () => {
    const { unit, closing } = await closed(1);
    await reverse(closing.id);
    await reverse(closing.id);
    await closeOn(unit, "2026-06-30");
    const second = await closingOn(unit, "2026-06-30");
    await reverse(second.id);
    const states = await Promise.all(
      [closing, second].map(({ id }) => books.scoped()(({ closings }) => closings.find(id, "all"))),
    );
    expect(states.map(({ state, reversal }) => [state, reversal?.by])).to.deep.equal([
      ["reversed", "Ana"],
      ["reversed", "Ana"],
    ]);
    const facts = await books.database.db.query<{ subject: string }[]>(
      "SELECT subject FROM outbox WHERE aggregate_id = ? ORDER BY sequence",
      [closing.id],
    );
    expect(facts.map(({ subject }) => subject.split(".").at(-1))).to.deep.equal([
      "committed",
      "reversed",
    ]);
  });

  it("is refused without a reason, for what was not committed, and while a later closing bills the days after it", async () => {
    const { unit, closing } = await closed(1);
    expect(await codeOf(begin(closing.id, " "))).to.equal("billing.invalid");
    await closeOn(unit, "2026-07-31");
    expect(await codeOf(begin(closing.id))).to.equal("billing.closing_not_last");
    const july = await closingOn(unit, "2026-07-31");
    await reverse(july.id);
    expect(await codeOf(begin(closing.id))).to.equal("ok");
  });

  it("is nobody's business in another unit", async () => {
    const { closing } = await closed(1);
    const given = { closingId: closing.id, reason: "não é meu", by: "Ana" };
    const attempt = reverseClosing(books.scoped())(given, [newId()]);
    expect(await codeOf(attempt)).to.equal("billing.closing_not_found");
  });
});
