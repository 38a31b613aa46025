import { transactor } from "@isp/db";
import { newId } from "@isp/kernel";
import { fakeClock, openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { migrations } from "../src/db/migrations/index.ts";
import { billingScope } from "../src/db/scope.ts";
import type { SubscriptionTerms } from "../src/domain/subscription-terms.ts";
import { commitBatch } from "../src/usecases/commit-batch.ts";
import { commitClosing } from "../src/usecases/commit-closing.ts";
import { keepBusinessUnit } from "../src/usecases/keep-business-unit.ts";
import { proposeBatch } from "../src/usecases/propose-batch.ts";
import { proposeClosing } from "../src/usecases/propose-closing.ts";
import { runClosings } from "../src/usecases/run-closings.ts";

const clock = fakeClock("2026-06-01T12:00:00Z");
const unitId = newId();
const heardAll = () => Promise.resolve(true);
const subscriptions = 120;

const unit = {
  id: unitId,
  name: "Londrina",
  timeZone: "America/Sao_Paulo",
  prorationBasis: "actual",
  closingDay: 31,
} as const;

const terms = (index: number, customerId: string): SubscriptionTerms => ({
  subscriptionId: newId(),
  version: 1n,
  businessUnitId: unitId,
  customerId,
  number: BigInt(1_000 + index),
  planName: "Banda Larga",
  startOn: "2026-05-21",
  trialDays: 0,
  priceCents: 9_000n,
  payableCents: 9_000n,
  advanceBilling: index % 3 === 0,
  billedThroughOn: null,
  lastClosingOn: null,
  endedOn: null,
  dueDayId: "",
  paymentFormId: "",
  debitAccountId: "",
  predecessorId: "",
  installFeeCents: 0n,
  installments: 0,
  expiresOn: null,
  validityMonths: 0,
  fineFormula: "",
  mailboxesIncluded: 0,
  mailboxFeeCents: 0n,
  carriedThroughOn: null,
});

describe("a closing of a business unit", function () {
  this.timeout(60_000);
  let database: TestDatabase;

  const scoped = () => transactor(database.db, (manager) => billingScope(manager, clock));
  const propose = () => proposeClosing(scoped(), clock, heardAll)(unitId, "2026-05-31", "all");
  const commit = (id: string) => commitClosing(scoped(), clock)(id, "all");
  const read = (id: string) => scoped()(({ closings }) => closings.find(id, "all"));

  /** Brings a closing to the end of its phase, in batches of seven. */
  const run = async (id: string, phase: "proposing" | "committing") => {
    const batch =
      phase === "proposing"
        ? proposeBatch({ transact: scoped() }, clock, 7)
        : commitBatch(scoped(), clock, 7);
    while ((await read(id)).state === phase) await batch(id);
  };
  const count = async (table: string) => {
    const [row] = await database.db.query<{ n: string }[]>(`SELECT COUNT(*) AS n FROM ${table}`);
    return Number(row?.n);
  };

  before(async () => {
    database = await openTestDatabase({ migrations });
    await scoped()(async (scope) => {
      await keepBusinessUnit(scope, unit, clock);
      let customerId = newId();
      for (let index = 0; index < subscriptions; index++) {
        // Every second subscription belongs to the customer of the one before.
        if (index % 2 === 0) customerId = newId();
        const held = terms(index, customerId);
        await scope.terms.save(held);
        await scope.terms.saveHistory(held.subscriptionId, [{ fromOn: held.startOn, bills: true }]);
      }
    });
  });

  after(() => database.close());

  it("is refused on a date on which nothing closes, and ahead of time (R9)", async () => {
    const code = async (on: string) => {
      try {
        await proposeClosing(scoped(), clock, heardAll)(unitId, on, "all");
        return "ok";
      } catch (error) {
        return (error as { code: string }).code;
      }
    };
    expect(await code("2026-05-30")).to.equal("billing.closing_day_wrong");
    expect(await code("2026-06-30")).to.equal("billing.closing_in_future");
  });

  it("is not proposed from less than plans has decided", async () => {
    const behind = proposeClosing(scoped(), clock, () => Promise.resolve(false));
    const refusal: unknown = await behind(unitId, "2026-05-31", "all").then(
      () => null,
      (error: unknown) => error,
    );
    expect(refusal).to.include({ code: "billing.behind", kind: "unavailable" });
    expect(await count("closings")).to.equal(0);
  });

  it("proposes, and proposing again from the start gives the same", async () => {
    const first = await propose();
    await run(first.id, "proposing");
    const proposed = await read(first.id);
    // 80 in arrears at 29.03, and 40 in advance at 29.03 and the month ahead.
    expect(proposed).to.include({
      state: "proposed",
      subscriptions: 120n,
      lines: 160n,
      invoices: 60n,
    });
    expect(proposed.amountCents).to.equal(120n * 2_903n + 40n * 9_000n);
    const again = await propose();
    expect(again.id).to.equal(first.id);
    await run(again.id, "proposing");
    expect(await read(again.id)).to.include({ amountCents: proposed.amountCents, lines: 160n });
  });

  it("is not committed so late that its invoices would be due at once (R8)", async () => {
    const { id } = await propose();
    await run(id, "proposing");
    const late = fakeClock("2026-06-07T12:00:00Z");
    const refused = await commitClosing(scoped(), late)(id, "all").catch((error: unknown) => error);
    expect(refused).to.have.property("code", "billing.closing_due_too_soon");
    expect(await read(id)).to.have.property("state", "proposed");
  });

  it("commits exactly the proposal, shared by several workers and begun twice (R13, I4)", async () => {
    const { id, amountCents } = await propose();
    expect(amountCents).to.equal(0n);
    await run(id, "proposing");
    const proposed = await read(id);
    await Promise.all([commit(id), commit(id)]);
    await Promise.all([run(id, "committing"), run(id, "committing"), run(id, "committing")]);
    await commit(id);
    const committed = await read(id);
    expect(committed).to.include({ state: "committed", amountCents: proposed.amountCents });
    expect(await count("invoices")).to.equal(60);
    expect(await count("invoice_lines")).to.equal(160);
  });

  it("keeps lines, invoices and ledger equal to the centavo, and numbers without a gap (I3, I4)", async () => {
    const [sums] = await database.db.query<Record<string, string>[]>(
      `SELECT (SELECT SUM(amount_cents) FROM invoice_lines) AS byLine,
              (SELECT SUM(total_cents) FROM invoices) AS byInvoice,
              (SELECT SUM(amount_cents) FROM ledger_entries WHERE account = 'receivable') AS owed,
              (SELECT SUM(amount_cents) FROM ledger_entries) AS balance,
              (SELECT MAX(number) - MIN(number) + 1 FROM invoices) AS span`,
    );
    const total = String(120 * 2_903 + 40 * 9_000);
    expect(sums).to.deep.equal({
      byLine: total,
      byInvoice: total,
      owed: total,
      balance: "0",
      span: "60",
    });
  });

  it("announces every invoice once", async () => {
    const rows = await database.db.query<{ subject: string; n: string }[]>(
      "SELECT subject, COUNT(*) AS n FROM outbox GROUP BY subject ORDER BY subject",
    );
    expect(rows).to.deep.equal([
      { subject: "isp.billing.v1.closing.committed", n: "1" },
      { subject: "isp.billing.v1.invoice.issued", n: "60" },
    ]);
  });

  it("names in each announcement the plans that it bills", async () => {
    const rows = await database.db.query<{ payload: string }[]>(
      "SELECT payload FROM outbox WHERE subject LIKE '%.invoice.issued'",
    );
    const numbers = rows.flatMap(({ payload }) => {
      const { invoice } = JSON.parse(payload) as {
        readonly invoice: { readonly lines: readonly { readonly subscriptionNumber: string }[] };
      };
      return invoice.lines.map(({ subscriptionNumber }) => Number(subscriptionNumber));
    });
    const billed = Array.from({ length: 120 }, (_, index) => 1_000 + index);
    expect([...new Set(numbers)].toSorted((a, b) => a - b)).to.deep.equal(billed);
  });

  it("answers a committed closing as it is when it is asked for again (V32)", async () => {
    const again = await propose();
    expect(again.state).to.equal("committed");
    expect(await count("invoices")).to.equal(60);
  });

  it("goes on although another closing fails at every batch", async () => {
    const seen: string[] = [];
    const underWay = ["bad", "good"].map((id) => ({ id, state: "proposing" }));
    const look = (work: (scope: never) => Promise<unknown>) =>
      work({ closings: { underWay: () => Promise.resolve(underWay) } } as never);
    const propose = (id: string) => {
      seen.push(id);
      return id === "bad" ? Promise.reject(new Error("planted")) : Promise.resolve();
    };
    const work = { proposing: propose };
    const round = runClosings(look as never, work, () => undefined);
    expect(
      await round().then(
        () => "ok",
        (error: Error) => error.message,
      ),
    ).to.equal("planted");
    expect(seen).to.deep.equal(["bad", "good"]);
  });

  it("bills June whole in the next closing, and nothing of what was billed ahead (C60, C64)", async () => {
    clock.set("2026-07-01T12:00:00Z");
    const { id } = await proposeClosing(scoped(), clock, heardAll)(unitId, "2026-06-30", "all");
    await run(id, "proposing");
    const june = await read(id);
    // 80 for June behind, 40 for July ahead.
    expect(june.amountCents).to.equal(120n * 9_000n);
    await commit(id);
    await run(id, "committing");
    expect(await count("invoice_lines")).to.equal(280);
  });

  it("of an older date bills nothing again and sets nobody back (R9)", async () => {
    const { id } = await proposeClosing(scoped(), clock, heardAll)(unitId, "2026-04-30", "all");
    await run(id, "proposing");
    await commit(id);
    await run(id, "committing");
    expect(await count("invoice_lines")).to.equal(280);
    const last = await database.db.query<{ at: string; n: string }[]>(
      `SELECT last_closing_on AS at, COUNT(*) AS n FROM subscription_terms GROUP BY last_closing_on`,
    );
    expect(last).to.deep.equal([{ at: "2026-06-30", n: "120" }]);
  });
});
