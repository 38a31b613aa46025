import { addDays, type CivilDate } from "@isp/kernel";
import type { PaperDocument } from "@isp/paper";
import type { CalendarPart, DayKind } from "../../domain/calendar.ts";
import type { Invoice, InvoiceLine } from "../../domain/invoice.ts";
import { brazilianMoney, type InvoiceWords, printedDay } from "../../domain/invoice-words.ts";
import { colours, inner, margin, rule, write } from "./marks.ts";

const columns = {
  text: { x: margin, width: inner * 0.5 },
  period: { x: margin + inner * 0.52, width: inner * 0.24 },
  days: { x: margin + inner * 0.76, width: inner * 0.07 },
  amount: { x: margin + inner * 0.84, width: inner * 0.16 },
} as const;
const [plainHeight, drawnHeight, stripHeight] = [25, 47, 7];
const head = { size: 7, color: colours.quiet } as const;

/** Told apart by shade as well as by colour. */
const fills: Readonly<Record<DayKind, string>> = {
  billed: "#0b5cad",
  trial: "#8fd19e",
  suspended: "#f2b36b",
  "not-started": "#e6e9ee",
  ended: "#e6e9ee",
  "billed-before": "#9fc0e0",
  ahead: "#f6f7f9",
};

type Flow = { readonly y: number; readonly bottom: number; readonly nextPage: () => number };

/** The lines of an invoice with the calendar of each, over as many pages as they need. Answers where they end. */
export function invoiceLines(
  document: PaperDocument,
  invoice: Invoice,
  words: InvoiceWords,
  { y: top, bottom, nextPage }: Flow,
): number {
  let y = tableHead(document, words, top);
  for (const line of invoice.lines) {
    const height = isDrawn(line) ? drawnHeight : plainHeight;
    if (y + height > bottom) y = tableHead(document, words, nextPage());
    row(document, line, words, y);
    if (isDrawn(line)) calendar(document, line.explanation.calendar, words, y + plainHeight - 1);
    y += height;
    rule(document, y - 3);
  }
  if (y + plainHeight > bottom) y = nextPage();
  const loud = { font: "bold", size: 9 } as const;
  write(document, words.total, { ...columns.text, y: y + 2 }, loud);
  const total = brazilianMoney(invoice.totalCents);
  write(document, total, { ...columns.amount, y: y + 2 }, { ...loud, align: "right" });
  return y + 18;
}

/** A line whose cycle has days to show. */
function isDrawn({ kind, explanation }: InvoiceLine): boolean {
  return kind === "plan" && explanation.calendar.some(({ days }) => days > 0);
}

function tableHead(document: PaperDocument, words: InvoiceWords, y: number): number {
  write(document, words.description, { ...columns.text, y }, head);
  write(document, words.period, { ...columns.period, y }, head);
  write(document, words.days, { ...columns.days, y }, { ...head, align: "right" });
  write(document, words.amount, { ...columns.amount, y }, { ...head, align: "right" });
  rule(document, y + 11);
  return y + 16;
}

function row(document: PaperDocument, line: InvoiceLine, words: InvoiceWords, y: number): void {
  const { kind, item, explanation, subscriptionNumber, fromOn, toOn, days, amountCents } = line;
  const parts = { plan: "", mailbox: "", credit: "", fine: "", installment: ` ${item}` };
  const title = [`${words.kinds[kind]}${parts[kind]}`, explanation.planName];
  const text = title.filter((part) => part !== "").join(" · ");
  write(document, text, { ...columns.text, y }, { font: "bold", size: 8.5 });
  const price = `${words.monthly} R$ ${brazilianMoney(explanation.payableCents)}`;
  const contract = `${words.contract} nº ${subscriptionNumber}`;
  const isMonthly = kind === "plan" || kind === "mailbox";
  const below = isMonthly ? `${contract} · ${price}` : contract;
  write(document, below, { ...columns.text, y: y + 11 }, head);
  if (isMonthly || kind === "credit") {
    const period = `${printedDay(addDays(fromOn, 1))} – ${printedDay(toOn)}`;
    write(document, period, { ...columns.period, y: y + 1 }, { size: 7.5 });
    write(document, String(days), { ...columns.days, y: y + 1 }, { size: 7.5, align: "right" });
  }
  const amount = brazilianMoney(amountCents);
  write(document, amount, { ...columns.amount, y }, { size: 8.5, align: "right" });
}

/** The days of the cycle as one strip, each stretch as wide as it is long, with what became of it below. */
function calendar(
  document: PaperDocument,
  parts: readonly CalendarPart[],
  words: InvoiceWords,
  y: number,
): void {
  const shown = parts.filter(({ days }) => days > 0);
  const all = shown.reduce((sum, { days }) => sum + days, 0);
  const day = inner / all;
  let x: number = margin;
  for (const { days, what } of shown) {
    document.rect(x, y, days * day, stripHeight).fill(fills[what]);
    x += days * day;
  }
  document.lineWidth(0.4).strokeColor("#ffffff");
  for (let at = 1; at < all; at++) {
    document.moveTo(margin + at * day, y).lineTo(margin + at * day, y + stripHeight);
  }
  document.stroke();
  legend(document, shown, words, y + stripHeight + 2.5);
}

const mostLegends = 5;

function legend(
  document: PaperDocument,
  shown: readonly CalendarPart[],
  words: InvoiceWords,
  y: number,
): void {
  const width = inner / Math.min(shown.length, mostLegends);
  shown.slice(0, mostLegends).forEach(({ fromOn, toOn, days, what }, index) => {
    const x = margin + index * width;
    document.rect(x, y + 1.4, 5, 5).fill(fills[what]);
    const text = `${days} ${words.whats[what]} (${stretch(fromOn, toOn)})`;
    write(document, text, { x: x + 8, y, width: width - 12 }, { size: 6.5, color: colours.quiet });
  });
}

/** Intervals are (from, to]: the first day that counts is the one after. */
function stretch(fromOn: CivilDate, toOn: CivilDate): string {
  const [first, last] = [addDays(fromOn, 1), toOn].map((day) => printedDay(day).slice(0, 5));
  return first === last ? `${last}` : `${first} – ${last}`;
}
