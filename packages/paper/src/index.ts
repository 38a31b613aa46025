export { openPaper, type Paper, type PaperDocument, printable } from "./paper.ts";
