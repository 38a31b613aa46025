import type { PaperDocument } from "@isp/paper";
import {
  brazilianMoney,
  type InvoiceWords,
  printedDay,
  printedDocument,
} from "../../domain/invoice-words.ts";
import type { InvoicePaper } from "../../usecases/document-ports.ts";
import { colours, inner, margin, rule, write } from "./marks.ts";

const half = inner / 2;

/** Who bills whom, how much and until when. Answers where the page goes on. */
export function invoiceHead(
  document: PaperDocument,
  paper: InvoicePaper,
  words: InvoiceWords,
): number {
  beneficiary(document, paper, words);
  const { payer, invoice } = paper;
  const top = 96;
  write(document, words.customer, { x: margin, y: top, width: half }, quiet);
  write(
    document,
    payer.name,
    { x: margin, y: top + 11, width: half - 12 },
    { font: "bold", size: 10 },
  );
  const known =
    payer.document === "" ? [] : [`${words.document} ${printedDocument(payer.document)}`];
  const below = [...known, ...payer.address];
  below.slice(0, 4).forEach((text, index) => {
    write(document, text, { x: margin, y: top + 26 + index * 11, width: half - 12 });
  });
  document.roundedRect(margin + half, top - 4, half, 62, 4).fill(colours.pale);
  const [x, width] = [margin + half + 12, half - 24];
  write(document, words.due, { x, y: top + 4, width }, quiet);
  write(document, printedDay(invoice.dueOn), { x, y: top + 15, width }, { font: "bold", size: 15 });
  write(document, words.toPay, { x, y: top + 4, width }, { ...quiet, align: "right" });
  const amount = `R$ ${brazilianMoney(toPay(paper))}`;
  const loud = { font: "bold", size: 15, align: "right", color: colours.brand } as const;
  write(document, amount, { x, y: top + 15, width }, loud);
  const issued = `${words.issued}: ${printedDay(invoice.issuedOn)}`;
  write(document, issued, { x, y: top + 40, width }, quiet);
  return top + 78;
}

/** What settles it today; of one that asks for nothing, what it asked for. */
function toPay({ invoice, slip }: InvoicePaper): bigint {
  if (slip === null) return invoice.totalCents;
  return invoice.state === "issued" ? slip.openCents : slip.amountCents;
}

const quiet = { size: 7.5, color: colours.quiet } as const;

function beneficiary(document: PaperDocument, paper: InvoicePaper, words: InvoiceWords): void {
  const { settings, invoice } = paper;
  const [left, right] = [inner * 0.64, inner * 0.34];
  const at = { x: margin, width: left };
  write(document, settings.beneficiaryName, { ...at, y: 38 }, { font: "bold", size: 14 });
  const shown = settings.beneficiaryDocument;
  const held = shown === "" ? "" : `${words.document} ${printedDocument(shown)}`;
  const below = [held, settings.beneficiaryAddress].filter((text) => text !== "").join(" · ");
  write(document, below, { ...at, y: 56 }, { ...quiet, lines: 2 });
  const title = `${words.invoice} nº ${invoice.number}`;
  const over = { x: margin + inner - right, width: right };
  write(document, title, { ...over, y: 38 }, { font: "bold", size: 12, align: "right" });
  const mark = { cancelled: words.cancelled, paid: words.paid, issued: "" }[invoice.state];
  const loud = { font: "bold", size: 9, align: "right", color: colours.danger } as const;
  if (mark !== "") write(document, mark, { ...over, y: 56 }, loud);
  rule(document, 78, colours.brand);
}
