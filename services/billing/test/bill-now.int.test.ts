import { transactor, type WriteRequest } from "@isp/db";
import { newId } from "@isp/kernel";
import { fakeClock, openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { migrations } from "../src/db/migrations/index.ts";
import { billingScope } from "../src/db/scope.ts";
import type { SubscriptionTerms } from "../src/domain/subscription-terms.ts";
import { billNow } from "../src/usecases/bill-now.ts";
import { commitBatch } from "../src/usecases/commit-batch.ts";
import { commitClosing } from "../src/usecases/commit-closing.ts";
import { keepBusinessUnit } from "../src/usecases/keep-business-unit.ts";
import { previewBill } from "../src/usecases/preview-bill.ts";
import { proposeBatch } from "../src/usecases/propose-batch.ts";
import { proposeClosing } from "../src/usecases/propose-closing.ts";

const clock = fakeClock("2026-06-20T12:00:00Z");
const unitId = newId();
const unit = {
  id: unitId,
  name: "Londrina",
  timeZone: "America/Sao_Paulo",
  prorationBasis: "actual",
  closingDay: 31,
} as const;
const request = (requestId = newId()): WriteRequest => ({
  requestId,
  rpc: "BillSubscription",
  fingerprint: "0".repeat(64),
});

describe("one subscription billed at once", function () {
  this.timeout(60_000);
  let database: TestDatabase;
  const scoped = () => transactor(database.db, (manager) => billingScope(manager, clock));
  const bill = (subscriptionId: string, on: string, named = request()) =>
    billNow(scoped(), clock)(named, { subscriptionId, on, dueOn: "2026-06-30" }, "all");
  const codeOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => "ok",
      (error: { code: string }) => error.code,
    );

  before(async () => {
    database = await openTestDatabase({ migrations });
    await scoped()((scope) => keepBusinessUnit(scope, unit, clock));
  });

  after(() => database.close());

  async function keep(fields: Partial<SubscriptionTerms> = {}): Promise<SubscriptionTerms> {
    const terms: SubscriptionTerms = {
      subscriptionId: newId(),
      version: 1n,
      businessUnitId: unitId,
      customerId: newId(),
      number: 1_001n,
      planName: "Banda Larga",
      startOn: "2026-05-01",
      trialDays: 0,
      priceCents: 9_000n,
      payableCents: 9_000n,
      advanceBilling: false,
      billedThroughOn: "2026-05-31",
      lastClosingOn: "2026-05-31",
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
      ...fields,
    };
    await scoped()(async (scope) => {
      await scope.terms.save(terms);
      await scope.terms.saveHistory(terms.subscriptionId, [{ fromOn: terms.startOn, bills: true }]);
    });
    return terms;
  }

  it("pays to that day, and the closing goes on after it: 60.00 and 30.00 (C21, D4, V41)", async () => {
    const { subscriptionId, customerId } = await keep();
    const invoice = await bill(subscriptionId, "2026-06-20");
    expect(invoice).to.include({ totalCents: 6_000n, dueOn: "2026-06-30", state: "issued" });
    expect(invoice.lines).to.have.length(1);
    expect(invoice.lines[0]).to.include({ fromOn: "2026-05-31", toOn: "2026-06-20", days: 20 });

    clock.advance({ days: 11 });
    const closing = await proposeClosing(scoped(), clock, () => Promise.resolve(true))(
      unitId,
      "2026-06-30",
      "all",
    );
    await proposeBatch({ transact: scoped() }, clock)(closing.id);
    await commitClosing(scoped(), clock)(closing.id, "all");
    while (await commitBatch(scoped(), clock)(closing.id));
    const [row] = await database.db.query<{ total: string }[]>(
      "SELECT SUM(total_cents) AS total FROM invoices WHERE customer_id = ?",
      [customerId],
    );
    expect(Number(row?.total)).to.equal(9_000);
    clock.advance({ days: -11 });
  });

  it("happens once for one request, and never bills a day twice (C21)", async () => {
    const { subscriptionId } = await keep();
    const named = request();
    const all = await Promise.all(
      Array.from({ length: 8 }, () => bill(subscriptionId, "2026-06-15", named)),
    );
    expect(new Set(all.map(({ id }) => id)).size).to.equal(1);
    const codes = await Promise.all(
      Array.from({ length: 4 }, () => codeOf(bill(subscriptionId, "2026-06-15"))),
    );
    expect(codes).to.deep.equal(Array.from({ length: 4 }, () => "billing.nothing_to_bill"));
  });

  it("R6: bills months that nobody billed to who has seen how many they are, one line for each", async () => {
    const fields = { startOn: "2026-01-10", billedThroughOn: null, lastClosingOn: null };
    const { subscriptionId } = await keep(fields);
    const seen = await previewBill(scoped(), clock)({ subscriptionId, on: "2026-06-20" }, "all");
    // January from the 10th, four months, and 20 days of June.
    const cents = [6_097n, 9_000n, 9_000n, 9_000n, 9_000n, 6_000n];
    expect(seen.lines.map(({ amountCents }) => amountCents)).to.deep.equal(cents);
    expect(seen).to.include({ totalCents: 48_097n, pastCycles: 5, pastCents: 42_097n });
    const refusal = await bill(subscriptionId, "2026-06-20").then(
      () => "ok",
      (error: { code: string; message: string }) => `${error.code}: ${error.message}`,
    );
    expect(refusal).to.equal(
      "billing.retroactive: 5 past cycles are unbilled, 42097 centavos in all",
    );
    const asked = { subscriptionId, on: "2026-06-20", dueOn: "2026-06-30", takesPast: true };
    const invoice = await billNow(scoped(), clock)(request(), asked, "all");
    expect(invoice.lines.map(({ amountCents }) => amountCents)).to.deep.equal(cents);
    expect(invoice.totalCents).to.equal(48_097n);
    expect(await codeOf(bill(subscriptionId, "2026-06-20"))).to.equal("billing.nothing_to_bill");
  });

  it("refuses days that are wrong, months that nobody billed, and another unit's operator", async () => {
    const { subscriptionId } = await keep();
    expect(await codeOf(bill(subscriptionId, "2026-02-30"))).to.equal("billing.invalid");
    expect(await codeOf(bill(subscriptionId, "2027-01-01"))).to.equal("billing.invalid");
    const old = await keep({ startOn: "2026-01-10", billedThroughOn: null, lastClosingOn: null });
    expect(await codeOf(bill(old.subscriptionId, "2026-06-20"))).to.equal("billing.retroactive");
    const asked = { subscriptionId, on: "2026-06-20", dueOn: "2026-06-30" };
    const stranger = billNow(scoped(), clock)(request(), asked, [newId()]);
    expect(await codeOf(stranger)).to.equal("billing.subscription_not_found");
    const past = billNow(scoped(), clock)(request(), { ...asked, dueOn: "2026-06-01" }, "all");
    expect(await codeOf(past)).to.equal("billing.invalid");
  });
});
