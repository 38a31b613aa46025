import type { WriteRequest } from "@isp/db";
import { newId } from "@isp/kernel";
import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { type InvoicingRules, usualRules } from "../src/domain/invoicing-rules.ts";
import { readInvoice } from "../src/usecases/read-invoice.ts";
import { writeInvoicingRules } from "../src/usecases/write-invoicing-rules.ts";
import { type Books, openBooks } from "./support/books.ts";

const clock = fakeClock("2026-05-31T18:00:00Z");

describe("what a unit says of its invoices (R17, R18)", function () {
  this.timeout(60_000);
  let books: Books;
  before(async () => {
    books = await openBooks(clock);
  });
  after(() => books.stop());

  const named = (): WriteRequest => ({
    requestId: newId(),
    rpc: "UpdateInvoicingRules",
    fingerprint: "0".repeat(64),
  });
  const rule = (unit: string, rules: Partial<InvoicingRules>, units: readonly string[] = [unit]) =>
    writeInvoicingRules(books.scoped(), clock)(named(), { ...usualRules(unit), ...rules }, units);
  const closeOn = (unit: string, on: string) => {
    clock.set(`${on}T18:00:00Z`);
    return books.close(unit, on);
  };

  /** A subscription since April's closing for so much a month. */
  async function sold(unit: string, payableCents: bigint, customerId = newId()) {
    const side = books.aSide(unit, { startOn: "2026-04-30", payableCents, customerId });
    await books.hear(side, { kind: "register", on: "2026-04-30" });
    return { ...side, id: side.id! };
  }

  const codeOf = (done: Promise<unknown>) =>
    done.then(
      () => "ok",
      (error: { readonly code: string }) => error.code,
    );

  it("is the law's most until somebody says less, under its version and in its own unit alone", async () => {
    const unit = await books.aUnit();
    expect(await rule(unit, { lateFineBasisPoints: 100 })).to.include({ version: 2n });
    expect(await codeOf(rule(unit, { lateFineBasisPoints: 50 }))).to.equal("billing.stale");
    const foreign = rule(unit, { version: 2n }, [newId()]);
    expect(await codeOf(foreign)).to.equal("billing.business_unit_not_found");
    const unlawful = rule(unit, { version: 2n, lateFineBasisPoints: 300 });
    expect(await codeOf(unlawful)).to.equal("billing.invalid");
  });

  it("V40: is charged as it was when the invoice was issued, whatever is said later", async () => {
    const unit = await books.aUnit();
    const side = await sold(unit, 9_000n);
    await rule(unit, { lateFineBasisPoints: 100, lateInterestBasisPoints: 50 });
    await closeOn(unit, "2026-05-31");
    await rule(unit, { version: 2n });
    await closeOn(unit, "2026-06-30");
    const page = { limit: 10, after: "" };
    const filter = { customerId: side.customerId ?? "", closingId: "" };
    const issued = await books.scoped()(({ invoices }) => invoices.list(filter, "all", page));
    const late = await Promise.all(
      issued.map(async ({ id, dueOn }) => {
        const asked = { id, dueOn: dueOn.replace("-10", "-20") };
        const { due } = await readInvoice(books.scoped(), clock)(asked, "all");
        return [dueOn, due.lateCents];
      }),
    );
    expect(Object.fromEntries(late)).to.deep.equal({
      // 1 % and ten days of 0.5 % a month; 2 % and ten days of 1 %.
      "2026-06-10": 90n + 15n,
      "2026-07-10": 180n + 30n,
    });
  });

  it("issues nothing below its smallest invoice, and bills the days with the month that reaches it", async () => {
    const unit = await books.aUnit();
    await rule(unit, { minimumInvoiceCents: 5_000n });
    const small = await sold(unit, 1_999n);
    const large = await sold(unit, 9_000n);
    expect(Object.fromEntries(await closeOn(unit, "2026-05-31"))).to.deep.equal({
      [large.id]: 9_000n,
    });
    expect(Object.fromEntries(await closeOn(unit, "2026-06-30"))).to.deep.equal({
      [large.id]: 9_000n,
    });
    const july = await closeOn(unit, "2026-07-31");
    expect(Object.fromEntries(july)).to.deep.equal({ [large.id]: 9_000n, [small.id]: 3n * 1_999n });
    const august = await closeOn(unit, "2026-08-31");
    expect(Object.fromEntries(august)).to.deep.equal({ [large.id]: 9_000n });
  });

  it("counts what a customer's plans come to together, and leaves nothing of who goes", async () => {
    const unit = await books.aUnit();
    await rule(unit, { minimumInvoiceCents: 5_000n });
    const customerId = newId();
    const both = [await sold(unit, 2_600n, customerId), await sold(unit, 2_600n, customerId)];
    const leaving = await sold(unit, 1_500n);
    const ended = { ...leaving, version: 2n, service: "released", endedOn: "2026-05-31" };
    await books.hear(ended, { kind: "cancel", on: "2026-05-31" });
    const billed = await closeOn(unit, "2026-05-31");
    const wanted = [...both.map(({ id }) => [id, 2_600n]), [leaving.id, 1_500n]];
    expect(Object.fromEntries(billed)).to.deep.equal(Object.fromEntries(wanted));
  });
});
