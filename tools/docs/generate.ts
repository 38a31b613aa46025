// Writes the pages that the sources already say: `pnpm docs`.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { repository } from "./image.ts";
import { generatedPages } from "./pages.ts";

for (const [path, text] of await generatedPages()) {
  const target = join(repository, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, text);
  process.stdout.write(`${path}\n`);
}
process.exit(0);
