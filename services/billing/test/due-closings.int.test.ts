import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { readDueClosings } from "../src/usecases/read-due-closings.ts";
import { type Books, openBooks, type Side, statuses } from "./support/books.ts";

const clock = fakeClock("2026-06-01T12:00:00Z");

describe("C71: what is to be closed", function () {
  this.timeout(60_000);
  let books: Books;
  before(async () => {
    books = await openBooks(clock);
  });
  after(() => books.stop());

  const comes = (day: string) => clock.set(`${day}T18:00:00Z`);
  const due = async (unit: string) => {
    const found = await readDueClosings(books.scoped(), clock)(unit, [unit]);
    return found.map(({ on }) => on);
  };
  async function sold(more: Side = {}) {
    const unit = await books.aUnit();
    const side = books.aSide(unit, { startOn: "2026-05-21", ...more });
    await books.hear(side, { kind: "register", on: side.startOn! });
    return { unit, side };
  }

  it("is each date since the last closing; missed ones are caught up in order, each with its own days", async () => {
    const { unit, side } = await sold();
    comes("2026-05-30");
    expect(await due(unit)).to.deep.equal([]);
    comes("2026-07-31");
    expect(await due(unit)).to.deep.equal(["2026-05-31", "2026-06-30", "2026-07-31"]);
    const billed: bigint[] = [];
    for (const on of await due(unit))
      billed.push((await books.close(unit, on)).get(side.id!) ?? 0n);
    expect(billed).to.deep.equal([2_903n, 9_000n, 9_000n]);
    expect(await due(unit)).to.deep.equal([]);
  });

  it("is the next month of who pays in advance, although he was billed beyond it", async () => {
    const { unit } = await sold({ advanceBilling: true });
    comes("2026-05-31");
    await books.close(unit, "2026-05-31");
    expect(await due(unit)).to.deep.equal([]);
    comes("2026-06-30");
    expect(await due(unit)).to.deep.equal(["2026-06-30"]);
  });

  it("is nothing more of who left, and his last days before that", async () => {
    const { unit, side } = await sold();
    comes("2026-06-30");
    await books.close(unit, "2026-05-31");
    const gone: Side = {
      ...side,
      version: 2n,
      service: "released",
      endedOn: "2026-06-10",
      status: statuses.bare,
    };
    await books.hear(gone, { kind: "cancel", on: "2026-06-10" });
    expect(await due(unit)).to.deep.equal(["2026-06-30"]);
    await books.close(unit, "2026-06-30");
    comes("2026-09-30");
    expect(await due(unit)).to.deep.equal([]);
  });

  it("is asked by the day of the unit, and never of a unit that is not seen", async () => {
    const { unit } = await sold();
    // Still 30 May in São Paulo.
    clock.set("2026-05-31T02:00:00Z");
    expect(await due(unit)).to.deep.equal([]);
    clock.set("2026-05-31T03:00:00Z");
    expect(await due(unit)).to.deep.equal(["2026-05-31"]);
    expect(await readDueClosings(books.scoped(), clock)(unit, [])).to.deep.equal([]);
  });
});
