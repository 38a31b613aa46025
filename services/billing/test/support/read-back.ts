import { execFile } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export type ReadPage = { readonly codes: readonly string[]; readonly text: string };

/** What a telephone's camera, a bank's scanner and a person find on each page of a PDF printed at 300 dpi. */
export async function readBack(pdf: Uint8Array): Promise<readonly ReadPage[]> {
  const folder = await mkdtemp(join(tmpdir(), "torre-pdf-"));
  try {
    const file = join(folder, "paper.pdf");
    await writeFile(file, pdf);
    await run("pdftoppm", ["-r", "300", "-gray", "-png", file, join(folder, "page")]);
    const images = (await readdir(folder)).filter((name) => name.endsWith(".png")).toSorted();
    const pages: ReadPage[] = [];
    for (const [index, image] of images.entries()) {
      const page = String(index + 1);
      const asked = ["-layout", "-f", page, "-l", page, file, "-"];
      const { stdout: text } = await run("pdftotext", asked);
      pages.push({ codes: await codesOn(join(folder, image)), text });
    }
    return pages;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** zbarimg ends with 4 where a page has no code. */
async function codesOn(image: string): Promise<readonly string[]> {
  const found = await run("zbarimg", ["--quiet", "--raw", image]).catch(
    (error: { readonly code?: number; readonly stdout?: string }) => {
      if (error.code === 4) return { stdout: "" };
      throw error;
    },
  );
  return found.stdout.split("\n").filter((line) => line !== "");
}
