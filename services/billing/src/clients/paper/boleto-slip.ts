import type { PaperDocument } from "@isp/paper";
import { bankLayouts } from "../../domain/bank-layouts.ts";
import { barsOf } from "../../domain/barcode-bars.ts";
import { printedLine, typeableLine } from "../../domain/boleto.ts";
import { brazilianMoney, printedDay, printedDocument } from "../../domain/invoice-words.ts";
import type { PaymentSlip } from "../../domain/payment-slip.ts";
import type { InvoicePaper } from "../../usecases/document-ports.ts";
import { colours, inner, margin, millimetre, write, writeWhole } from "./marks.ts";

/** The banks' form ("ficha de compensação"): 95 to 108 mm high with its barcode of 103 by 13 mm. */
export const slipHeight = 96 * millimetre;
const [barcodeWidth, barcodeHeight] = [103 * millimetre, 13 * millimetre];
const rowHeight = 22;
const right = inner * 0.26;
const left = inner - right;

type Cell = readonly [label: string, text: string, width: number, isRight?: boolean];

/** Draws the slip from its cutting line down. */
export function boletoSlip(
  document: PaperDocument,
  paper: InvoicePaper,
  slip: PaymentSlip,
  top: number,
): void {
  const layout = bankLayouts.get(slip.barcode.slice(0, 3));
  if (layout === undefined) return;
  cut(document, top);
  const y = top + 8;
  const font = { font: "bold", size: 13 } as const;
  write(document, layout.name, { x: margin, y: y + 3, width: 110 }, { ...font, size: 10 });
  write(
    document,
    layout.codeWithDigit,
    { x: margin + 112, y, width: 60 },
    { ...font, align: "center" },
  );
  const line = printedLine(typeableLine(slip.barcode));
  const typed = { x: margin + 176, y: y + 2, width: inner - 176 };
  writeWhole(document, line, typed, { font: "bold", size: 10.5, align: "right" });
  for (const x of [margin + 110, margin + 174]) vertical(document, x, y - 2, 18);
  let at = y + 18;
  for (const cells of rowsOf(paper, slip, layout.printedBeneficiary(paper.settings))) {
    row(document, cells, at);
    at += rowHeight;
  }
  at = middle(document, paper, slip, at);
  payer(document, paper, at);
  barcode(document, slip.barcode, top + slipHeight - barcodeHeight - 6);
}

function rowsOf(
  { settings, invoice }: InvoicePaper,
  slip: PaymentSlip,
  beneficiaryCode: string,
): readonly (readonly Cell[])[] {
  const holder = `${settings.beneficiaryName} – ${printedDocument(settings.beneficiaryDocument)}`;
  const issued = printedDay(invoice.issuedOn);
  const fifth = left / 5;
  return [
    [
      ["Local de pagamento", "Pagável em qualquer banco, lotérica ou aplicativo", left],
      ["Vencimento", printedDay(slip.dueOn), right, true],
    ],
    [
      ["Beneficiário", holder, left],
      ["Agência / Código do beneficiário", beneficiaryCode, right, true],
    ],
    [
      ["Data do documento", issued, fifth],
      ["Nº do documento", String(invoice.number), fifth],
      ["Espécie doc.", "DS", fifth],
      ["Aceite", "N", fifth],
      ["Data do processamento", issued, fifth],
      ["Nosso número", slip.ourNumber, right, true],
    ],
    [
      ["Uso do banco", "", fifth],
      ["Carteira", settings.wallet, fifth],
      ["Espécie", "R$", fifth],
      ["Quantidade", "", fifth],
      ["Valor", "", fifth],
      ["(=) Valor do documento", brazilianMoney(slip.amountCents), right, true],
    ],
  ];
}

function row(document: PaperDocument, cells: readonly Cell[], y: number): void {
  let x: number = margin;
  for (const [label, text, width, isRight = false] of cells) {
    box(document, { x, y, width, height: rowHeight });
    const place = { x: x + 3, width: width - 6 };
    write(document, label, { ...place, y: y + 2 }, { size: 5.5, color: colours.quiet });
    const look = { size: 8, font: isRight ? "bold" : "plain" } as const;
    write(document, text, { ...place, y: y + 9.5 }, { ...look, align: isRight ? "right" : "left" });
    x += width;
  }
}

/** Instructions on the left; on the right what a cashier writes. */
function middle(
  document: PaperDocument,
  { settings }: InvoicePaper,
  { amountCents }: PaymentSlip,
  y: number,
): number {
  const labels = ["(-) Desconto / Abatimento", "(+) Juros / Multa", "(=) Valor cobrado"];
  const height = 17 * labels.length;
  box(document, { x: margin, y, width: left, height });
  const place = { x: margin + 3, width: left - 6 };
  const label = "Instruções (texto de responsabilidade do beneficiário)";
  write(document, label, { ...place, y: y + 2 }, { size: 5.5, color: colours.quiet });
  const text = { size: 7, lines: 4 };
  const standard = `Não receber valor diferente de R$ ${brazilianMoney(amountCents)}.`;
  write(document, settings.instructions || standard, { ...place, y: y + 10 }, text);
  labels.forEach((name, index) => {
    const at = { x: margin + left, y: y + index * 17, width: right, height: 17 };
    box(document, at);
    const inside = { x: at.x + 3, y: at.y + 2, width: right - 6 };
    write(document, name, inside, { size: 5.5, color: colours.quiet });
  });
  return y + height;
}

function payer(document: PaperDocument, { payer: who }: InvoicePaper, y: number): void {
  box(document, { x: margin, y, width: inner, height: 35 });
  const place = { x: margin + 3, width: inner - 6 };
  write(document, "Pagador", { ...place, y: y + 2 }, { size: 5.5, color: colours.quiet });
  const shown = who.document === "" ? who.name : `${who.name} – ${printedDocument(who.document)}`;
  write(document, shown, { ...place, y: y + 9 }, { size: 7.5, font: "bold" });
  write(document, who.address.join(" · "), { ...place, y: y + 20 }, { size: 7 });
}

function barcode(document: PaperDocument, digits: string, y: number): void {
  const { bars, modules } = barsOf(digits);
  const module = barcodeWidth / modules;
  document.fillColor("black");
  for (const { at, width } of bars) {
    document.rect(margin + 4 + at * module, y, width * module, barcodeHeight);
  }
  document.fill();
  const beside = { x: margin + barcodeWidth + 30, y, width: inner - barcodeWidth - 30 };
  const look = { size: 6.5, color: colours.quiet, align: "right" } as const;
  write(document, "Autenticação mecânica · Ficha de compensação", beside, look);
}

function cut(document: PaperDocument, y: number): void {
  document
    .moveTo(0, y)
    .lineTo(document.page.width, y)
    .lineWidth(0.5)
    .dash(3, { space: 3 })
    .strokeColor(colours.quiet)
    .stroke()
    .undash();
}

function vertical(document: PaperDocument, x: number, y: number, height: number): void {
  document
    .moveTo(x, y)
    .lineTo(x, y + height)
    .lineWidth(1)
    .strokeColor(colours.text)
    .stroke();
}

function box(
  document: PaperDocument,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
): void {
  document.rect(x, y, width, height).lineWidth(0.5).strokeColor(colours.text).stroke();
}
