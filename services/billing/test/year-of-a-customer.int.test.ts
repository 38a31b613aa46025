import { plans } from "@isp/contracts";
import { newId } from "@isp/kernel";
import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { type Books, openBooks, type Side, statuses } from "./support/books.ts";
import { calendar } from "./support/calendar.ts";

const clock = fakeClock("2026-01-12T15:00:00Z");

// Each month goes on from the one before: the year is one story, told in order.
describe("C58: C70: a year of a customer, month by month", function () {
  this.timeout(60_000);
  let books: Books;
  let days: Awaited<ReturnType<typeof calendar>>;
  let first: Side;
  let faster: Side;
  let heir: Side;

  before(async () => {
    books = await openBooks(clock);
    days = await calendar(books, clock);
  });
  after(() => books.stop());

  /** The unit closes on a day; answers with what was told since the day before. */
  async function closes(day: string): Promise<readonly string[]> {
    await days.comes(day);
    await books.close(days.unit, day);
    return days.told();
  }

  const suspended = (side: Side, version: bigint): Side => ({
    ...side,
    version,
    status: statuses.bare,
  });

  it("January: he starts on the 12th and pays 19 days of 31", async () => {
    first = books.aSide(days.unit, { startOn: "2026-01-12" });
    await books.hear(first, { kind: "register", on: "2026-01-12" });
    expect(await closes("2026-01-31")).to.deep.equal(["1 issued 55.16 due 2026-02-10"]);
  });

  it("February: he pays in time, and February costs a month", async () => {
    await days.comes("2026-02-10");
    await days.pay(1n, 5_516n);
    expect(await closes("2026-02-28")).to.deep.equal([
      "1 paid 55.16 due 2026-02-10",
      "2 issued 90.00 due 2026-03-10",
    ]);
  });

  it("March: he is late, takes a faster plan on the 16th, and pays with fine and interest", async () => {
    await days.comes("2026-03-10");
    expect(await days.told()).to.deep.equal([]);
    await days.comes("2026-03-11");
    expect(await days.told()).to.deep.equal(["2 overdue 90.00 due 2026-03-10"]);
    const price = { priceCents: 12_000n, payableCents: 12_000n };
    const [ended, next] = books.replaced(first, "2026-03-16", price);
    faster = next;
    await books.hear(ended, { kind: "change-plan", on: "2026-03-16", successor: next });
    // Ten days: 2 % and a third of 1 %.
    await days.comes("2026-03-20");
    await days.pay(2n, 9_000n);
    expect(await days.told()).to.deep.equal([]);
    await days.pay(2n, 180n + 30n);
    // 16 days at 90.00 and 15 at 120.00.
    expect(await closes("2026-03-31")).to.deep.equal([
      "2 paid 90.00 due 2026-03-10",
      "3 issued 104.51 due 2026-04-10",
    ]);
  });

  it("April: he is suspended from the 10th to the 25th and pays for half the month", async () => {
    await days.comes("2026-04-10");
    await days.pay(3n, 10_451n);
    await books.hear(suspended(faster, 2n), { kind: "suspend", on: "2026-04-10" });
    await days.comes("2026-04-25");
    await books.hear({ ...faster, version: 3n }, { kind: "resume", on: "2026-04-25" });
    expect(await closes("2026-04-30")).to.deep.equal([
      "3 paid 104.51 due 2026-04-10",
      "4 issued 60.00 due 2026-05-10",
    ]);
  });

  it("May: a due date on a Sunday leaves him the Monday", async () => {
    await days.comes("2026-05-11");
    await days.pay(4n, 6_000n);
    expect(await closes("2026-05-31")).to.deep.equal([
      "4 paid 60.00 due 2026-05-10",
      "5 issued 120.00 due 2026-06-10",
    ]);
  });

  it("June: what he pays too much pays a part of the next invoice", async () => {
    await days.comes("2026-06-10");
    await days.pay(5n, 15_000n);
    expect(await closes("2026-06-30")).to.deep.equal([
      "5 paid 120.00 due 2026-06-10",
      "6 issued 120.00 due 2026-07-10",
    ]);
    await days.comes("2026-07-10");
    await days.pay(6n, 9_000n);
    expect(await days.told()).to.deep.equal(["6 paid 120.00 due 2026-07-10"]);
  });

  it("July: he hands it over to his sister on the 15th, and each pays for own days", async () => {
    const [ended, next] = books.replaced(faster, "2026-07-15", {
      customerId: newId(),
      priceCents: 12_000n,
      payableCents: 12_000n,
      contract: plans.Contract.fromPartial({ cancellationFormula: "300,00" }),
    });
    heir = next;
    const gone = { ...ended, version: 4n };
    await books.hear(gone, { kind: "transfer", on: "2026-07-15", successor: next });
    const told = await closes("2026-07-31");
    expect(told.map((line) => line.split(" ").slice(1).join(" ")).toSorted()).to.deep.equal([
      "issued 58.06 due 2026-08-10",
      "issued 61.94 due 2026-08-10",
    ]);
    await days.comes("2026-08-10");
    await days.pay(7n, told[0]!.includes("58.06") ? 5_806n : 6_194n);
    await days.pay(8n, told[1]!.includes("58.06") ? 5_806n : 6_194n);
    expect(await days.told()).to.have.length(2);
  });

  it("August: the plan costs her nothing for a month, and no invoice is issued (R18)", async () => {
    heir = { ...heir, version: 2n, payableCents: 0n };
    await books.hear(heir, { kind: "", on: "2026-07-31" });
    expect(await closes("2026-08-31")).to.deep.equal([]);
    heir = { ...heir, version: 3n, payableCents: 12_000n };
    await books.hear(heir, { kind: "", on: "2026-08-31" });
  });

  it("September: she cancels on the 20th, pays her days and the fine, and is late with both", async () => {
    const gone: Side = {
      ...heir,
      version: 4n,
      service: "released",
      endedOn: "2026-09-20",
      status: statuses.bare,
    };
    await books.hear(gone, { kind: "cancel", on: "2026-09-20" });
    // 20 days of 30, and 300.00.
    expect(await closes("2026-09-30")).to.deep.equal(["9 issued 380.00 due 2026-10-10"]);
    // The 10th is a Saturday, and Monday the 12th a holiday.
    await days.comes("2026-10-13");
    expect(await days.told()).to.deep.equal([]);
    await days.comes("2026-10-14");
    expect(await days.told()).to.deep.equal(["9 overdue 380.00 due 2026-10-10"]);
  });

  it("October to December: nothing more is billed to anybody", async () => {
    expect(await closes("2026-10-31")).to.deep.equal([]);
    expect(await closes("2026-11-30")).to.deep.equal([]);
    expect(await closes("2026-12-31")).to.deep.equal([]);
  });

  it("leaves a ledger in which all of it adds up to nothing, and owes what is open", async () => {
    const rows = await books.database.db.query<{ account: string; cents: string }[]>(
      "SELECT account, SUM(amount_cents) AS cents FROM ledger_entries GROUP BY account",
    );
    const sums = new Map(rows.map(({ account, cents }) => [account, Number(cents)]));
    expect([...sums.values()].reduce((sum, cents) => sum + cents, 0)).to.equal(0);
    expect(sums.get("receivable")).to.equal(38_000);
    expect(sums.get("late-fees")).to.equal(-210);
    expect(sums.get("customer-credit")).to.equal(0);
  });
});
