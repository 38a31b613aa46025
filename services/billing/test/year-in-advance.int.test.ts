import { plans } from "@isp/contracts";
import { newId } from "@isp/kernel";
import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { payCreditOut } from "../src/usecases/pay-credit-out.ts";
import { readCredit } from "../src/usecases/read-credit.ts";
import { readStatement } from "../src/usecases/read-statement.ts";
import { type Books, openBooks, type Side, statuses } from "./support/books.ts";
import { calendar } from "./support/calendar.ts";
import { named } from "./support/ladder.ts";

const clock = fakeClock("2026-01-12T15:00:00Z");

// Paid ahead, by months of thirty days: what changes gives back what was paid for it.
describe("C64: a year of a customer who pays in advance, month by month", function () {
  this.timeout(60_000);
  let books: Books;
  let days: Awaited<ReturnType<typeof calendar>>;
  let first: Side;
  let faster: Side;
  let heir: Side;

  before(async () => {
    books = await openBooks(clock);
    days = await calendar(books, clock, "commercial30");
  });
  after(() => books.stop());

  async function closes(day: string): Promise<readonly string[]> {
    await days.comes(day);
    await books.close(days.unit, day);
    return days.told();
  }
  async function pays(number: bigint, cents: bigint, day: string): Promise<readonly string[]> {
    await days.comes(day);
    await days.pay(number, cents);
    return days.told();
  }
  async function payOut(side: Side, amountCents: bigint) {
    const [form] = await books.scoped()(({ lists }) => lists.paymentForms(days.unit, "all"));
    const given = {
      customerId: side.customerId ?? "",
      businessUnitId: days.unit,
      amountCents,
      paidOn: clock.now().toISOString().slice(0, 10),
      paymentFormId: form?.id ?? "",
      note: "",
    };
    const by = { operatorId: newId(), operatorName: "Ana" };
    return payCreditOut(books.scoped(), clock).pay(named("PayCreditOut"), given, by, "all");
  }

  it("January: he starts on the 12th, and pays 19 thirtieths and the month ahead", async () => {
    first = books.aSide(days.unit, { startOn: "2026-01-12", advanceBilling: true });
    await books.hear(first, { kind: "register", on: "2026-01-12" });
    expect(await closes("2026-01-31")).to.deep.equal(["1 issued 147.00 due 2026-02-10"]);
  });

  it("February: he pays in time, and March costs a month", async () => {
    await pays(1n, 14_700n, "2026-02-10");
    expect(await closes("2026-02-28")).to.deep.equal(["2 issued 90.00 due 2026-03-10"]);
  });

  it("March: a faster plan from the 16th takes back what the old one was paid for", async () => {
    await pays(2n, 9_000n, "2026-03-10");
    const price = { priceCents: 12_000n, payableCents: 12_000n, advanceBilling: true };
    const [ended, next] = books.replaced(first, "2026-03-16", price);
    faster = next;
    await books.hear(ended, { kind: "change-plan", on: "2026-03-16", successor: next });
    // April 120.00 and 15 days of March 60.00, less 42.00 of the 90.00 that were paid.
    expect(await closes("2026-03-31")).to.deep.equal(["3 issued 138.00 due 2026-04-10"]);
  });

  it("April: 15 days of suspension come back with May", async () => {
    await pays(3n, 13_800n, "2026-04-10");
    const bare = { ...faster, version: 2n, status: statuses.bare };
    await books.hear(bare, { kind: "suspend", on: "2026-04-10" });
    await days.comes("2026-04-25");
    await books.hear({ ...faster, version: 3n }, { kind: "resume", on: "2026-04-25" });
    expect(await closes("2026-04-30")).to.deep.equal(["4 issued 60.00 due 2026-05-10"]);
  });

  it("May: he pays ten days late, with fine and interest", async () => {
    await days.comes("2026-05-12");
    expect(await days.told()).to.deep.equal(["4 overdue 60.00 due 2026-05-10"]);
    // 2 % and a third of 1 %.
    expect(await pays(4n, 6_000n + 120n + 20n, "2026-05-20")).to.deep.equal([
      "4 paid 60.00 due 2026-05-10",
    ]);
    expect(await closes("2026-05-31")).to.deep.equal(["5 issued 120.00 due 2026-06-10"]);
  });

  it("June: he hands it to his sister on the 10th; 80.00 of June are his again, and paid out", async () => {
    await pays(5n, 12_000n, "2026-06-10");
    const [ended, next] = books.replaced(faster, "2026-06-10", {
      customerId: newId(),
      priceCents: 12_000n,
      payableCents: 12_000n,
      advanceBilling: true,
      contract: plans.Contract.fromPartial({ cancellationFormula: "25,00" }),
    });
    heir = next;
    const gone = { ...ended, version: 4n };
    await books.hear(gone, { kind: "transfer", on: "2026-06-10", successor: next });
    // Twenty days of June and July are hers.
    expect(await closes("2026-06-30")).to.deep.equal(["6 issued 200.00 due 2026-07-10"]);
    const payout = await payOut(first, 8_000n);
    expect(payout).to.include({ amountCents: 8_000n, paidOn: "2026-06-30" });
  });

  it("July: she cancels on the 20th; her fine is paid with what comes back, and the rest paid out", async () => {
    await pays(6n, 20_000n, "2026-07-10");
    const gone: Side = {
      ...heir,
      version: 2n,
      service: "released",
      endedOn: "2026-07-20",
      status: statuses.bare,
    };
    await books.hear(gone, { kind: "cancel", on: "2026-07-20" });
    // 40.00 come back, which do not fit into the fine.
    expect(await closes("2026-07-31")).to.deep.equal(["7 issued 25.00 due 2026-08-10"]);
    await payOut(heir, 1_500n);
    expect(await days.told()).to.deep.equal(["7 paid 25.00 due 2026-08-10"]);
  });

  it("August to December: nothing more is billed to anybody, and nothing comes back twice", async () => {
    for (const day of ["2026-08-31", "2026-09-30", "2026-10-31", "2026-11-30", "2026-12-31"])
      expect(await closes(day), day).to.deep.equal([]);
  });

  it("leaves books in which each paid for the days that were used, and nobody owes anything", async () => {
    const rows = await books.database.db.query<{ account: string; cents: string }[]>(
      "SELECT account, SUM(amount_cents) AS cents FROM ledger_entries GROUP BY account",
    );
    const sums = Object.fromEntries(rows.map(({ account, cents }) => [account, Number(cents)]));
    // 57.00 + 90.00 + 48.00 + 60.00 + 60.00 + 120.00 + 40.00 of his, 80.00 + 80.00 + 25.00 of hers.
    expect(sums).to.deep.equal({
      revenue: -66_000,
      "late-fees": -140,
      receivable: 0,
      "customer-credit": 0,
      cash: 66_140,
    });
    const contacts = () => Promise.resolve(new Map());
    const print = () => Promise.resolve(new Uint8Array());
    for (const { customerId = "" } of [first, heir]) {
      await books.scoped()(({ lists }) => lists.saveCustomer(customerId, "Ana", days.unit));
      const asked = { customerId, businessUnitId: days.unit, fromOn: "", toOn: "" };
      const { read } = readStatement(books.scoped(), { contacts, print });
      expect((await read(asked, "all")).closingCents).to.equal(0n);
      const [credit] = await readCredit(books.scoped(), clock)(customerId, "all");
      expect(credit).to.deep.include({ creditCents: 0n, owedCents: 0n, returns: [] });
    }
  });
});
