import { getBoletoInfo } from "@brazilian-utils/brazilian-utils/get-boleto-info";
import type { WriteRequest } from "@isp/db";
import { newId } from "@isp/kernel";
import { fakeClock } from "@isp/testing";
import { validarBoleto } from "@mrmgomes/boleto-utils";
import { expect } from "chai";
import { describe, it } from "mocha";
import { parsePix } from "pix-utils";
import { invoicePdf } from "../src/clients/invoice-pdf.ts";
import type { Invoice } from "../src/domain/invoice.ts";
import { noSettings, type PaymentSettings } from "../src/domain/payment-settings.ts";
import type { Contact } from "../src/usecases/document-ports.ts";
import { printInvoices } from "../src/usecases/print-invoices.ts";
import { readInvoice } from "../src/usecases/read-invoice.ts";
import { registerPayment } from "../src/usecases/register-payment.ts";
import { writePaymentSettings } from "../src/usecases/write-payment-settings.ts";
import { type Books, openBooks } from "./support/books.ts";
import { readBack } from "./support/read-back.ts";

const clock = fakeClock("2026-07-01T12:00:00Z");
const key = "financeiro@nortefibra.com.br";
const asked = (businessUnitId: string): PaymentSettings => ({
  ...noSettings(businessUnitId),
  beneficiaryName: "Norte Fibra Telecomunicações",
  beneficiaryDocument: "12.ABC.345/01DE-35",
  pixKey: key,
  pixCity: "Londrina",
  bankCode: "341",
  agency: "57",
  account: "12345",
  wallet: "109",
  firstOurNumber: 500n,
});
const hostile: Contact = {
  name: "D'Ávila <script>alert(1)</script> Conceição \u202Egpj.exe 😀",
  document: "52998224725",
  address: ["Rua São João, 45", "Londrina – PR"],
  email: "ana@example.com",
};

describe("the documents of an invoice", function () {
  this.timeout(120_000);
  let books: Books;
  let contact: Contact | undefined = hostile;

  before(async () => {
    books = await openBooks(clock);
  });
  after(() => books.stop());

  const named = (): WriteRequest => ({
    requestId: newId(),
    rpc: "UpdatePaymentSettings",
    fingerprint: "0".repeat(64),
  });
  const settle = (settings: PaymentSettings) =>
    writePaymentSettings(books.scoped(), clock)(named(), settings, "all");
  const paper = () =>
    printInvoices(books.scoped(), books.scoped(), {
      contacts: (ids) =>
        Promise.resolve(new Map(contact === undefined ? [] : ids.map((id) => [id, contact!]))),
      print: invoicePdf(),
      clock,
    });
  const codeOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => "ok",
      (error: { code: string }) => error.code,
    );

  /** Pays invoices of a unit, and reads how they stand. */
  function till(unitId: string) {
    const read = (id: string) => readInvoice(books.scoped(), clock)({ id, dueOn: "" }, "all");
    const pay = async (invoiceId: string, amountCents: bigint, paidOn: string) => {
      const [form] = await books.scoped()(({ lists }) => lists.paymentForms(unitId, "all"));
      const given = { invoiceId, amountCents, paidOn, paymentFormId: form!.id };
      const cashier = { operatorId: newId(), operatorName: "Ana" };
      return registerPayment(books.scoped(), clock)(named(), given, cashier, "all");
    };
    return { read, pay };
  }

  async function closed(unitId: string, subscriptions: number, on: string): Promise<Invoice[]> {
    for (let count = 0; count < subscriptions; count++) {
      const side = books.aSide(unitId, { number: BigInt(1_000 + count) });
      await books.hear(side, { kind: "", on: "" });
    }
    await books.close(unitId, on);
    const filter = { customerId: "", closingId: "" };
    const page = { limit: 200, after: "" };
    const all = await books.scoped()(({ invoices }) => invoices.list(filter, "all", page));
    return all.filter(({ businessUnitId }) => businessUnitId === unitId).toReversed();
  }

  it("an invoice on paper is read back by a camera, a scanner and parsers of others, to the centavo", async () => {
    const unitId = await books.aUnit();
    await settle(asked(unitId));
    const [invoice] = await closed(unitId, 1, "2026-06-30");
    const { pdf } = await paper().one(invoice!.id, "all");
    const [page] = await readBack(pdf);
    expect(page!.codes).to.have.length(2);
    const pix = parsePix(page!.codes.find((code) => code.startsWith("000201"))!);
    if (!("pixKey" in pix)) throw new Error("it was not read as a static Pix code");
    expect([pix.pixKey, pix.merchantName, pix.merchantCity]).to.deep.equal([
      key,
      "Norte Fibra Telecomunicac",
      "Londrina",
    ]);
    const barcode = page!.codes.find((code) => /^\d{44}$/.test(code))!;
    const boleto = validarBoleto(barcode) as ReturnType<typeof validarBoleto> & {
      readonly vencimentoComNovoFator2025: Date;
    };
    const total = Number(invoice!.totalCents);
    expect(boleto.sucesso).to.equal(true);
    expect([
      Math.round((pix.transactionAmount ?? 0) * 100),
      Math.round(boleto.valor * 100),
      getBoletoInfo(boleto.linhaDigitavel)?.amount,
    ]).to.deep.equal([total, total, total]);
    expect(boleto.vencimentoComNovoFator2025.toISOString().slice(0, 10)).to.equal(invoice!.dueOn);
    const digits = page!.text.replace(/[^\d\n]/g, "");
    expect(digits).to.contain(boleto.linhaDigitavel);
    expect(page!.text).to.contain("D'Ávila <script>alert(1)</script> Conceição gpj.exe");
    expect(page!.text).to.contain("109/00000500-");
  });

  it("keeps what an issued invoice says, whatever is set and whoever moves afterwards", async () => {
    const unitId = await books.aUnit();
    await settle(asked(unitId));
    const [invoice] = await closed(unitId, 1, "2026-06-30");
    contact = hostile;
    const [before] = await readBack((await paper().one(invoice!.id, "all")).pdf);
    const changed = { ...asked(unitId), pixKey: "52998224725", bankCode: "001", version: 2n };
    await settle({ ...changed, agreement: "1234567", wallet: "17", beneficiaryName: "Outra" });
    contact = { ...hostile, name: "Outro Nome", address: ["Outra Rua"] };
    const [after] = await readBack((await paper().one(invoice!.id, "all")).pdf);
    contact = hostile;
    expect(after).to.deep.equal(before);
  });

  it("takes numbers of an agreement without gaps, in a closing of several batches and across units", async () => {
    const [first, second] = [await books.aUnit(), await books.aUnit()];
    for (const unitId of [first, second]) {
      await settle({ ...asked(unitId), account: "77777" });
    }
    const invoices = [
      ...(await closed(first, 5, "2026-06-30")),
      ...(await closed(second, 2, "2026-06-30")),
    ];
    const slips = await books.scoped()(({ documents }) =>
      documents.slipsOf(invoices.map(({ id }) => id)),
    );
    const numbers = [...slips.values()].map(({ sequence }) => Number(sequence));
    expect(numbers.toSorted((a, b) => a - b)).to.deep.equal([500, 501, 502, 503, 504, 505, 506]);
  });

  it("asks for what is left after a customer's credit, and for nothing where nothing is left", async () => {
    const unitId = await books.aUnit();
    await settle(asked(unitId));
    const [some, all] = [books.aSide(unitId), books.aSide(unitId, { number: 1_002n })];
    for (const [side, credit] of [
      [some, 2_050n],
      [all, 9_000n],
    ] as const) {
      await books.hear(side, { kind: "", on: "" });
      await books.scoped()(({ credits }) => credits.change(unitId, side.customerId!, credit));
    }
    await books.close(unitId, "2026-06-30");
    const rows = await books.database.db.query<{ amount: string }[]>(
      "SELECT amount_cents AS amount FROM payment_slips WHERE business_unit_id = ?",
      [unitId],
    );
    expect(rows.map(({ amount }) => Number(amount))).to.deep.equal([6_950]);
  });

  it("asks by Pix for what is open today once an invoice is late or partly paid, and keeps its boleto", async () => {
    const unitId = await books.aUnit();
    await settle({ ...asked(unitId), account: "99999" });
    const [invoice] = await closed(unitId, 1, "2026-06-30");
    const { id, totalCents } = invoice!;
    const [fresh] = await readBack((await paper().one(id, "all")).pdf);
    const { read, pay } = till(unitId);
    await pay(id, 1_000n, "2026-07-01");
    clock.set("2026-08-20T12:00:00Z");
    try {
      const { due, slip } = await read(id);
      expect(due.lateCents > 0n).to.equal(true);
      expect(slip).to.include({ amountCents: totalCents, openCents: due.openCents });
      const [late] = await readBack((await paper().one(id, "all")).pdf);
      const pixOn = (page: typeof late) =>
        parsePix(page!.codes.find((code) => code.startsWith("000201"))!);
      const [before, after] = [pixOn(fresh), pixOn(late)];
      if (!("pixKey" in before) || !("pixKey" in after)) throw new Error("not a static Pix code");
      expect(Math.round((after.transactionAmount ?? 0) * 100)).to.equal(Number(due.openCents));
      expect(after.txid).to.equal(before.txid);
      expect(late!.text).to.contain("Valor atualizado para pagamento em 20/08/2026");
      const barcodeOn = (page: typeof late) => page!.codes.find((code) => /^\d{44}$/.test(code));
      expect(barcodeOn(late)).to.equal(barcodeOn(fresh));
      await pay(id, due.openCents, "2026-08-20");
      expect((await read(id)).slip).to.include({ pixCode: "", openCents: 0n });
      const [paid] = await readBack((await paper().one(id, "all")).pdf);
      expect(paid!.text).to.contain("PAGA");
      expect(paid!.codes.filter((code) => code.startsWith("000201"))).to.deep.equal([]);
    } finally {
      clock.set("2026-07-01T12:00:00Z");
    }
  });

  it("prints a closing in the order of its numbers, each invoice from the top of a page", async () => {
    const unitId = await books.aUnit();
    await settle({ ...asked(unitId), account: "88888" });
    const invoices = await closed(unitId, 3, "2026-06-30");
    const { closingId } = invoices[0]!;
    const printed = await paper().closing({ closingId, part: 1, onlyUnsent: false }, "all");
    const pages = await readBack(printed.pdf);
    expect([printed.parts, printed.invoices, pages.length]).to.deep.equal([1, 3, 3]);
    expect(pages.map(({ text }) => /Fatura nº (\d+)/.exec(text)?.[1])).to.deep.equal([
      "1",
      "2",
      "3",
    ]);
    expect(pages.map(({ codes }) => codes.length)).to.deep.equal([2, 2, 2]);
    expect(
      await codeOf(paper().closing({ closingId, part: 2, onlyUnsent: false }, "all")),
    ).to.equal("billing.nothing_to_print");
    expect(await codeOf(paper().closing({ closingId, part: 1, onlyUnsent: false }, []))).to.equal(
      "billing.closing_not_found",
    );
  });

  it("issues without a slip where a unit has not said how it is paid, and prints that too", async () => {
    const unitId = await books.aUnit();
    const [invoice] = await closed(unitId, 1, "2026-06-30");
    const [page] = await readBack((await paper().one(invoice!.id, "all")).pdf);
    expect(page!.codes).to.deep.equal([]);
    expect(page!.text).to.contain("não tem Pix nem boleto");
  });

  it("names every wrong field of the settings, and refuses a version that was not read", async () => {
    const unitId = await books.aUnit();
    const wrong = { ...asked(unitId), beneficiaryDocument: "1", pixKey: "x", account: "123456" };
    const fields = await settle({ ...wrong, bankCode: "341", language: "xx" }).then(
      () => [],
      (error: { fields: readonly { pointer: string }[] }) =>
        error.fields.map(({ pointer }) => pointer),
    );
    expect(fields).to.deep.equal(["/beneficiaryDocument", "/language", "/pixKey", "/account"]);
    expect(await codeOf(settle({ ...asked(unitId), bankCode: "999" }))).to.equal("billing.invalid");
    expect((await settle(asked(unitId))).version).to.equal(2n);
    const twice = settle({ ...asked(unitId), version: 5n });
    expect(await codeOf(twice)).to.equal("billing.stale");
  });
});
