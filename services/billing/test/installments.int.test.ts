import { plans } from "@isp/contracts";
import { newId } from "@isp/kernel";
import { fakeClock } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { participant } from "../src/grpc/participant.ts";
import { reverseInvoice } from "../src/usecases/reverse-invoice.ts";
import { type Books, openBooks, statuses } from "./support/books.ts";

const clock = fakeClock("2026-06-01T12:00:00Z");
/** 100.00 in three instalments. */
const contract = plans.Contract.fromPartial({ installFeeCents: 10_000n, installments: 3 });

describe("the instalments of an installation fee", function () {
  this.timeout(60_000);
  let books: Books;
  before(async () => {
    books = await openBooks(clock);
  });
  after(() => books.stop());

  /** A plan of 90.00 with the fee, in service since 31/05. */
  async function sold() {
    const unit = await books.aUnit();
    const side = books.aSide(unit, { contract });
    await books.hear(side, { kind: "register", on: "2026-05-31" });
    return { unit, side, id: side.id! };
  }

  async function closeOn(unit: string, on: string): Promise<Map<string, bigint>> {
    clock.set(`${on}T18:00:00Z`);
    return books.close(unit, on);
  }

  it("V26: C67: stand on three invoices, one a closing, and add up to the fee", async () => {
    const { unit, id } = await sold();
    const billed = [];
    for (const on of ["2026-06-30", "2026-07-31", "2026-08-31", "2026-09-30"])
      billed.push((await closeOn(unit, on)).get(id));
    expect(billed).to.deep.equal([9_000n + 3_334n, 9_000n + 3_333n, 9_000n + 3_333n, 9_000n]);
  });

  it("C67: pause in a suspension, and go on after it", async () => {
    const { unit, side, id } = await sold();
    await closeOn(unit, "2026-06-30");
    const suspended = { ...side, version: 2n, status: statuses.bare, service: "suspended" };
    await books.hear(suspended, { kind: "suspend", on: "2026-06-30" });
    expect((await closeOn(unit, "2026-07-31")).get(id)).to.equal(undefined);
    await books.hear({ ...side, version: 3n }, { kind: "resume", on: "2026-07-31" });
    expect((await closeOn(unit, "2026-08-31")).get(id)).to.equal(9_000n + 3_333n);
  });

  it("C67: C54: fall due at once with a cancellation, and a fine's formula knows what is open", async () => {
    const { unit, side, id } = await sold();
    await closeOn(unit, "2026-06-30");
    const formula = plans.Contract.fromPartial({
      ...contract,
      cancellationFormula: "parcelas_abertas",
    });
    const changed = { ...side, version: 2n, contract: formula };
    await books.hear(changed, { kind: "", on: "2026-07-01" });
    const request = { kind: "cancel", from: { subscriptionId: id }, on: "2026-07-15", choices: {} };
    const { preview } = participant(books.scoped(), books.scoped());
    const before = await preview(request as never, null as never);
    expect(before.effects[0]).to.include({ action: "charged", amountCents: 6_666n });
    const [ended] = books.replaced({ ...changed, version: 2n }, "2026-07-15");
    await books.hear({ ...ended, version: 3n }, { kind: "cancel", on: "2026-07-15" });
    // 15 days of 31, two instalments, and the fine.
    expect((await closeOn(unit, "2026-07-31")).get(id)).to.equal(4_355n + 6_666n + 6_666n);
    expect([...(await closeOn(unit, "2026-08-31"))]).to.deep.equal([]);
  });

  it("C67: C48: go on in the plan that a change of plan brings", async () => {
    const { unit, side, id } = await sold();
    await closeOn(unit, "2026-06-30");
    const [ended, next] = books.replaced(side, "2026-07-15", { contract });
    await books.hear(ended, { kind: "change-plan", on: "2026-07-15", successor: next });
    const july = await closeOn(unit, "2026-07-31");
    expect((july.get(id) ?? 0n) + (july.get(next.id!) ?? 0n)).to.equal(9_000n + 3_333n);
    const august = await closeOn(unit, "2026-08-31");
    expect(august.get(next.id!)).to.equal(9_000n + 3_333n);
    expect((await closeOn(unit, "2026-09-30")).get(next.id!)).to.equal(9_000n);
  });

  it("C67: C50: stay with the old customer in a transfer, and fall due at once", async () => {
    const { unit, side, id } = await sold();
    await closeOn(unit, "2026-06-30");
    const free = plans.Contract.fromPartial({ installFeeCents: 0n, installments: 1 });
    const newcomer = { customerId: newId(), contract: free };
    const [ended, next] = books.replaced(side, "2026-07-15", newcomer);
    await books.hear(ended, { kind: "transfer", on: "2026-07-15", successor: next });
    const july = await closeOn(unit, "2026-07-31");
    expect(july.get(id)).to.equal(4_355n + 6_666n);
    expect(july.get(next.id!)).to.equal(4_645n);
  });

  it("C67: of an invoice that was taken back are billed again, though later ones stand", async () => {
    const { unit, side, id } = await sold();
    await closeOn(unit, "2026-06-30");
    await closeOn(unit, "2026-07-31");
    const filter = { customerId: side.customerId!, closingId: "" };
    const page = { limit: 50, after: "" };
    const found = await books.scoped()((s) => s.invoices.list(filter, "all", page));
    await reverseInvoice(books.scoped(), clock)(
      { requestId: newId(), rpc: "ReverseInvoice", fingerprint: "0".repeat(64) },
      { id: found.at(-1)!.id, reason: "endereço errado", by: "Ana" },
      "all",
    );
    expect((await closeOn(unit, "2026-08-31")).get(id)).to.equal(9_000n + 3_334n);
    expect((await closeOn(unit, "2026-09-30")).get(id)).to.equal(9_000n + 3_333n);
    expect((await closeOn(unit, "2026-10-31")).get(id)).to.equal(9_000n);
  });
});
