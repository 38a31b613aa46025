import type { PaperDocument } from "@isp/paper";
import { encode } from "uqr";
import { brazilianMoney, type InvoiceWords, printedDay } from "../../domain/invoice-words.ts";
import type { PresentSlip } from "../../domain/payment-slip.ts";
import { colours, inner, margin, millimetre, write, writeWhole } from "./marks.ts";

/** 34 mm: some 65 modules of half a millimetre, which a telephone reads from paper and from a screen. */
const side = 34 * millimetre;
export const pixHeight = side + 16;

/** The QR code and, beside it, the same code to copy and paste. */
export function pixBox(
  document: PaperDocument,
  slip: PresentSlip,
  words: InvoiceWords,
  y: number,
): void {
  const { pixCode: code, amountCents, openCents, on } = slip;
  document
    .roundedRect(margin, y, inner, pixHeight, 4)
    .lineWidth(0.6)
    .strokeColor(colours.line)
    .stroke();
  drawQr(document, code, { x: margin + 8, y: y + 8 });
  const x = margin + side + 24;
  const width = margin + inner - x - 12;
  const title = { font: "bold", size: 11, color: colours.brand } as const;
  write(document, words.pixTitle, { x, y: y + 10, width }, title);
  write(document, words.pixHow, { x, y: y + 26, width }, { size: 7.5, lines: 2 });
  linesOf(code).forEach((line, index) => {
    writeWhole(document, line, { x, y: y + 49 + index * 9, width }, { font: "mono", size: 6.8 });
  });
  write(
    document,
    openCents === amountCents
      ? words.pixNote
      : words.pixUntil(`R$ ${brazilianMoney(openCents)}`, printedDay(on)),
    { x, y: y + pixHeight - 16, width },
    { size: 7, color: colours.quiet },
  );
}

/** Cut by count, so that no blank is lost at the end of a line. */
function linesOf(code: string): readonly string[] {
  const count = Math.ceil(code.length / 84);
  return Array.from({ length: count }, (_, index) => code.slice(index * 84, (index + 1) * 84));
}

function drawQr(
  document: PaperDocument,
  code: string,
  { x, y }: { readonly x: number; readonly y: number },
): void {
  const { data, size } = encode(code, { ecc: "M", border: 0 });
  const module = side / size;
  document.fillColor("black");
  data.forEach((row, down) => {
    for (const { from, length } of runsOf(row)) {
      document.rect(x + from * module, y + down * module, length * module, module);
    }
  });
  document.fill();
}

/** Neighbours are drawn as one: fewer shapes, and no hairline between them. */
function runsOf(row: readonly boolean[]): readonly { from: number; length: number }[] {
  const runs: { from: number; length: number }[] = [];
  row.forEach((isDark, at) => {
    const last = runs.at(-1);
    if (!isDark) return;
    if (last !== undefined && last.from + last.length === at) last.length += 1;
    else runs.push({ from: at, length: 1 });
  });
  return runs;
}
