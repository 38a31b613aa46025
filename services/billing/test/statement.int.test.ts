import { transactor, type WriteRequest } from "@isp/db";
import { newId } from "@isp/kernel";
import { fakeClock, openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import * as fc from "fast-check";
import { after, before, describe, it } from "mocha";
import { statementPdf } from "../src/clients/statement-pdf.ts";
import { migrations } from "../src/db/migrations/index.ts";
import { billingScope } from "../src/db/scope.ts";
import { type Invoice, issue } from "../src/domain/invoice.ts";
import { lawfulCharges } from "../src/domain/invoicing-rules.ts";
import { noSettings } from "../src/domain/payment-settings.ts";
import { keepBusinessUnit } from "../src/usecases/keep-business-unit.ts";
import { readStatement } from "../src/usecases/read-statement.ts";
import { registerPayment } from "../src/usecases/register-payment.ts";
import { reverseInvoice } from "../src/usecases/reverse-invoice.ts";
import { reversePayment } from "../src/usecases/reverse-payment.ts";
import { useCredits } from "../src/usecases/use-credits.ts";
import { readBack } from "./support/read-back.ts";

const clock = fakeClock("2026-07-20T12:00:00Z");
const unit = {
  id: newId(),
  name: "Londrina",
  timeZone: "America/Sao_Paulo",
  prorationBasis: "actual",
  closingDay: 31,
} as const;
const cashier = { operatorId: newId(), operatorName: "Ana" };
const named = (rpc: string): WriteRequest => ({
  requestId: newId(),
  rpc,
  fingerprint: "0".repeat(64),
});

type Step = {
  readonly does: "bill" | "pay" | "reverse" | "cancel";
  readonly at: number;
  readonly cents: bigint;
  readonly day: string;
};

describe("the statement of a customer", function () {
  this.timeout(120_000);
  let database: TestDatabase;
  let formId: string;
  let number = 0n;
  const scoped = () => transactor(database.db, (manager) => billingScope(manager, clock));
  const statement = () =>
    readStatement(scoped(), {
      contacts: async ([id]) =>
        new Map([
          [id ?? "", { name: "Maria Souza", document: "52998224725", address: [], email: "" }],
        ]),
      print: statementPdf,
    });
  const read = (customerId: string, period = {}, units: "all" | string[] = "all") =>
    statement().read({ customerId, businessUnitId: "", fromOn: "", toOn: "", ...period }, units);

  before(async () => {
    database = await openTestDatabase({ migrations });
    await scoped()((scope) => keepBusinessUnit(scope, unit, clock));
    const [form] = await scoped()(({ lists }) => lists.paymentForms(unit.id, "all"));
    formId = form?.id ?? "";
  });
  after(() => database.close());

  /** A unit whose papers are headed by a name. */
  async function headed(businessUnitId: string, beneficiaryName: string): Promise<void> {
    await scoped()(async (scope) => {
      await keepBusinessUnit(scope, { ...unit, id: businessUnitId, name: beneficiaryName }, clock);
      const settings = { ...noSettings(businessUnitId), beneficiaryName };
      await scope.documents.addSettings({ ...settings, version: 2n });
    });
  }
  /** Billing hears where a customer lives, by which it knows who may see him. */
  const lives = (id: string, businessUnitId: string) =>
    database.db.query(
      "INSERT INTO customers (id, name, business_unit_id) VALUES (?, 'Maria Souza', ?)",
      [id, businessUnitId],
    );

  async function owed(
    customerId: string,
    month: string,
    amountCents = 9_000n,
    businessUnitId = unit.id,
  ): Promise<Invoice> {
    number += 1n;
    const explanation = {
      basis: "actual",
      cycleDays: 30,
      priceCents: amountCents,
      payableCents: amountCents,
      planName: "Banda Larga",
      calendar: [],
    } as const;
    const line = {
      id: newId(),
      subscriptionId: newId(),
      customerId,
      kind: "plan",
      item: "-",
      fromOn: `${month}-01`,
      toOn: `${month}-28`,
      days: 28,
      amountCents,
      explanation,
    } as const;
    const draft = { customerId, dueOn: `${month}-10`, paymentFormId: "", debitAccountId: "" };
    const about = { ...lawfulCharges, issuedOn: `${month}-01`, businessUnitId, number };
    const invoice = issue(
      { ...draft, lines: [line] },
      { ...about, id: newId(), closingId: newId() },
      new Map(),
    );
    await scoped()(async (scope) => {
      await scope.invoices.add([invoice]);
      await useCredits(scope, [invoice], clock);
    });
    return invoice;
  }
  const pay = ({ id: invoiceId }: Invoice, amountCents: bigint, paidOn: string) =>
    registerPayment(scoped(), clock)(
      named("RegisterPayment"),
      { invoiceId, amountCents, paidOn, paymentFormId: formId },
      cashier,
      "all",
    );
  const takeBack = (id: string) =>
    reversePayment(scoped(), clock)(
      named("ReversePayment"),
      { id, reason: "digitado errado", by: "Ana" },
      "all",
    );
  const cancel = (id: string) =>
    reverseInvoice(scoped(), clock)(
      named("ReverseInvoice"),
      { id, reason: "cobrado errado", by: "Ana" },
      "all",
    );
  /** What the customer owes by the ledger, less what he has to his credit. */
  async function ledgerOf(customerId: string): Promise<bigint> {
    const [row] = await database.db.query<{ cents: string | null }[]>(
      `SELECT SUM(amount_cents) AS cents FROM ledger_entries
       WHERE customer_id = ? AND account IN ('receivable', 'customer-credit')`,
      [customerId],
    );
    return BigInt(row?.cents ?? 0);
  }

  it("tells a year of paying late, too much and by mistake, day by day", async () => {
    const customerId = newId();
    const may = await owed(customerId, "2026-05");
    await pay(may, 9_210n, "2026-05-20");
    const june = await owed(customerId, "2026-06");
    const wrong = await pay(june, 1_000n, "2026-06-05");
    await takeBack(wrong.id);
    await pay(june, 10_000n, "2026-06-10");
    const july = await owed(customerId, "2026-07");
    const { moves, openingCents, closingCents } = await read(customerId);
    expect(openingCents).to.equal(0n);
    expect(
      moves.map(({ on, kind, invoiceNumber, amountCents, balanceCents }) => [
        on,
        kind,
        invoiceNumber,
        Number(amountCents),
        Number(balanceCents),
      ]),
    ).to.deep.equal([
      ["2026-05-01", "invoice", may.number, 9_000, 9_000],
      ["2026-05-20", "late-charges", may.number, 210, 9_210],
      ["2026-05-20", "payment", may.number, -9_210, 0],
      ["2026-06-01", "invoice", june.number, 9_000, 9_000],
      ["2026-06-05", "payment", june.number, -1_000, 8_000],
      ["2026-06-10", "payment", june.number, -10_000, -2_000],
      ["2026-07-01", "invoice", july.number, 9_000, 7_000],
      ["2026-07-01", "credit-used", july.number, -1_000, 7_000],
      ["2026-07-20", "payment-reversed", june.number, 1_000, 8_000],
    ]);
    expect(closingCents).to.equal(8_000n);
    expect(closingCents).to.equal(await ledgerOf(customerId));
  });

  it("shows what lies within its days, and carries the rest as the first balance", async () => {
    const customerId = newId();
    const may = await owed(customerId, "2026-05");
    await pay(may, 4_000n, "2026-05-10");
    await owed(customerId, "2026-06");
    const june = await read(customerId, { fromOn: "2026-06-01", toOn: "2026-06-30" });
    expect(june).to.include({ openingCents: 5_000n, closingCents: 14_000n });
    expect(june.moves).to.have.length(1);
    const until = await read(customerId, { toOn: "2026-05-31" });
    expect(until).to.include({ openingCents: 0n, closingCents: 5_000n });
    const codeOf = (attempt: Promise<unknown>) =>
      attempt.then(
        () => "ok",
        (error: { code: string }) => error.code,
      );
    const backwards = read(customerId, { fromOn: "2026-06-02", toOn: "2026-06-01" });
    expect(await codeOf(backwards)).to.equal("billing.date_invalid");
    expect(await codeOf(read(customerId, { fromOn: "2026-02-30" }))).to.equal(
      "billing.date_invalid",
    );
    expect(await codeOf(read(customerId, {}, [newId()]))).to.equal("billing.customer_not_found");
  });

  it("ends with what the ledger says, whatever was paid, reversed and taken back (R17)", async () => {
    const day = fc.integer({ min: 1, max: 28 }).map((at) => String(at).padStart(2, "0"));
    const step: fc.Arbitrary<Step> = fc.record({
      does: fc.constantFrom("bill", "pay", "pay", "reverse", "cancel"),
      at: fc.nat(5),
      cents: fc.bigInt(1n, 30_000n),
      day,
    });
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
        const customerId = newId();
        const invoices = [await owed(customerId, "2026-05")];
        const payments: string[] = [];
        const ofSteps = <Item>(items: readonly Item[], at: number) => items[at % items.length];
        /** What is refused changes nothing. */
        const tried = (attempt: Promise<{ readonly id: string }>) =>
          attempt.then(
            ({ id }) => id,
            () => undefined,
          );
        const does = {
          bill: async ({ cents }: Step) =>
            void invoices.push(await owed(customerId, "2026-06", cents)),
          async pay({ at, cents, day: on }: Step) {
            const invoice = ofSteps(invoices, at);
            if (invoice === undefined) return;
            const id = await tried(pay(invoice, cents, `2026-06-${on}`));
            if (id !== undefined) payments.push(id);
          },
          async reverse({ at }: Step) {
            const id = ofSteps(payments, at);
            if (id !== undefined) await tried(takeBack(id));
          },
          async cancel({ at }: Step) {
            const invoice = ofSteps(invoices, at);
            if (invoice !== undefined) await tried(cancel(invoice.id));
          },
        };
        for (const one of steps) {
          await does[one.does](one);
          expect((await read(customerId)).closingCents).to.equal(await ledgerOf(customerId));
          compared += 1;
        }
      }),
      { numRuns: 40, seed: 20_260_720 },
    );
    expect(compared).to.be.greaterThan(150);
  });

  it("is headed by the one unit that it tells of, and by none that its reader does not see", async () => {
    const [own, foreign] = [unit.id, newId()];
    for (const [id, name] of [
      [own, "Londrina Fibra"],
      [foreign, "Maringá Fibra"],
    ] as const)
      await headed(id, name);
    const customerId = newId();
    const ours = await owed(customerId, "2026-05");
    const days = { fromOn: "2026-06-01", toOn: "2026-06-30" };
    const onPaper = async (businessUnitId: string, units: "all" | string[]) => {
      const asked = { customerId, businessUnitId, ...days };
      const pages = await readBack(await statement().print(asked, units));
      return pages.map((page) => page.text).join("");
    };
    // Nothing happened in June: what was open before is Londrina's.
    expect(await onPaper("", "all")).to.include("Londrina Fibra");
    await lives(customerId, own);
    expect(await onPaper(foreign, [own])).to.not.include("Maringá");
    await owed(customerId, "2026-06", 5_000n, foreign);
    expect(await onPaper("", "all")).to.not.match(/Londrina Fibra|Maringá Fibra/);
    expect(await onPaper("", [own])).to.include("Londrina Fibra");
    expect(ours.businessUnitId).to.equal(own);
  });

  it("stands on paper with the same figures, over as many pages as it needs", async () => {
    const customerId = newId();
    for (let count = 0; count < 60; count++) await owed(customerId, "2026-05");
    const asked = { customerId, businessUnitId: "", fromOn: "2026-05-01", toOn: "2026-05-31" };
    const pages = await readBack(await statement().print(asked, "all"));
    expect(pages).to.have.length(2);
    const text = pages.map((page) => page.text).join("\n");
    expect(text).to.include("Maria Souza").and.include("529.982.247-25");
    expect(text).to.include("De 01/05/2026 a 31/05/2026").and.include("Página 2 de 2");
    expect(text.match(/Fatura nº \d+/g)).to.have.length(60);
    expect(text).to.match(/Saldo final\s+5\.400,00/);
  });
});
