import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const made = new Set<string>();

process.once("exit", () => {
  // What was killed a moment ago may still be writing into it.
  for (const folder of made) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** A folder of a test's own, which is gone when the tests are over, however they end. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `torre-${name}-`));
  made.add(folder);
  return folder;
}
