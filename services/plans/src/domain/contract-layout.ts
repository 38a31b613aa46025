/** A piece of a contract on paper. */
export type Block =
  | { readonly kind: "title" | "heading" | "paragraph" | "item"; readonly text: string }
  | { readonly kind: "rule" };

/** Lines with `#`, `##`, `-` and `---` as everybody writes them; what stands together is one paragraph. */
export function layout(text: string): readonly Block[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .reduce<{ readonly blocks: Block[]; readonly open: boolean }>(
      ({ blocks, open }, line) => {
        const block = blockOf(line);
        const last = blocks.at(-1);
        if (block === null) return { blocks, open: false };
        if (open && block.kind === "paragraph" && last?.kind === "paragraph") {
          const joined = { ...last, text: `${last.text}\n${block.text}` };
          return { blocks: [...blocks.slice(0, -1), joined], open: true };
        }
        blocks.push(block);
        return { blocks, open: block.kind === "paragraph" };
      },
      { blocks: [], open: false },
    ).blocks;
}

function blockOf(line: string): Block | null {
  if (line === "") return null;
  if (/^-{3,}$/.test(line)) return { kind: "rule" };
  if (line.startsWith("## ")) return { kind: "heading", text: line.slice(3) };
  if (line.startsWith("# ")) return { kind: "title", text: line.slice(2) };
  if (line.startsWith("- ")) return { kind: "item", text: line.slice(2) };
  return { kind: "paragraph", text: line };
}
