import { newId } from "@isp/kernel";
import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { billNow } from "../src/usecases/bill-now.ts";
import { commitClosing } from "../src/usecases/commit-closing.ts";
import { issueBatch } from "../src/usecases/issue-batch.ts";
import { numberBatch } from "../src/usecases/number-batch.ts";
import { proposeBatch } from "../src/usecases/propose-batch.ts";
import { proposeClosing } from "../src/usecases/propose-closing.ts";
import { reverseInvoice } from "../src/usecases/reverse-invoice.ts";
import { runClosings } from "../src/usecases/run-closings.ts";
import { updateInvoicing } from "../src/usecases/update-invoicing.ts";
import { type Books, openBooks } from "./support/books.ts";
import { named } from "./support/ladder.ts";

const clock = fakeClock("2026-05-31T18:00:00Z");
const nothing = () => undefined;

describe("a closing whose invoices are numbered and not issued yet", function () {
  this.timeout(120_000);
  let books: Books;
  let unit: string;
  let mayInvoiceId: string;
  let closingId: string;
  const subscriptionIds: string[] = [];
  const heard = () => Promise.resolve(true);
  const number = () => numberBatch(books.scoped(), clock, 1, nothing)(closingId);
  const codeOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => "ok",
      (error: { code: string }) => error.code,
    );
  const propose = async (on: string) =>
    (await proposeClosing(books.scoped(), clock, heard)(unit, on, "all")).id;
  const stateOf = (id: string) =>
    books.scoped()(async ({ closings }) => (await closings.find(id, "all")).state);

  before(async () => {
    books = await openBooks(clock);
    unit = await books.aUnit();
    for (let index = 0; index < 12; index += 1) {
      const side = books.aSide(unit, { customerId: newId(), startOn: "2026-05-21" });
      await books.hear(side, { kind: "register", on: "2026-05-21" });
      subscriptionIds.push(side.id ?? "");
    }
    await books.close(unit, "2026-05-31");
    const page = { limit: 50, after: "" };
    const issued = await books.scoped()(({ invoices, closings }) =>
      closings
        .list(unit, "all", page)
        .then(([may]) => invoices.list({ customerId: "", closingId: may?.id ?? "" }, "all", page)),
    );
    mayInvoiceId = issued[0]?.id ?? "";
    clock.set("2026-07-01T18:00:00Z");
    closingId = await propose("2026-06-30");
    while ((await stateOf(closingId)) === "proposing")
      await proposeBatch({ transact: books.scoped() }, clock)(closingId);
    await commitClosing(books.scoped(), clock)(closingId, "all");
    await number();
  });
  after(() => books.stop());

  it("lets nobody judge by what was billed before (R9)", async () => {
    const [subscriptionId = ""] = subscriptionIds;
    const asked = { subscriptionId, on: "2026-07-01", dueOn: "2026-07-20" };
    const bill = () => billNow(books.scoped(), clock)(named("BillNow"), asked, "all");
    expect(await codeOf(bill())).to.equal("billing.closing_under_way");
    const edit = { subscriptionId, expectedVersion: 1n, lastClosingOn: "2026-05-31" };
    const correct = updateInvoicing(books.scoped(), clock);
    const corrected = codeOf(correct(named("UpdateInvoicing"), edit, "all"));
    expect(await corrected).to.equal("billing.closing_under_way");
    const given = { id: mayInvoiceId, reason: "preço errado", by: "Ana" };
    const reverse = reverseInvoice(books.scoped(), clock);
    const reversed = codeOf(reverse(named("ReverseInvoice"), given, "all"));
    expect(await reversed).to.equal("billing.closing_under_way");
  });

  it("has the next closing of its unit wait", async () => {
    clock.set("2026-08-01T18:00:00Z");
    const july = await propose("2026-07-31");
    const batch = proposeBatch({ transact: books.scoped() }, clock);
    expect(await batch(july)).to.equal(false);
    expect(await stateOf(july)).to.equal("proposing");
    clock.set("2026-07-01T18:00:00Z");
  });

  it("numbers no further while nothing is issued", async () => {
    let numbered = 1;
    while (await number()) numbered += 1;
    expect(numbered).to.equal(8);
  });

  it("is issued whole although an older version called it committed", async () => {
    const { db } = books.database;
    await db.query("UPDATE closings SET state = 'committed' WHERE id = ?", [closingId]);
    const committing = (id: string) => issueBatch(books.scoped(), clock, nothing)(id);
    const round = runClosings(books.scoped(), { committing }, nothing);
    while (await round());
    const [row] = await db.query<{ invoices: string; gaps: string }[]>(
      `SELECT COUNT(*) AS invoices, MAX(number) - MIN(number) + 1 - COUNT(*) AS gaps
       FROM invoices WHERE closing_id = ?`,
      [closingId],
    );
    expect(row).to.deep.equal({ invoices: "8", gaps: "0" });
  });
});
