import { openPaper, type PaperDocument } from "@isp/paper";
import { brazilianMoney, invoiceWords, type InvoiceWords } from "../domain/invoice-words.ts";
import type { InvoicePaper, PrintInvoices } from "../usecases/document-ports.ts";
import { boletoSlip, slipHeight } from "./paper/boleto-slip.ts";
import { invoiceHead } from "./paper/invoice-head.ts";
import { invoiceLines } from "./paper/invoice-lines.ts";
import { colours, inner, margin, write } from "./paper/marks.ts";
import { pixBox, pixHeight } from "./paper/pix-box.ts";

const pageHeight = 841.89;
const foot = 34;

/** Invoices on A4: what is owed and why, and below it Pix and the bank's slip to cut off. */
export function invoicePdf(): PrintInvoices {
  return async (papers) => {
    const [first] = papers;
    const words = invoiceWords(first?.settings.language ?? "");
    const title = papers.length === 1 ? `${words.invoice} ${first?.invoice.number}` : words.invoice;
    const language = first?.settings.language ?? "pt-BR";
    const paper = await openPaper({ title, language, margin: 0 });
    papers.forEach((one, index) => {
      if (index > 0) paper.document.addPage();
      draw(paper.document, one);
    });
    return paper.finish();
  };
}

function draw(document: PaperDocument, paper: InvoicePaper): void {
  const words = invoiceWords(paper.settings.language);
  const from = document.bufferedPageRange().count - 1;
  const nextPage = () => {
    document.addPage();
    return margin;
  };
  const y = invoiceHead(document, paper, words);
  const bottom = pageHeight - foot - 10;
  const end = invoiceLines(document, paper.invoice, words, { y, bottom, nextPage });
  pay(document, paper, words, { y: credited(document, paper, words, end), nextPage });
  numberPages(document, paper, words, from);
}

/** What a credit took off before the invoice went out. */
function credited(
  document: PaperDocument,
  { invoice, slip }: InvoicePaper,
  words: InvoiceWords,
  y: number,
): number {
  if (slip === null || slip.amountCents === invoice.totalCents) return y;
  const place = { x: margin, y, width: inner };
  write(document, words.credited, place, { color: colours.quiet });
  const taken = brazilianMoney(slip.amountCents - invoice.totalCents);
  write(document, taken, place, { color: colours.quiet, align: "right" });
  return y + 14;
}

/** Pix, then the slip at the foot of a page; on one of their own where the lines leave no room. */
function pay(
  document: PaperDocument,
  { slip, ...paper }: InvoicePaper,
  words: InvoiceWords,
  { y, nextPage }: { readonly y: number; readonly nextPage: () => number },
): void {
  if (slip === null || paper.invoice.state === "cancelled") {
    if (paper.invoice.state === "cancelled") return;
    write(document, words.noSlip, { x: margin, y: y + 8, width: inner }, { color: colours.quiet });
    return;
  }
  const { lateFineBasisPoints, lateInterestBasisPoints } = paper.invoice;
  const hasBoleto = slip.barcode !== "";
  const slipTop = pageHeight - foot - slipHeight;
  const bottom = hasBoleto ? slipTop - 8 : pageHeight - foot - 10;
  const needed = (slip.pixCode === "" ? 0 : pixHeight + 16) + 14;
  let at = y + 6;
  if (at + needed > bottom) at = nextPage();
  if (slip.pixCode !== "") {
    pixBox(document, slip, words, at);
    at += pixHeight + 8;
  }
  write(
    document,
    words.late(percent(lateFineBasisPoints), percent(lateInterestBasisPoints)),
    { x: margin, y: at, width: inner },
    { size: 7, color: colours.quiet },
  );
  if (hasBoleto) boletoSlip(document, { ...paper, slip }, slip, slipTop);
}

function numberPages(
  document: PaperDocument,
  { invoice }: InvoicePaper,
  words: InvoiceWords,
  from: number,
): void {
  const { count } = document.bufferedPageRange();
  for (let page = from; page < count; page++) {
    document.switchToPage(page);
    const place = { x: margin, y: pageHeight - 24, width: inner };
    const look = { size: 7, color: colours.quiet };
    write(document, `${words.invoice} nº ${invoice.number}`, place, look);
    const pages = words.page(page - from + 1, count - from);
    write(document, pages, place, { ...look, align: "right" });
  }
}

/** Hundredths of a percent, as they are written: `1,5`. */
function percent(basisPoints: number): string {
  return `${basisPoints / 100}`.replace(".", ",");
}
