import type { WriteRequest } from "@isp/db";
import { newId, noFailpoints } from "@isp/kernel";
import { type CaughtLetter, fakeClock, type SmtpCatcher, startSmtpCatcher } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { invoicePdf } from "../src/clients/invoice-pdf.ts";
import { smtpSender } from "../src/clients/smtp.ts";
import { noSettings } from "../src/domain/payment-settings.ts";
import type { Contact } from "../src/usecases/document-ports.ts";
import { printInvoices } from "../src/usecases/print-invoices.ts";
import { sendInvoiceAgain } from "../src/usecases/send-invoice-again.ts";
import { sendInvoices } from "../src/usecases/send-invoices.ts";
import { writePaymentSettings } from "../src/usecases/write-payment-settings.ts";
import { type Books, openBooks } from "./support/books.ts";
import { readBack } from "./support/read-back.ts";

const clock = fakeClock("2026-07-01T12:00:00Z");
const ana: Contact = {
  name: "Ana Conceição\r\nBcc: outro@example.com",
  document: "52998224725",
  address: ["Rua São João, 45"],
  email: "ana@example.com",
};
const print = invoicePdf();

describe("invoices by e-mail", function () {
  this.timeout(120_000);
  let books: Books;
  let smtp: SmtpCatcher;
  let sender: ReturnType<typeof smtpSender>;
  let contact: Contact = ana;
  let failpoint = noFailpoints;

  before(async () => {
    books = await openBooks(clock);
    smtp = await startSmtpCatcher();
    sender = smtpSender(smtp.url);
  });
  after(async () => {
    sender.close();
    await smtp.close();
    await books.stop();
  });

  const named = (rpc: string): WriteRequest => ({
    requestId: newId(),
    rpc,
    fingerprint: "0".repeat(64),
  });
  const contacts = (ids: readonly string[]) =>
    Promise.resolve(new Map(ids.map((id) => [id, contact])));
  const send = () =>
    sendInvoices({
      transact: books.scoped(),
      clock,
      contacts,
      print,
      send: sender,
      from: "Norte Fibra <cobranca@nortefibra.example>",
      failpoint,
    })();
  const again = (id: string) =>
    sendInvoiceAgain(books.scoped(), clock)(named("SendInvoice"), { id, by: "Bia" }, "all");
  const codeOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => "ok",
      (error: { code: string }) => error.code,
    );

  /** A unit that sends its invoices, with so many of them issued; answers with its closing and their ids. */
  async function issued(count: number, emailsInvoices = true) {
    const unitId = await books.aUnit();
    const settings = {
      ...noSettings(unitId),
      beneficiaryName: "Norte Fibra",
      beneficiaryDocument: "12ABC34501DE35",
      pixKey: "caixa@nortefibra.example",
      pixCity: "Londrina",
      bankCode: "001",
      agency: "1",
      account: "2",
      agreement: unitId.replace(/\D/g, "").slice(-7).padStart(7, "1"),
      wallet: "17",
      emailsInvoices,
    };
    const write = writePaymentSettings(books.scoped(), clock);
    await write(named("UpdatePaymentSettings"), settings, "all");
    for (let number = 0; number < count; number++) {
      await books.hear(books.aSide(unitId, { number: BigInt(number) }), { kind: "", on: "" });
    }
    await books.close(unitId, "2026-06-30");
    const page = { limit: 50, after: "" };
    const all = await books.scoped()(({ invoices }) =>
      invoices.list({ customerId: "", closingId: "" }, "all", page),
    );
    const own = all.filter(({ businessUnitId }) => businessUnitId === unitId);
    return { closingId: own[0]!.closingId, ids: own.map(({ id }) => id) };
  }
  const countOf = (closingId: string) =>
    books.scoped()(({ invoiceLetters }) => invoiceLetters.countOf(closingId));
  const newest = async (id: string) =>
    (await books.scoped()(({ invoiceLetters }) => invoiceLetters.ofInvoice(id)))[0]!;

  it("bring each customer the PDF with its codes in the text, and keep what the server said", async () => {
    const { closingId, ids } = await issued(3);
    const before = smtp.letters.length;
    while (await send());
    const letters = smtp.letters.slice(before);
    expect(letters).to.have.length(3);
    expect(letters.map(({ to }) => to)).to.deep.equal(letters.map(() => ["ana@example.com"]));
    expect(await countOf(closingId)).to.deep.include({ sent: 3, waiting: 0, none: 0 });
    const invoice = await books.scoped()(({ invoices }) => invoices.find(ids[0]!, "all"));
    const slip = await books.scoped()(({ documents }) => documents.slipOf(ids[0]!));
    const kept = await newest(ids[0]!);
    expect(kept.serverAnswer).to.match(/queued as \d+/);
    const letter = letters.find(({ headers }) => headers.get("message-id") === kept.messageId)!;
    const { text, pdf } = partsOf(letter);
    expect(text).to.contain(`Pix copia e cola:\n\n${slip!.pixCode}\n`);
    expect(text).to.match(/Linha digitável do boleto:\n\n001\d\d\.\d{5} [\d. ]+\n/);
    expect(letter.headers.has("bcc")).to.equal(false);
    const [page] = await readBack(pdf);
    expect(page!.codes).to.include(slip!.pixCode).and.include(slip!.barcode);
    expect(page!.text).to.contain(`Fatura nº ${invoice.number}`);
    const listed = (after: string) =>
      books.scoped()(({ invoiceLetters }) =>
        invoiceLetters.ofClosing(closingId, "sent", { limit: 2, after }),
      );
    const firstPage = await listed("");
    const pages = [...firstPage, ...(await listed(firstPage.at(-1)!.invoiceId))];
    expect(pages.map(({ number }) => Number(number))).to.deep.equal([1, 2, 3]);
    expect(await send()).to.equal(false);
    expect(smtp.letters.length).to.equal(before + 3);
  });

  it("are not sent where the unit has not said so, and are sent when somebody asks, once for one request", async () => {
    const { closingId, ids } = await issued(2, false);
    expect(await countOf(closingId)).to.deep.include({ none: 2, waiting: 0 });
    const request = named("SendInvoice");
    const asked = { id: ids[0]!, by: "Bia" };
    const use = sendInvoiceAgain(books.scoped(), clock);
    const [first, second] = [await use(request, asked, "all"), await use(request, asked, "all")];
    expect(first.id).to.equal(second.id);
    expect(await codeOf(again(ids[0]!))).to.equal("billing.letter_waiting");
    while (await send());
    expect(await newest(ids[0]!)).to.include({ state: "sent", madeBy: "Bia" });
    expect(await codeOf(again(ids[0]!))).to.equal("ok");
    while (await send());
    expect(await countOf(closingId)).to.deep.include({ none: 1, sent: 1 });
    const printed = await printInvoices(books.scoped(), books.scoped(), {
      contacts,
      print,
      clock,
    }).closing({ closingId, part: 1, onlyUnsent: true }, "all");
    expect(printed.invoices).to.equal(1);
  });

  it("say why they failed, are tried again while the server only hesitates, and go nowhere without an address", async () => {
    const [{ ids: away }, { ids: wrong }] = [await issued(1), await issued(1)];
    smtp.refuseWith("451 come back later");
    while (await send());
    expect(await newest(away[0]!)).to.include({ state: "waiting", problem: "smtp 451" });
    clock.advance({ ms: 61_000 });
    smtp.refuseWith("550 no such user");
    while (await send());
    expect(await newest(wrong[0]!)).to.include({ state: "failed", problem: "smtp 550" });
    smtp.refuseWith(null);
    contact = { ...ana, email: "" };
    const { ids: mute } = await issued(1);
    while (await send());
    contact = ana;
    expect(await newest(mute[0]!)).to.include({ state: "failed", problem: "no-address" });
  });

  it("are sent again under the same message id by who died before the answer was kept, and not after", async () => {
    const { ids } = await issued(1);
    const before = smtp.letters.length;
    failpoint = (name) => {
      if (name === "billing.invoice_letter_taken") throw new Error("dies here");
    };
    expect(await codeOf(send())).to.not.equal("ok");
    failpoint = noFailpoints;
    while (await send());
    while (await send());
    const messages = smtp.letters.slice(before).map(({ headers }) => headers.get("message-id"));
    expect(messages).to.have.length(2);
    expect(new Set(messages).size).to.equal(1);
    expect(await newest(ids[0]!)).to.include({ state: "sent", attempts: 1 });
  });
});

/** The text and the attachment of a letter of two parts. */
function partsOf({ raw, headers }: CaughtLetter): { readonly text: string; readonly pdf: Buffer } {
  const boundary = /boundary="([^"]+)"/.exec(headers.get("content-type") ?? "")?.[1] ?? "";
  const parts = raw.split(`--${boundary}`).slice(1, 3);
  const [text, pdf] = parts.map((part) => {
    const [head = "", ...body] = part.split("\r\n\r\n");
    const content = body.join("\r\n\r\n");
    if (/base64/i.test(head)) return Buffer.from(content, "base64");
    const plain = content
      .replaceAll("=\r\n", "")
      .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
    return Buffer.from(plain, "latin1");
  });
  return { text: text!.toString("utf8").replaceAll("\r\n", "\n"), pdf: pdf! };
}
