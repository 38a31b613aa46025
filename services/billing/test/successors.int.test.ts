import { plans } from "@isp/contracts";
import { newId } from "@isp/kernel";
import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { participant } from "../src/grpc/participant.ts";
import { billNow } from "../src/usecases/bill-now.ts";
import { type Books, openBooks, statuses } from "./support/books.ts";
import { named } from "./support/ladder.ts";

const clock = fakeClock("2026-06-01T12:00:00Z");
describe("billing of a subscription that another follows, or that ends", function () {
  this.timeout(60_000);
  let books: Books;
  let database: Books["database"];
  let { aUnit, aSide, hear, close, replaced, scoped } = {} as Books;
  before(async () => {
    books = await openBooks(clock);
    ({ database, aUnit, aSide, hear, close, replaced, scoped } = books);
  });
  after(() => books.stop());

  it("V20: C48: bills the old price up to the change and the new one from it", async () => {
    const unit = await aUnit();
    const old = aSide(unit);
    await hear(old, { kind: "register", on: "2026-05-31" });
    const [ended, next] = replaced(old, "2026-06-12", {
      priceCents: 12_000n,
      payableCents: 12_000n,
    });
    await hear(ended, { kind: "change-plan", on: "2026-06-12", successor: next });
    clock.set("2026-07-01T12:00:00Z");
    const billed = await close(unit, "2026-06-30");
    expect([billed.get(old.id!), billed.get(next.id!)]).to.deep.equal([3_600n, 7_200n]);
  });

  for (const [basis, parts] of [
    ["actual", [4_355n, 4_645n]],
    ["commercial30", [4_500n, 4_500n]],
  ] as const) {
    it(`V21: C48: a change at the same price costs one month: ${basis}`, async () => {
      const unit = await aUnit(basis);
      const old = aSide(unit, { startOn: "2026-06-30" });
      await hear(old, { kind: "register", on: "2026-06-30" });
      const [ended, next] = replaced(old, "2026-07-15");
      await hear(ended, { kind: "change-plan", on: "2026-07-15", successor: next });
      clock.set("2026-08-01T12:00:00Z");
      const billed = await close(unit, "2026-07-31");
      expect([billed.get(old.id!), billed.get(next.id!)]).to.deep.equal(parts);
    });
  }

  it("C50: V21: a transfer at the same price makes no month longer than thirty days: commercial30", async () => {
    const unit = await aUnit("commercial30");
    const old = aSide(unit);
    await hear(old, { kind: "register", on: "2026-05-31" });
    clock.set("2026-07-01T12:00:00Z");
    await close(unit, "2026-06-30");
    const [ended, next] = replaced(old, "2026-07-15", { customerId: newId() });
    await hear(ended, { kind: "transfer", on: "2026-07-15", successor: next });
    clock.set("2026-08-01T12:00:00Z");
    const billed = await close(unit, "2026-07-31");
    expect([billed.get(old.id!), billed.get(next.id!)]).to.deep.equal([4_500n, 4_500n]);
  });

  it("C21: C48: parts of a commercial month, billed at once, changed and closed, add up to its price", async () => {
    const unit = await aUnit("commercial30");
    const price = { priceCents: 10_001n, payableCents: 10_001n };
    const old = aSide(unit, price);
    await hear(old, { kind: "register", on: "2026-05-31" });
    for (const on of ["2026-06-03", "2026-06-11"]) {
      clock.set(`${on}T15:00:00Z`);
      const asked = { subscriptionId: old.id!, on, dueOn: "2026-06-30" };
      await billNow(scoped(), clock)(named("BillNow"), asked, "all");
    }
    const [ended, next] = replaced(old, "2026-06-18", price);
    await hear(ended, { kind: "change-plan", on: "2026-06-18", successor: next });
    clock.set("2026-07-01T12:00:00Z");
    await close(unit, "2026-06-30");
    expect(await amountsOf(unit)).to.deep.equal([1_000n, 2_667n, 2_334n, 4_000n]);
  });

  it("V35: C48: a commercial month that was paid ahead and changed at its price costs no centavo more", async () => {
    const unit = await aUnit("commercial30");
    clock.set("2026-06-01T12:00:00Z");
    const price = { priceCents: 10_001n, payableCents: 10_001n };
    const old = aSide(unit, { advanceBilling: true, ...price });
    await hear(old, { kind: "register", on: "2026-05-31" });
    await close(unit, "2026-05-31");
    const [ended, next] = replaced(old, "2026-06-15", { ...price });
    await hear(ended, { kind: "change-plan", on: "2026-06-15", successor: next });
    clock.set("2026-07-01T12:00:00Z");
    // What comes back is what the change costs: both wait for the next invoice.
    await close(unit, "2026-06-30");
    expect(await amountsOf(unit)).to.deep.equal([10_001n]);
    clock.set("2026-08-01T12:00:00Z");
    await close(unit, "2026-07-31");
    // Half of the month is 50.005, and is rounded up once.
    expect(await amountsOf(unit)).to.have.members([10_001n, -5_000n, 5_000n, 10_001n]);
  });

  async function amountsOf(unit: string): Promise<readonly bigint[]> {
    const rows = await database.db.query<{ amount: string }[]>(
      `SELECT l.amount_cents AS amount FROM invoice_lines l JOIN invoices i ON i.id = l.invoice_id
       WHERE i.business_unit_id = ? ORDER BY l.from_on, l.id`,
      [unit],
    );
    return rows.map(({ amount }) => BigInt(amount));
  }

  it("V22: C54: bills up to a cancellation, and keeps the fine as a charge, once", async () => {
    const unit = await aUnit();
    const contract = plans.Contract.fromPartial({
      validityMonths: 12,
      expiresOn: "2026-11-20",
      cancellationFormula: "300,00",
    });
    const old = aSide(unit, { contract });
    await hear(old, { kind: "register", on: "2026-05-31" });
    const [ended] = replaced(old, "2026-06-20");
    const said = { kind: "cancel", on: "2026-06-20", messageId: newId() };
    await hear(ended, said);
    await hear(ended, said);
    const charges = await scoped()((scope) => scope.charges.ofSubscription(old.id!));
    expect(charges).to.have.length(1);
    expect(charges[0]).to.include({ amountCents: 30_000n, chargedOn: "2026-06-20" });
    clock.set("2026-07-01T12:00:00Z");
    expect((await close(unit, "2026-06-30")).get(old.id!)).to.equal(6_000n + 30_000n);
    clock.set("2026-08-01T12:00:00Z");
    expect([...(await close(unit, "2026-07-31"))]).to.deep.equal([]);
  });

  it("C54: charges no fine that was waived", async () => {
    const unit = await aUnit();
    const contract = plans.Contract.fromPartial({ cancellationFormula: "300,00" });
    const old = aSide(unit, { contract });
    await hear(old, { kind: "register", on: "2026-05-31" });
    const [ended] = replaced(old, "2026-06-20");
    await hear(ended, { kind: "cancel", on: "2026-06-20", choices: { "waive-fine": "true" } });
    expect(await scoped()((scope) => scope.charges.ofSubscription(old.id!))).to.deep.equal([]);
  });

  it("C50: D19: bills days before a transfer to the old customer and days after to the new", async () => {
    const unit = await aUnit();
    const old = aSide(unit);
    await hear(old, { kind: "register", on: "2026-05-31" });
    const [ended, next] = replaced(old, "2026-06-12", { customerId: newId() });
    await hear(ended, { kind: "transfer", on: "2026-06-12", successor: next });
    clock.set("2026-07-01T12:00:00Z");
    await close(unit, "2026-06-30");
    const rows = await database.db.query<{ customer_id: string; total_cents: string }[]>(
      "SELECT customer_id, total_cents FROM invoices WHERE business_unit_id = ?",
      [unit],
    );
    const totals = new Map(rows.map((row) => [row.customer_id, BigInt(row.total_cents)]));
    expect(totals.get(old.customerId!)).to.equal(3_600n);
    expect(totals.get(next.customerId!)).to.equal(5_400n);
  });

  it("V17: loses no days of two back-dated changes that cross on their way", async () => {
    const unit = await aUnit();
    const held = aSide(unit);
    await hear(held, { kind: "register", on: "2026-05-31" });
    const resumed = { ...held, version: 3n };
    const suspended = { ...held, version: 2n, status: statuses.bare, service: "suspended" };
    await hear(resumed, { kind: "resume", on: "2026-06-15" });
    const late = await hear(suspended, { kind: "suspend", on: "2026-06-10" });
    expect(await scoped()(({ steps }) => steps.find(late))).to.include({ state: "superseded" });
    clock.set("2026-07-01T12:00:00Z");
    expect((await close(unit, "2026-06-30")).get(held.id!)).to.equal(7_500n);
  });

  it("V19: follows a successor that was suspended before the change was heard", async () => {
    const unit = await aUnit();
    const old = aSide(unit);
    await hear(old, { kind: "register", on: "2026-05-31" });
    const [ended, next] = replaced(old, "2026-06-10");
    const suspended = { ...next, version: 2n, status: statuses.bare, service: "suspended" };
    await hear(suspended, { kind: "suspend", on: "2026-06-20" });
    await hear(ended, { kind: "change-plan", on: "2026-06-10", successor: next });
    clock.set("2026-07-01T12:00:00Z");
    const billed = await close(unit, "2026-06-30");
    expect([billed.get(old.id!), billed.get(next.id!)]).to.deep.equal([3_000n, 3_000n]);
  });

  it("V35: C48: takes back what was billed ahead and is not owed, once", async () => {
    const unit = await aUnit();
    clock.set("2026-06-01T12:00:00Z");
    const old = aSide(unit, { advanceBilling: true });
    await hear(old, { kind: "register", on: "2026-05-31" });
    expect((await close(unit, "2026-05-31")).get(old.id!)).to.equal(9_000n);
    const more = { priceCents: 12_000n, payableCents: 12_000n, advanceBilling: true };
    const [ended, next] = replaced(old, "2026-06-12", more);
    const asked = {
      kind: "change-plan",
      from: { subscriptionId: old.id! },
      on: "2026-06-12",
      choices: {},
    };
    const before = await participant(scoped(), scoped()).preview(asked as never, null as never);
    expect(before.effects[0]).to.include({ action: "credited", amountCents: -5_400n });
    await hear(ended, { kind: "change-plan", on: "2026-06-12", successor: next });
    clock.set("2026-07-01T12:00:00Z");
    const billed = await close(unit, "2026-06-30");
    expect(billed.get(next.id!)).to.equal(12_000n + 7_200n);
    expect(billed.get(old.id!)).to.equal(-5_400n);
    const rows = await database.db.query<{ total_cents: string }[]>(
      "SELECT total_cents FROM invoices WHERE business_unit_id = ? ORDER BY number",
      [unit],
    );
    expect(rows.map((row) => BigInt(row.total_cents))).to.deep.equal([9_000n, 13_800n]);
    clock.set("2026-08-01T12:00:00Z");
    const later = await close(unit, "2026-07-31");
    expect([...later]).to.deep.equal([[next.id!, 12_000n]]);
  });

  it("V36: C54: carries a credit forward while its customer has nothing to pay", async () => {
    const unit = await aUnit();
    clock.set("2026-06-01T12:00:00Z");
    const old = aSide(unit, { advanceBilling: true });
    await hear(old, { kind: "register", on: "2026-05-31" });
    await close(unit, "2026-05-31");
    const [ended] = replaced(old, "2026-06-20");
    await hear(ended, { kind: "cancel", on: "2026-06-20" });
    clock.set("2026-07-01T12:00:00Z");
    expect([...(await close(unit, "2026-06-30"))]).to.deep.equal([]);
    const again = aSide(unit, { customerId: old.customerId!, startOn: "2026-06-30" });
    await hear(again, { kind: "register", on: "2026-06-30" });
    clock.set("2026-08-01T12:00:00Z");
    const billed = await close(unit, "2026-07-31");
    expect([billed.get(again.id!), billed.get(old.id!)]).to.deep.equal([9_000n, -3_000n]);
  });

  it("C54: D15: says beforehand that a formula gives no amount, and cancels without a fine", async () => {
    const unit = await aUnit();
    const contract = plans.Contract.fromPartial({
      validityMonths: 12,
      expiresOn: "2026-11-20",
      cancellationFormula: "999999999999999 * 999999999999999",
    });
    const old = aSide(unit, { contract });
    await hear(old, { kind: "register", on: "2026-05-31" });
    const asked = { kind: "cancel", from: { subscriptionId: old.id! }, on: "2026-06-20" };
    const request = { ...asked, choices: {} } as never;
    const before = await participant(scoped(), scoped()).preview(request, null as never);
    expect(before.warnings.map(({ code }) => code)).to.deep.equal(["billing.fine_too_large"]);
    const [ended] = replaced(old, "2026-06-20");
    const operationId = await hear(ended, { kind: "cancel", on: "2026-06-20" });
    const step = await scoped()(({ steps }) => steps.find(operationId));
    expect(step).to.include({ state: "applied" });
  });

  it("C54: C56: says beforehand what it would charge, and what speaks against it", async () => {
    const unit = await aUnit();
    const contract = plans.Contract.fromPartial({
      installFeeCents: 10_000n,
      installments: 3,
      cancellationFormula: "valor_pagar * 2",
    });
    const old = aSide(unit, { contract });
    await hear(old, { kind: "register", on: "2026-05-31" });
    const ask = async (kind: string, choices = {}) => {
      const from = { subscriptionId: old.id!, customerId: old.customerId! };
      const to = kind === "transfer" ? { customerId: old.customerId! } : undefined;
      const request = { kind, from, to, on: "2026-07-01", choices };
      return participant(scoped(), scoped()).preview(request as never, null as never);
    };
    const cancel = await ask("cancel");
    expect(cancel.effects[0]).to.include({ action: "charged", amountCents: 18_000n });
    expect(cancel.effects[0]?.detail).to.match(/^cancellation fine by .+ with \w+ = [\d,]+/);
    expect(cancel.warnings.map(({ code }) => code)).to.deep.equal(["billing.installments_open"]);
    expect((await ask("cancel", { "waive-fine": "true" })).effects).to.deep.equal([]);
    expect((await ask("delete")).conflicts).to.deep.equal([]);
    clock.set("2026-07-01T12:00:00Z");
    await close(unit, "2026-06-30");
    const remove = await ask("delete");
    expect(remove.conflicts.map(({ code }) => code)).to.deep.equal(["billing.invoices_unpaid"]);
    const transfer = await ask("transfer");
    expect(transfer.warnings.map(({ code }) => code)).to.include("billing.target_has_debts");
  });
});
