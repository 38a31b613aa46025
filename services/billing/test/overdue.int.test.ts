import { newId, noFailpoints } from "@isp/kernel";
import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { tellOverdue } from "../src/usecases/tell-overdue.ts";
import { type Books, openBooks } from "./support/books.ts";

const clock = fakeClock("2026-06-01T12:00:00Z");

describe("an invoice whose due date passes", function () {
  this.timeout(60_000);
  let books: Books;
  before(async () => {
    books = await openBooks(clock);
  });
  after(() => books.stop());

  const look = (failpoint = noFailpoints) => tellOverdue(books.scoped(), clock, failpoint)();
  const factsOf = async (invoiceId: string) => {
    const rows = await books.database.db.query<{ payload: string }[]>(
      "SELECT payload FROM outbox WHERE aggregate_id = ? AND subject LIKE '%.overdue'",
      [invoiceId],
    );
    return rows.map(({ payload }) => (JSON.parse(payload) as { invoice: object }).invoice);
  };
  /** An invoice of June, due on Friday 10 July 2026, and its customer. */
  async function billed() {
    clock.set("2026-06-30T18:00:00Z");
    const unit = await books.aUnit();
    const side = books.aSide(unit);
    await books.hear(side, { kind: "register", on: "2026-05-31" });
    await books.close(unit, "2026-06-30");
    const filter = { customerId: side.customerId!, closingId: "" };
    const [invoice] = await books.scoped()((scope) =>
      scope.invoices.list(filter, "all", { limit: 1, after: "" }),
    );
    expect(invoice?.dueOn).to.equal("2026-07-10");
    return invoice!;
  }

  it("is told to be overdue the next day by the clock of its unit, and not before (R13)", async () => {
    const { id } = await billed();
    // Still Friday in São Paulo.
    clock.set("2026-07-11T02:59:00Z");
    await look();
    expect(await factsOf(id)).to.deep.equal([]);
    clock.set("2026-07-11T03:00:00Z");
    await look();
    const [fact] = await factsOf(id);
    expect(fact).to.include({ state: "issued", overdueOn: "2026-07-11", version: "2" });
  });

  it("is told once, however often, at how many places at once", async () => {
    const { id } = await billed();
    clock.set("2026-07-13T12:00:00Z");
    await Promise.all(Array.from({ length: 6 }, () => look()));
    await look();
    expect(await factsOf(id)).to.have.length(1);
  });

  it("is told with its own day after days in which nobody looked (R14)", async () => {
    const { id } = await billed();
    clock.set("2026-08-20T12:00:00Z");
    await look();
    expect((await factsOf(id))[0]).to.include({ overdueOn: "2026-07-11" });
  });

  it("is not told where it is paid or cancelled", async () => {
    const [paid, cancelled] = [await billed(), await billed()];
    for (const [state, { id }] of [["paid", paid] as const, ["cancelled", cancelled] as const])
      await books.database.db.query("UPDATE invoices SET state = ? WHERE id = ?", [state, id]);
    clock.set("2026-08-20T12:00:00Z");
    await look();
    expect([await factsOf(paid.id), await factsOf(cancelled.id)]).to.deep.equal([[], []]);
  });

  it("is told once when the process dies right after it was told", async () => {
    const { id } = await billed();
    clock.set("2026-07-13T12:00:00Z");
    const dies = () => {
      throw new Error(`died ${newId()}`);
    };
    await look(dies).catch(() => undefined);
    await look();
    expect(await factsOf(id)).to.have.length(1);
  });
});
