import { createRequire } from "node:module";
import { type Block, layout } from "../domain/contract-layout.ts";
import { refuse } from "../domain/errors.ts";
import type { ContractPaper, PrintPaper } from "../usecases/contract-ports.ts";

const margin = 56;
const mostPages = 80;
const fonts = createRequire(import.meta.url);
const fontOf = (name: string) => fonts.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`);

type Document = PDFKit.PDFDocument;

/** A contract on A4, with page numbers on every page. The library is read when the first one is printed. */
export function contractPdf(): PrintPaper {
  return async (paper) => {
    const { default: PDFDocument } = await import("pdfkit");
    const info = { Title: paper.title, Producer: "Torre" };
    const document = new PDFDocument({
      size: "A4",
      margin,
      bufferPages: true,
      info,
      lang: "pt-BR",
    });
    const chunks: Uint8Array[] = [];
    const ended = new Promise<void>((resolve, reject) => {
      document.on("end", resolve).on("error", reject);
    });
    document.on("data", (chunk: Uint8Array) => chunks.push(chunk));
    document.registerFont("plain", fontOf("DejaVuSans"));
    document.registerFont("bold", fontOf("DejaVuSans-Bold"));
    for (const block of layout(paper.text)) write(document, block);
    number(document, paper);
    document.end();
    await ended;
    return Buffer.concat(chunks);
  };
}

const looks = {
  title: { font: "bold", size: 14, gap: 10 },
  heading: { font: "bold", size: 11, gap: 5 },
  paragraph: { font: "plain", size: 10, gap: 7 },
  item: { font: "plain", size: 10, gap: 3 },
} as const;

function write(document: Document, block: Block): void {
  if (document.bufferedPageRange().count > mostPages) {
    throw refuse.template_wrong(`The contract would have more than ${mostPages} pages.`);
  }
  if (block.kind === "rule") {
    const { x, y, page } = document;
    document
      .moveTo(x, y)
      .lineTo(page.width - margin, y)
      .lineWidth(0.5)
      .stroke()
      .moveDown(1);
    return;
  }
  const { font, size, gap } = looks[block.kind];
  const text = block.kind === "item" ? `•  ${block.text}` : block.text;
  if (block.kind === "heading") document.moveDown(0.4);
  document
    .font(font)
    .fontSize(size)
    .text(printable(text), {
      align: block.kind === "paragraph" ? "justify" : "left",
      indent: block.kind === "item" ? 8 : 0,
      lineGap: 2,
      paragraphGap: gap,
    });
}

/** Signs beyond what the font draws become a square, and what only joins signs goes; never a broken line. */
function printable(text: string): string {
  return text
    .replace(/\p{Variation_Selector}|\p{Join_Control}/gu, "")
    .replace(/[\u{1F650}-\u{10FFFF}]/gu, "□");
}

function number(document: Document, { title, mark, foot }: ContractPaper): void {
  const { start, count } = document.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    document.switchToPage(page);
    const { width, height, margins } = document.page;
    // Written into the margins, where text would otherwise open another page.
    const kept = { ...margins };
    document.page.margins = { ...kept, top: 0, bottom: 0 };
    const line = { width: width - 2 * margin, lineBreak: false, height: 12, ellipsis: true };
    document.font("plain").fontSize(8).fillColor("#555555");
    document.text(printable(title), margin, 30, { ...line, align: "left" });
    if (mark !== "") {
      document
        .font("bold")
        .fillColor("#b42318")
        .text(mark, margin, 30, { ...line, align: "right" });
    }
    document.font("plain").fillColor("#555555");
    document.text(foot, margin, height - 40, { ...line, align: "left" });
    const pages = `Página ${page - start + 1} de ${count}`;
    document.text(pages, margin, height - 40, { ...line, align: "right" });
    document.fillColor("black");
    document.page.margins = kept;
  }
}
