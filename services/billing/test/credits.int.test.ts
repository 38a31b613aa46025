import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { type Books, openBooks, statuses } from "./support/books.ts";

const clock = fakeClock("2026-06-01T12:00:00Z");

describe("days that were billed ahead and suspended", function () {
  this.timeout(60_000);
  let books: Books;
  before(async () => {
    books = await openBooks(clock);
  });
  after(() => books.stop());

  async function closeOn(unit: string, on: string): Promise<Map<string, bigint>> {
    clock.set(`${on}T18:00:00Z`);
    return books.close(unit, on);
  }

  /** A prepaid plan of 90.00, its June billed at 31/05. */
  async function prepaid() {
    const unit = await books.aUnit();
    const side = books.aSide(unit, { advanceBilling: true });
    clock.set("2026-05-31T18:00:00Z");
    await books.hear(side, { kind: "register", on: "2026-05-31" });
    expect((await closeOn(unit, "2026-05-31")).get(side.id!)).to.equal(9_000n);
    const suspend = (on: string, version: bigint) =>
      books.hear(
        { ...side, version, status: statuses.bare, service: "suspended" },
        { kind: "suspend", on },
      );
    const resume = (on: string, version: bigint) =>
      books.hear({ ...side, version }, { kind: "resume", on });
    return { unit, id: side.id!, side, suspend, resume };
  }

  it("V34: C51: come back with the next closing, once", async () => {
    const { unit, id, suspend, resume } = await prepaid();
    await suspend("2026-06-10", 2n);
    await resume("2026-06-15", 3n);
    expect((await closeOn(unit, "2026-06-30")).get(id)).to.equal(9_000n - 1_500n);
    expect((await closeOn(unit, "2026-07-31")).get(id)).to.equal(9_000n);
  });

  it("C51: come back in one credit for two suspensions of a month", async () => {
    const { unit, id, suspend, resume } = await prepaid();
    await suspend("2026-06-05", 2n);
    await resume("2026-06-08", 3n);
    await suspend("2026-06-20", 4n);
    await resume("2026-06-22", 5n);
    expect((await closeOn(unit, "2026-06-30")).get(id)).to.equal(9_000n - 1_500n);
  });

  it("C51, C54: come back with the days after an end", async () => {
    const { unit, side, id, suspend } = await prepaid();
    await suspend("2026-06-10", 2n);
    const customerId = side.customerId ?? "";
    const other = books.aSide(unit, { customerId, startOn: "2026-05-31" });
    await books.hear(other, { kind: "register", on: "2026-05-31" });
    const [ended] = books.replaced({ ...side, version: 2n }, "2026-06-20");
    await books.hear({ ...ended, version: 3n }, { kind: "cancel", on: "2026-06-20" });
    const billed = await closeOn(unit, "2026-06-30");
    // Ten days of June were used: 20 of 30 come back.
    expect(billed.get(id)).to.equal(-6_000n);
  });

  it("R14: are carried forward with what the customer would pay, until there is more to pay than to give back", async () => {
    const { unit, side } = await prepaid();
    const customerId = side.customerId ?? "";
    const small = { priceCents: 4_000n, payableCents: 4_000n };
    const other = books.aSide(unit, { customerId, startOn: "2026-05-31", ...small });
    await books.hear(other, { kind: "register", on: "2026-05-31" });
    const [ended] = books.replaced(side, "2026-06-01");
    await books.hear(ended, { kind: "cancel", on: "2026-06-01" });
    // 29 of 30 days come back, 87.00, against 40.00 a month of the other plan.
    expect([...(await closeOn(unit, "2026-06-30"))]).to.deep.equal([]);
    expect([...(await closeOn(unit, "2026-07-31"))]).to.deep.equal([]);
    const billed = await closeOn(unit, "2026-08-31");
    expect([billed.get(other.id!), billed.get(side.id!)]).to.deep.equal([12_000n, -8_700n]);
    const rows = await books.database.db.query<{ total: string }[]>(
      "SELECT total_cents AS total FROM invoices WHERE business_unit_id = ? ORDER BY number",
      [unit],
    );
    expect(rows.map(({ total }) => total)).to.deep.equal(["9000", "3300"]);
    expect([...(await closeOn(unit, "2026-09-30"))]).to.deep.equal([[other.id!, 4_000n]]);
  });

  it("C70: are carried forward while the suspension goes on, and nothing is billed ahead", async () => {
    const { unit, id, suspend, resume } = await prepaid();
    await suspend("2026-06-20", 2n);
    // Nothing is left to pay, so that the credit is carried forward, however long that takes.
    for (const on of ["2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30", "2026-10-31"])
      expect((await closeOn(unit, on)).get(id), on).to.equal(undefined);
    await resume("2026-11-30", 3n);
    expect((await closeOn(unit, "2026-11-30")).get(id)).to.equal(9_000n - 3_000n);
  });
});
