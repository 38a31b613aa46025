import { type billing, billingEvents } from "@isp/contracts";
import { transactor } from "@isp/db";
import { isId, noFailpoints } from "@isp/kernel";
import { fakeClock, openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { migrations } from "../src/db/migrations/index.ts";
import { billingScope } from "../src/db/scope.ts";
import { invoiceFact } from "../src/events/published.ts";
import { addUnit, closeUnit } from "./support/closing-unit.ts";

type Row = {
  readonly id: string;
  readonly aggregateId: string;
  readonly headers: string;
  readonly payload: string;
};

describe("the facts of a closing's invoices", function () {
  this.timeout(60_000);
  let database: TestDatabase;
  let rows: readonly Row[];
  const contract = billingEvents.invoice.of("issued");

  before(async () => {
    database = await openTestDatabase({ migrations });
    await addUnit(database.db);
    // Of the kinds that a text in a text goes wrong with.
    await database.db.query("UPDATE subscription_terms SET plan_name = ?", [
      `Fibra "50" \\ ção 🚀 '%`,
    ]);
    await closeUnit(database.db, noFailpoints);
    rows = await database.db.query<Row[]>(
      `SELECT message_id AS id, aggregate_id AS aggregateId, headers, payload FROM outbox
       WHERE subject = ? ORDER BY sequence`,
      [contract.subject],
    );
  });

  after(() => database.close());

  it("say what the contract says of each invoice", async () => {
    const clock = fakeClock("2026-07-01T12:00:00Z");
    const read = transactor(database.db, (manager) => billingScope(manager, clock));
    expect(rows.length).to.be.above(15);
    for (const { aggregateId, payload } of rows) {
      const invoice = await read(({ invoices }) => invoices.find(aggregateId, "all"));
      // Who pays may have been paid out of a credit since, and a name is looked up where it is shown.
      const issued = { ...invoice, ...asIssued, customerName: "" };
      const wanted = contract.encode(invoiceFact(issued));
      expect(inOrder(contract.decode(payload))).to.deep.equal(inOrder(contract.decode(wanted)));
    }
  });

  it("are each under an id and headers of its own, in the order of the numbers", () => {
    expect(new Set(rows.map(({ id }) => id)).size).to.equal(rows.length);
    for (const { id, aggregateId, headers } of rows) {
      expect([isId(id), isId(aggregateId)], `${id} ${aggregateId}`).to.deep.equal([true, true]);
      expect(JSON.parse(headers)).to.include({ "ce-id": id, "ce-subject": aggregateId });
    }
    const numbers = rows.map(({ payload }) => Number(contract.decode(payload).invoice?.number));
    expect(numbers).to.deep.equal(rows.map((_, index) => index + 1));
  });
});

const asIssued = {
  version: 1n,
  state: "issued",
  paidCents: 0n,
  lateCents: 0n,
  settledOn: null,
  overdueOn: null,
} as const;

function inOrder({ invoice, ...fact }: billing.InvoiceFact) {
  const lines = invoice?.lines.toSorted((one, other) => (one.id < other.id ? -1 : 1));
  return { ...fact, invoice: { ...invoice, lines } };
}
