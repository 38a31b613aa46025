import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { commitBatch } from "../src/usecases/commit-batch.ts";
import { commitClosing } from "../src/usecases/commit-closing.ts";
import { proposeBatch } from "../src/usecases/propose-batch.ts";
import { proposeClosing } from "../src/usecases/propose-closing.ts";
import { type Books, openBooks } from "./support/books.ts";

const clock = fakeClock("2026-07-01T12:00:00Z");

describe("a closing while the clock jumps", function () {
  this.timeout(60_000);
  let books: Books;
  before(async () => {
    books = await openBooks(clock);
  });
  after(() => books.stop());

  /** A unit with two plans of 90.00, May closed. */
  async function aUnit() {
    const unit = await books.aUnit();
    const sides = [books.aSide(unit), books.aSide(unit)];
    for (const side of sides) await books.hear(side, { kind: "register", on: "2026-05-31" });
    return { unit, ids: sides.map(({ id }) => id ?? "") };
  }
  const propose = (unit: string, on: string) =>
    proposeClosing(books.scoped(), clock, () => Promise.resolve(true))(unit, on, "all");
  const find = (id: string) => books.scoped()(({ closings }) => closings.find(id, "all"));
  const codeOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => "ok",
      (error: { code: string }) => error.code,
    );

  it("R16: bills nobody for a year at once when it is 400 days ahead, and goes on when it is back", async () => {
    const { unit, ids } = await aUnit();
    clock.set("2027-08-05T12:00:00Z");
    const { id } = await propose(unit, "2027-07-31");
    const batch = proposeBatch({ transact: books.scoped() }, clock);
    while ((await find(id)).state === "proposing") await batch(id);
    const parked = await books.scoped()(({ closings }) => closings.parked(id));
    expect(parked.map(({ code }) => code)).to.deep.equal(ids.map(() => "billing.retroactive"));
    expect(await find(id)).to.include({ invoices: 0n, amountCents: 0n });
    clock.set("2026-07-01T12:00:00Z");
    expect(await codeOf(propose(unit, "2026-07-31"))).to.equal("billing.closing_in_future");
    const billed = await books.close(unit, "2026-06-30");
    expect(ids.map((one) => billed.get(one))).to.deep.equal([9_000n, 9_000n]);
  });

  it("R15: bills no day twice and none backwards when it goes back two hours on the way", async () => {
    const { unit } = await aUnit();
    // Half past midnight in São Paulo; two hours earlier it is still June there.
    clock.set("2026-07-01T03:30:00Z");
    const { id } = await propose(unit, "2026-06-30");
    const batch = proposeBatch({ transact: books.scoped() }, clock, 1);
    await batch(id);
    clock.set("2026-07-01T01:30:00Z");
    while ((await find(id)).state === "proposing") await batch(id);
    await commitClosing(books.scoped(), clock)(id, "all");
    const commit = commitBatch(books.scoped(), clock, 1);
    await commit(id);
    clock.set("2026-07-01T03:30:00Z");
    while ((await find(id)).state === "committing") await commit(id);
    const rows = await books.database.db.query<{ from: string; to: string; cents: string }[]>(
      `SELECT l.from_on AS \`from\`, l.to_on AS \`to\`, l.amount_cents AS cents
       FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id WHERE i.closing_id = ?`,
      [id],
    );
    const june = { from: "2026-05-31", to: "2026-06-30", cents: "9000" };
    expect(rows.map((row) => ({ ...row }))).to.deep.equal([june, june]);
    clock.set("2026-08-01T12:00:00Z");
    const july = await books.close(unit, "2026-07-31");
    expect([...july.values()]).to.deep.equal([9_000n, 9_000n]);
  });
});
