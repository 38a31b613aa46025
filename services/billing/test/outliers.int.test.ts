import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { readClosing } from "../src/usecases/read-closing.ts";
import { type Books, openBooks, type Side } from "./support/books.ts";

const clock = fakeClock("2026-06-01T12:00:00Z");

describe("a closing beside the one a month before", function () {
  this.timeout(60_000);
  let books: Books;
  before(async () => {
    books = await openBooks(clock);
  });
  after(() => books.stop());

  async function closeOn(unit: string, on: string): Promise<void> {
    clock.set(`${on}T18:00:00Z`);
    await books.close(unit, on);
  }

  async function closingOn(unit: string, on: string) {
    const closing = await books.scoped()(({ closings }) => closings.lockOn(unit, on));
    return readClosing(books.scoped())(closing!.id, "all");
  }

  async function sell(unit: string, more: Side = {}): Promise<Side> {
    const side = books.aSide(unit, more);
    await books.hear(side, { kind: "register", on: side.startOn ?? "" });
    return side;
  }

  it("names who is new, who is gone, and who pays over 30 % more or less", async () => {
    const unit = await books.aUnit();
    const [same, gone, dearer, slightly] = [
      await sell(unit),
      await sell(unit),
      await sell(unit),
      await sell(unit),
    ];
    await closeOn(unit, "2026-06-30");
    const first = await closingOn(unit, "2026-06-30");
    expect(first.before).to.equal(null);
    expect(first.outliers).to.deep.equal({ new: 0n, gone: 0n, changed: 0n });
    const [ended] = books.replaced(gone, "2026-06-30");
    await books.hear(ended, { kind: "cancel", on: "2026-06-30" });
    const price = (side: Side, cents: bigint) =>
      books.hear(
        { ...side, version: 2n, priceCents: cents, payableCents: cents },
        { kind: "", on: "2026-07-01" },
      );
    await price(dearer, 12_000n);
    await price(slightly, 11_700n);
    const fresh = await sell(unit, { startOn: "2026-07-10" });
    await closeOn(unit, "2026-07-31");
    const { closing, outliers, before } = await closingOn(unit, "2026-07-31");
    expect(outliers).to.deep.equal({ new: 1n, gone: 1n, changed: 1n });
    expect(before?.amountCents).to.equal(4n * 9_000n);
    const page = { limit: 50, after: "" };
    const found = await books.scoped()((scope) => scope.outliers.list(closing.id, page));
    const told = new Map(found.map((one) => [one.subscriptionId, one]));
    expect(told.get(fresh.id!)).to.include({ kind: "new", beforeCents: 0n });
    expect(told.get(gone.id!)).to.include({ kind: "gone", beforeCents: 9_000n, nowCents: 0n });
    expect(told.get(dearer.id!)).to.include({ beforeCents: 9_000n, nowCents: 12_000n });
    expect(told.has(same.id!) || told.has(slightly.id!)).to.equal(false);
  });

  it("is held against nothing where no closing was committed a month before", async () => {
    const unit = await books.aUnit();
    await sell(unit);
    await closeOn(unit, "2026-06-30");
    await closeOn(unit, "2026-08-31");
    expect((await closingOn(unit, "2026-08-31")).before).to.equal(null);
  });
});
