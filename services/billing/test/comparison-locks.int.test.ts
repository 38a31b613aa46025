import { transactor } from "@isp/db";
import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { billingScope } from "../src/db/scope.ts";
import { finishProposal } from "../src/usecases/finish-proposal.ts";
import { proposeBatch } from "../src/usecases/propose-batch.ts";
import { proposeClosing } from "../src/usecases/propose-closing.ts";
import { type Books, openBooks } from "./support/books.ts";

const clock = fakeClock("2026-05-31T18:00:00Z");

describe("the comparison of a proposal with the month before", function () {
  this.timeout(60_000);
  let books: Books;
  before(async () => {
    books = await openBooks(clock);
  });
  after(() => books.stop());

  /** A unit with its May closed and all of its June worked out, but not summed up. */
  async function workedOut(): Promise<{ readonly invoiceId: string; readonly closingId: string }> {
    const unit = await books.aUnit();
    const side = books.aSide(unit, { startOn: "2026-04-30" });
    await books.hear(side, { kind: "register", on: "2026-04-30" });
    clock.set("2026-05-31T18:00:00Z");
    await books.close(unit, "2026-05-31");
    clock.set("2026-06-30T18:00:00Z");
    const heard = () => Promise.resolve(true);
    const { id: closingId } = await proposeClosing(books.scoped(), clock, heard)(
      unit,
      "2026-06-30",
      "all",
    );
    await proposeBatch({ transact: books.scoped() }, clock, 1)(closingId);
    const [row] = await books.database.db.query<{ id: string }[]>(
      "SELECT id FROM invoices WHERE business_unit_id = ?",
      [unit],
    );
    return { invoiceId: row!.id, closingId };
  }

  /** Whether an invoice of last month can be changed before the summing up has ended. */
  async function changesMeanwhile(isolation: {
    readonly isolation?: "READ COMMITTED";
  }): Promise<boolean> {
    const { invoiceId, closingId } = await workedOut();
    const { db } = books.database;
    let changed = false;
    const change = () =>
      db
        .query(
          "SET STATEMENT innodb_lock_wait_timeout = 1 FOR UPDATE invoices SET paid_cents = 1 WHERE id = ?",
          [invoiceId],
        )
        .then(
          () => true,
          () => false,
        );
    // Its transaction stays open until the change has gone through, or given up.
    const held = transactor(db, (manager) => billingScope(manager, clock), undefined, isolation);
    const summing: typeof held = (work) =>
      held(async (scope) => {
        const result = await work(scope);
        changed = await change();
        return result;
      });
    await finishProposal(summing, clock, () => undefined)(closingId);
    return changed;
  }

  it("keeps nobody waiting who receives a payment of that month", async () => {
    expect(await changesMeanwhile({ isolation: "READ COMMITTED" })).to.equal(true);
  });

  it("would, if it held on to what it has read", async () => {
    expect(await changesMeanwhile({})).to.equal(false);
  });
});
