import { billingEvents, plans } from "@isp/contracts";
import { newId } from "@isp/kernel";
import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { toTerms } from "../src/usecases/follow-subscription.ts";
import { commitBatch } from "../src/usecases/commit-batch.ts";
import { commitClosing } from "../src/usecases/commit-closing.ts";
import { proposeBatch } from "../src/usecases/propose-batch.ts";
import { proposeClosing } from "../src/usecases/propose-closing.ts";
import { type Books, openBooks } from "./support/books.ts";

const clock = fakeClock("2026-05-31T18:00:00Z");
/** Their lines come to more than a megabyte of text. */
const many = 2_500;

describe("an invoice over very many plans", function () {
  this.timeout(120_000);
  let books: Books;
  before(async () => {
    books = await openBooks(clock);
  });
  after(() => books.stop());

  it("is told whole, whatever length the database puts texts together to", async () => {
    const unit = await books.aUnit();
    const customerId = newId();
    const held = Array.from({ length: many }, (_, index) =>
      plans.Subscription.fromPartial(
        books.aSide(unit, { customerId, number: BigInt(index), startOn: "2026-04-30" }),
      ),
    );
    await books.scoped()(async ({ terms }) => {
      await terms.addAll(held.map((subscription) => toTerms(subscription, null)));
      const begins = {
        version: 1n,
        begins: true,
        startOn: "2026-04-30",
        fromOn: "2026-04-30",
        bills: true,
      };
      await terms.begin(new Map(held.map(({ id }) => [id, begins])));
    });
    const heard = () => Promise.resolve(true);
    const { id } = await proposeClosing(books.scoped(), clock, heard)(unit, "2026-05-31", "all");
    const state = async () =>
      (await books.scoped()(({ closings }) => closings.find(id, "all"))).state;
    while ((await state()) === "proposing")
      await proposeBatch({ transact: books.scoped() }, clock)(id);
    await commitClosing(books.scoped(), clock)(id, "all");
    while ((await state()) === "committing") await commitBatch(books.scoped(), clock)(id);
    const contract = billingEvents.invoice.of("issued");
    const [row] = await books.database.db.query<{ payload: string }[]>(
      "SELECT payload FROM outbox WHERE subject = ?",
      [contract.subject],
    );
    const { invoice } = contract.decode(row!.payload);
    expect(invoice?.lines.length).to.equal(many);
    expect(invoice?.totalCents).to.equal(BigInt(many) * 9_000n);
  });
});
