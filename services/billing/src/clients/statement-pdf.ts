import { openPaper, type PaperDocument } from "@isp/paper";
import { brazilianMoney, printedDay, printedDocument } from "../domain/invoice-words.ts";
import type { StatementMove, StatementPeriod } from "../domain/statement.ts";
import { type StatementWords, statementWords } from "../domain/statement-words.ts";
import type { StatementPaper } from "../usecases/read-statement.ts";
import { colours, inner, margin, rule, write } from "./paper/marks.ts";

const pageHeight = 841.89;
const bottom = pageHeight - 44;
const rowHeight = 15;
const columns = {
  day: { x: margin, width: inner * 0.15 },
  what: { x: margin + inner * 0.15, width: inner * 0.49 },
  amount: { x: margin + inner * 0.64, width: inner * 0.18 },
  balance: { x: margin + inner * 0.82, width: inner * 0.18 },
} as const;
const quiet = { size: 7.5, color: colours.quiet } as const;

type Row = {
  readonly day: string;
  readonly what: string;
  readonly amount: string;
  readonly balance: string;
  readonly isBold?: boolean;
};

/** A customer's account on A4. */
export async function statementPdf(paper: StatementPaper): Promise<Uint8Array> {
  const { language } = paper.settings;
  const words = statementWords(language);
  const { document, finish } = await openPaper({ title: words.statement, language, margin: 0 });
  let y = tableHead(document, words, head(document, paper, words));
  for (const row of rowsOf(paper, words)) {
    if (y + rowHeight > bottom) {
      document.addPage();
      y = tableHead(document, words, margin);
    }
    draw(document, row, y);
    y += rowHeight;
  }
  if (y + rowHeight > bottom) {
    document.addPage();
    y = margin;
  }
  write(document, words.legend, { x: margin, y: y + 4, width: inner }, quiet);
  numberPages(document, words);
  return finish();
}

function head(
  document: PaperDocument,
  { settings, payer, period }: StatementPaper,
  words: StatementWords,
): number {
  const half = inner / 2;
  const left = { x: margin, width: half - 12 };
  const right = { x: margin + half, width: half };
  write(document, settings.beneficiaryName, { ...left, y: 38 }, { font: "bold", size: 14 });
  const held = printedDocument(settings.beneficiaryDocument);
  write(document, held, { ...left, y: 56 }, quiet);
  const loud = { font: "bold", size: 12, align: "right" } as const;
  write(document, words.statement, { ...right, y: 38 }, loud);
  write(document, periodOf(period, words), { ...right, y: 56 }, { ...quiet, align: "right" });
  rule(document, 74, colours.brand);
  write(document, words.customer, { ...left, y: 86 }, quiet);
  write(document, payer.name, { ...left, y: 97, width: inner }, { font: "bold", size: 10 });
  const known = payer.document === "" ? "" : `${words.document} ${printedDocument(payer.document)}`;
  write(document, known, { ...left, y: 112 }, quiet);
  return 136;
}

function periodOf({ fromOn, toOn }: StatementPeriod, words: StatementWords): string {
  if (fromOn !== "" && toOn !== "") return words.period(printedDay(fromOn), printedDay(toOn));
  if (fromOn !== "") return words.since(printedDay(fromOn));
  return toOn === "" ? words.everything : words.until(printedDay(toOn));
}

function rowsOf({ statement, period }: StatementPaper, words: StatementWords): Row[] {
  const { moves, openingCents, closingCents } = statement;
  const border = (day: string, what: string, cents: bigint): Row => ({
    day: day === "" ? "" : printedDay(day),
    what,
    amount: "",
    balance: brazilianMoney(cents),
    isBold: true,
  });
  const none = { day: "", what: words.nothing, amount: "", balance: "" };
  return [
    border(period.fromOn, words.opening, openingCents),
    ...(moves.length === 0 ? [none] : moves.map((move) => rowOf(move, words))),
    border(period.toOn, words.closing, closingCents),
  ];
}

function rowOf(move: StatementMove, words: StatementWords): Row {
  return {
    day: printedDay(move.on),
    what: words.kinds[move.kind](move.invoiceNumber),
    amount: brazilianMoney(move.amountCents),
    balance: brazilianMoney(move.balanceCents),
  };
}

function tableHead(document: PaperDocument, words: StatementWords, y: number): number {
  write(document, words.day, { ...columns.day, y }, quiet);
  write(document, words.what, { ...columns.what, y }, quiet);
  write(document, words.amount, { ...columns.amount, y }, { ...quiet, align: "right" });
  write(document, words.balance, { ...columns.balance, y }, { ...quiet, align: "right" });
  rule(document, y + 12);
  return y + 17;
}

function draw(
  document: PaperDocument,
  { day, what, amount, balance, isBold }: Row,
  y: number,
): void {
  const look = { font: isBold === true ? "bold" : "plain", size: 8.5 } as const;
  write(document, day, { ...columns.day, y }, look);
  write(document, what, { ...columns.what, y }, look);
  write(document, amount, { ...columns.amount, y }, { ...look, align: "right" });
  write(document, balance, { ...columns.balance, y }, { ...look, align: "right" });
  rule(document, y + rowHeight - 3);
}

function numberPages(document: PaperDocument, words: StatementWords): void {
  const { count } = document.bufferedPageRange();
  for (let page = 0; page < count; page++) {
    document.switchToPage(page);
    const place = { x: margin, y: pageHeight - 24, width: inner };
    write(document, words.page(page + 1, count), place, { ...quiet, align: "right" });
  }
}
