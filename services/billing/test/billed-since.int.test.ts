import { openTestDatabase, type TestDatabase } from "@isp/testing";
import { noFailpoints } from "@isp/kernel";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { migrations } from "../src/db/migrations/index.ts";
import { addUnit, closeUnit } from "./support/closing-unit.ts";

const untilCommit = (name: string): void => {
  if (name === "billing.commit_begun") throw new Error("planted");
};

describe("a subscription that is billed between proposal and commit", function () {
  this.timeout(60_000);
  let database: TestDatabase;
  const query = <Row>(statement: string) => database.db.query<Row[]>(statement);
  const lineNumbers = async () => {
    const rows = await query<{ number: string }>(
      `SELECT t.number FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id
       JOIN closings c ON c.id = i.closing_id AND c.closing_on = '2026-06-30'
       JOIN subscription_terms t ON t.subscription_id = l.subscription_id AND t.customer_id = l.customer_id
       WHERE t.number IN (1010, 1011)`,
    );
    return [...new Set(rows.map(({ number }) => number))];
  };

  before(async () => {
    database = await openTestDatabase({ migrations });
    await addUnit(database.db);
    const stopped: unknown = await closeUnit(database.db, untilCommit).catch(
      (error: unknown) => error,
    );
    expect(stopped).to.have.property("message", "planted");
    await query(
      "UPDATE subscription_terms SET billed_through_on = '2026-06-15' WHERE number = 1010",
    );
    await closeUnit(database.db, noFailpoints);
  });

  after(() => database.close());

  it("is parked with its reason and billed no day twice, its customer's other one is billed (R9)", async () => {
    const parked = await query(
      `SELECT t.number, k.code FROM parked_subscriptions k
       JOIN subscription_terms t ON t.subscription_id = k.subscription_id WHERE t.number = 1010`,
    );
    expect(parked).to.deep.equal([{ number: "1010", code: "billing.days_already_billed" }]);
    expect(await lineNumbers()).to.deep.equal(["1011"]);
    const [terms] = await query<{ through: string; last: string }>(
      `SELECT billed_through_on AS \`through\`, last_closing_on AS last FROM subscription_terms
       WHERE number = 1010`,
    );
    expect(terms).to.deep.equal({ through: "2026-06-15", last: "2026-05-31" });
  });

  it("leaves no gap in the numbers, and books that add up", async () => {
    const [sums] = await query<Record<string, string>>(
      `SELECT (SELECT MAX(number) - COUNT(*) FROM invoices) AS gaps,
         (SELECT next - 1 FROM number_series) - (SELECT COUNT(*) FROM invoices) AS ahead,
         (SELECT SUM(total_cents) FROM invoices) - (SELECT SUM(amount_cents) FROM invoice_lines) AS lines_off,
         (SELECT SUM(amount_cents) FROM ledger_entries) AS balance`,
    );
    expect(sums).to.deep.equal({ gaps: "0", ahead: "0", lines_off: "0", balance: "0" });
  });
});
