import { newId } from "@isp/kernel";
import { fakeClock } from "@isp/testing";
import { transactor } from "@isp/db";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { billingScope } from "../src/db/scope.ts";
import { billNow } from "../src/usecases/bill-now.ts";
import { commitBatch } from "../src/usecases/commit-batch.ts";
import { commitClosing } from "../src/usecases/commit-closing.ts";
import { proposeBatch } from "../src/usecases/propose-batch.ts";
import { proposeClosing } from "../src/usecases/propose-closing.ts";
import { type Books, openBooks } from "./support/books.ts";
import { named } from "./support/ladder.ts";

const clock = fakeClock("2026-07-01T12:00:00Z");
const [on, price] = ["2026-06-30", 9_000n] as const;

describe("a subscription whose data is broken", function () {
  this.timeout(900_000);
  let books: Books;
  before(async () => {
    books = await openBooks(clock);
  });
  after(() => books.stop());

  const query = <Row>(text: string, values: readonly unknown[] = []): Promise<Row> =>
    books.database.db.query<Row>(text, [...values]);

  /** A unit with so many plans of 90.00, a customer to each, May closed; as an import leaves them. */
  async function aUnitOf(count: number): Promise<string> {
    const unit = await books.aUnit();
    const half = newId().slice(0, 24);
    const idOf = (letter: string) => `CONCAT('${half}${letter}', LPAD(seq, 11, '0'))`;
    await query(
      `INSERT INTO customers SELECT ${idOf("c")}, CONCAT('Cliente ', seq), ? FROM seq_1_to_${count}`,
      [unit],
    );
    await query(
      `INSERT INTO subscription_terms (subscription_id, version, business_unit_id, customer_id, number,
         plan_name, start_on, trial_days, price_cents, payable_cents, advance_billing,
         billed_through_on, last_closing_on, due_day_id, payment_form_id, debit_account_id)
       SELECT ${idOf("a")}, 1, ?, ${idOf("c")}, seq, 'Banda Larga', '2025-05-21', 0, ?, ?, 0,
         '2026-05-31', '2026-05-31', '', '', '' FROM seq_1_to_${count}`,
      [unit, `${price}`, `${price}`],
    );
    await query(
      `INSERT INTO status_periods SELECT ${idOf("a")}, '2025-05-21', 1 FROM seq_1_to_${count}`,
    );
    return unit;
  }

  const spoil = async (unit: string, number: number, what: string): Promise<string> => {
    const where = "WHERE business_unit_id = ? AND number = ?";
    await query(`UPDATE subscription_terms SET ${what} ${where}`, [unit, number]);
    const [row] = await query<{ id: string }[]>(
      `SELECT subscription_id AS id FROM subscription_terms ${where}`,
      [unit, number],
    );
    return row?.id ?? "";
  };

  /** Closes the unit as the service does, in batches of its size. */
  async function closed(unit: string) {
    const { scoped } = books;
    const issue = transactor(
      books.database.db,
      (manager) => billingScope(manager, clock),
      undefined,
      { isolation: "READ COMMITTED" },
    );
    const read = (id: string) => scoped()(({ closings }) => closings.find(id, "all"));
    const heard = () => Promise.resolve(true);
    const { id } = await proposeClosing(scoped(), clock, heard)(unit, on, "all");
    const propose = proposeBatch({ transact: scoped(), summing: issue }, clock);
    while ((await read(id)).state === "proposing") await propose(id);
    await commitClosing(scoped(), clock)(id, "all");
    const commit = commitBatch(issue, clock);
    while ((await read(id)).state === "committing") await commit(id);
    const parked = await scoped()(({ closings }) => closings.parked(id));
    const [sums] = await query<{ count: string; cents: string }[]>(
      "SELECT COUNT(*) AS count, SUM(total_cents) AS cents FROM invoices WHERE closing_id = ?",
      [id],
    );
    return { closing: await read(id), parked, invoices: Number(sums?.count), cents: sums?.cents };
  }

  it("is parked with its reason, whatever is broken, and all the others are billed", async () => {
    const unit = await aUnitOf(60);
    const broken = [
      [5, "trial_days = 2000000000", "billing.terms_broken"],
      [17, "payable_cents = -100", "billing.terms_broken"],
      [23, "start_on = '9999-12-31', trial_days = 40", "billing.terms_broken"],
      [31, "install_fee_cents = 1000, installments = 2000000000", "billing.terms_broken"],
      [44, "billed_through_on = '2026-01-31'", "billing.retroactive"],
    ] as const;
    for (const [number, what] of broken) await spoil(unit, number, what);
    const { parked, invoices, cents } = await closed(unit);
    expect(invoices).to.equal(60 - broken.length);
    expect(cents).to.equal(`${55n * price}`);
    const [numbers] = [
      await query<{ id: string; number: string }[]>(
        "SELECT subscription_id AS id, number FROM subscription_terms WHERE business_unit_id = ?",
        [unit],
      ),
    ];
    const numberOf = new Map(numbers.map(({ id, number }) => [id, Number(number)]));
    const told = parked.map(({ subscriptionId, code }) => [numberOf.get(subscriptionId), code]);
    expect(told.toSorted((one, other) => Number(one[0]) - Number(other[0]))).to.deep.equal(
      broken.map(([number, , code]) => [number, code]),
    );
    for (const { detail } of parked) expect(detail).to.match(/[a-z]/);
  });

  it("R18: among 100,000 leaves 99,999 billed and is parked alone, then is repaired and billed alone", async () => {
    const unit = await aUnitOf(100_000);
    const id = await spoil(unit, 54_321, "trial_days = 2000000000");
    const { parked, invoices, cents, closing } = await closed(unit);
    expect(invoices).to.equal(99_999);
    expect(cents).to.equal(`${99_999n * price}`);
    expect(closing).to.include({ state: "committed", invoices: 99_999n });
    expect(parked.map(({ subscriptionId, code }) => [subscriptionId, code])).to.deep.equal([
      [id, "billing.terms_broken"],
    ]);
    await spoil(unit, 54_321, "trial_days = 0");
    const bill = billNow(books.scoped(), clock);
    const asked = { subscriptionId: id, on, dueOn: "2026-07-10" };
    const invoice = await bill(named("BillSubscription"), asked, "all");
    expect(invoice).to.include({ totalCents: price, number: 100_000n });
    const [ledger] = await query<{ cents: string }[]>(
      `SELECT SUM(amount_cents) AS cents FROM ledger_entries e JOIN invoices i ON i.id = e.invoice_id
       WHERE i.business_unit_id = ? AND e.account = 'receivable'`,
      [unit],
    );
    expect(ledger?.cents).to.equal(`${100_000n * price}`);
  });
});
