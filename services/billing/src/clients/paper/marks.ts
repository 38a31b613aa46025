import { type PaperDocument, printable } from "@isp/paper";

export const margin = 40;
export const inner = 595.28 - 2 * margin;
export const millimetre = 72 / 25.4;

/** Calm on screen, and readable on a grey printer. */
export const colours = {
  text: "#1b1f24",
  quiet: "#5b6470",
  line: "#c9ced6",
  brand: "#0b5cad",
  pale: "#eef4fb",
  danger: "#b42318",
} as const;

type Place = { readonly x: number; readonly y: number; readonly width: number };
type Look = {
  readonly font?: "plain" | "bold" | "mono";
  readonly size?: number;
  readonly color?: string;
  readonly align?: "left" | "right" | "center";
  /** How many lines it may take; what is longer ends in an ellipsis. */
  readonly lines?: number;
};

/** Writes text into a place and nowhere else: it is cut, never run over what stands beside it. */
export function write(document: PaperDocument, text: string, place: Place, look: Look = {}): void {
  const { font = "plain", size = 8, color = colours.text, align = "left", lines = 1 } = look;
  document.font(font).fontSize(size).fillColor(color);
  const { x, y, width } = place;
  const fitting = lines === 1 ? fitted(document, printable(text), width) : printable(text);
  document.text(fitting, x, y, {
    width,
    align,
    height: lines * size * 1.25,
    lineBreak: lines > 1,
    ellipsis: true,
  });
}

/** pdfkit aligns a line that it may not break only where it has been measured. */
function fitted(document: PaperDocument, text: string, width: number): string {
  const line = text.replaceAll("\n", " ");
  if (document.widthOfString(line) <= width) return line;
  let length = Math.min(line.length, 400);
  while (length > 0 && document.widthOfString(`${line.slice(0, length)}…`) > width) length -= 1;
  return `${line.slice(0, length)}…`;
}

/** Writes figures that must stay whole: smaller where the place is narrow, never cut. */
export function writeWhole(
  document: PaperDocument,
  text: string,
  place: Place,
  look: Look & { readonly size: number },
): void {
  document.font(look.font ?? "plain").fontSize(look.size);
  const size = (look.size * place.width) / Math.max(place.width, document.widthOfString(text) + 1);
  write(document, text, place, { ...look, size });
}

export function rule(document: PaperDocument, y: number, color: string = colours.line): void {
  document
    .moveTo(margin, y)
    .lineTo(margin + inner, y)
    .lineWidth(0.6)
    .strokeColor(color)
    .stroke();
}
