import { createRequire } from "node:module";

const fonts = createRequire(import.meta.url);
const fontOf = (name: string) => fonts.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`);

export type PaperDocument = PDFKit.PDFDocument;

/** A PDF that is being drawn: A4, pages kept open until the end, with the fonts `plain`, `bold` and `mono`. */
export type Paper = {
  readonly document: PaperDocument;
  readonly finish: () => Promise<Buffer>;
};

/** Opens a paper. The library is read when the first one is printed. */
export async function openPaper(about: {
  readonly title: string;
  readonly language: string;
  readonly margin: number;
}): Promise<Paper> {
  const { default: PDFDocument } = await import("pdfkit");
  const document = new PDFDocument({
    size: "A4",
    margin: about.margin,
    bufferPages: true,
    info: { Title: about.title, Producer: "Torre" },
    lang: about.language,
  });
  const chunks: Uint8Array[] = [];
  const ended = new Promise<void>((resolve, reject) => {
    document.on("end", resolve).on("error", reject);
  });
  document.on("data", (chunk: Uint8Array) => chunks.push(chunk));
  document.registerFont("plain", fontOf("DejaVuSans"));
  document.registerFont("bold", fontOf("DejaVuSans-Bold"));
  document.registerFont("mono", fontOf("DejaVuSansMono"));
  return {
    document,
    async finish() {
      document.end();
      await ended;
      return Buffer.concat(chunks);
    },
  };
}

/** Signs beyond what the font draws become a square, and what only joins or steers signs goes; never a broken line. */
export function printable(text: string): string {
  return text
    .replace(/\p{Variation_Selector}|\p{Join_Control}|\p{Bidi_Control}/gu, "")
    .replace(/[^\P{Cc}\n]/gu, " ")
    .replace(/[\u{1F650}-\u{10FFFF}]/gu, "□");
}
