import { openPaper, type PaperDocument, printable } from "@isp/paper";
import { type Block, layout } from "../domain/contract-layout.ts";
import { refuse } from "../domain/errors.ts";
import type { ContractPaper, PrintPaper } from "../usecases/contract-ports.ts";

const margin = 56;
const mostPages = 80;

/** A contract on A4, with page numbers on every page. */
export function contractPdf(): PrintPaper {
  return async (contract) => {
    const paper = await openPaper({ title: contract.title, language: "pt-BR", margin });
    for (const block of layout(contract.text)) write(paper.document, block);
    number(paper.document, contract);
    return paper.finish();
  };
}

const looks = {
  title: { font: "bold", size: 14, gap: 10 },
  heading: { font: "bold", size: 11, gap: 5 },
  paragraph: { font: "plain", size: 10, gap: 7 },
  item: { font: "plain", size: 10, gap: 3 },
} as const;

function write(document: PaperDocument, block: Block): void {
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

function number(document: PaperDocument, { title, mark, foot }: ContractPaper): void {
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
