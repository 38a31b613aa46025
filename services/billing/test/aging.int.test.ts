import { addDays, newId } from "@isp/kernel";
import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { type Books, openBooks } from "./support/books.ts";

const clock = fakeClock("2026-06-01T12:00:00Z");

describe("what is open, by its age", function () {
  this.timeout(60_000);
  let books: Books;
  before(async () => {
    books = await openBooks(clock);
  });
  after(() => books.stop());

  it("stands in the band of the days since it fell due, of the units that are seen", async () => {
    const unit = await books.aUnit();
    const side = books.aSide(unit);
    await books.hear(side, { kind: "register", on: "2026-05-31" });
    clock.set("2026-06-30T18:00:00Z");
    await books.close(unit, "2026-06-30");
    const filter = { customerId: side.customerId!, closingId: "" };
    const page = { limit: 1, after: "" };
    const [invoice] = await books.scoped()((s) => s.invoices.list(filter, "all", page));
    const bandAt = async (late: number, units: readonly string[] | "all" = "all") => {
      const on = addDays(invoice!.dueOn, late);
      const bands = await books.scoped()((s) => s.invoices.aging(on, "", units));
      expect(bands.filter(({ invoices }) => invoices > 0).length).to.be.at.most(1);
      return bands.find(({ invoices }) => invoices > 0);
    };
    const borders = [
      [-5, -1],
      [0, -1],
      [1, 1],
      [15, 1],
      [16, 16],
      [30, 16],
      [31, 31],
      [60, 31],
      [61, 61],
      [90, 61],
      [91, 91],
      [900, 91],
    ] as const;
    for (const [late, fromDays] of borders)
      expect(await bandAt(late), `${late} days`).to.include({
        fromDays,
        invoices: 1,
        customers: 1,
        openCents: 9_000n,
      });
    expect(await bandAt(20, [newId()])).to.equal(undefined);
    expect(await bandAt(20, [unit])).to.include({ fromDays: 16 });
  });
});
