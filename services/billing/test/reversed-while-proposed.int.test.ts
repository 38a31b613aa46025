import { newId } from "@isp/kernel";
import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { commitBatch } from "../src/usecases/commit-batch.ts";
import { commitClosing } from "../src/usecases/commit-closing.ts";
import { proposeBatch } from "../src/usecases/propose-batch.ts";
import { proposeClosing } from "../src/usecases/propose-closing.ts";
import { reverseInvoice } from "../src/usecases/reverse-invoice.ts";
import { type Books, openBooks, statuses } from "./support/books.ts";
import { named } from "./support/ladder.ts";

const clock = fakeClock("2026-04-30T18:00:00Z");

describe("an invoice whose days a proposal gives back (R14)", function () {
  this.timeout(60_000);
  let books: Books;
  before(async () => {
    books = await openBooks(clock);
  });
  after(() => books.stop());

  it("is not taken back beside that: the days would be given back twice", async () => {
    clock.set("2026-04-30T18:00:00Z");
    const unit = await books.aUnit();
    const side = books.aSide(unit, { advanceBilling: true, startOn: "2026-04-30" });
    await books.hear(side, { kind: "register", on: "2026-04-30" });
    for (const on of ["2026-04-30", "2026-05-31", "2026-06-30"]) {
      clock.set(`${on}T18:00:00Z`);
      await books.close(unit, on);
    }
    // Entered in July: he had no service for five days of May, which was paid ahead.
    clock.set("2026-07-31T18:00:00Z");
    const off = { ...side, version: 2n, status: statuses.bare };
    await books.hear(off, { kind: "suspend", on: "2026-05-10" });
    await books.hear({ ...side, version: 3n }, { kind: "resume", on: "2026-05-15" });
    const { id } = await proposeClosing(books.scoped(), clock, () => Promise.resolve(true))(
      unit,
      "2026-07-31",
      "all",
    );
    await proposeBatch({ transact: books.scoped() }, clock)(id);
    const credits = await books.database.db.query<{ amount: string; number: string; id: string }[]>(
      `SELECT c.amount_cents AS amount, i.number, i.id FROM proposal_lines c
       JOIN invoice_lines l ON l.id = c.item JOIN invoices i ON i.id = l.invoice_id
       WHERE c.closing_id = ? AND c.kind = 'credit'`,
      [id],
    );
    expect(credits.map(({ amount }) => amount)).to.deep.equal(["-1452"]);
    const given = { id: credits[0]?.id ?? "", reason: "errada", by: "Ana" };
    const reversed = reverseInvoice(books.scoped(), clock)(
      named("ReverseInvoice", newId()),
      given,
      "all",
    );
    const code = await reversed.then(
      () => "ok",
      (error: { code: string }) => error.code,
    );
    await commitClosing(books.scoped(), clock)(id, "all");
    const stateOf = () =>
      books.scoped()(async ({ closings }) => (await closings.find(id, "all")).state);
    while ((await stateOf()) === "committing") await commitBatch(books.scoped(), clock)(id);
    const [standing] = await books.database.db.query<{ cents: string }[]>(
      `SELECT SUM(total_cents) AS cents FROM invoices WHERE business_unit_id = ? AND state <> 'cancelled'`,
      [unit],
    );
    // Four months, without five days of May.
    expect(standing?.cents).to.equal(`${4 * 9_000 - 1_452}`);
    expect(code).to.equal("billing.credit_proposed");
  });
});
