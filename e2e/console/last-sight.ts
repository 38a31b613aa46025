import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach } from "mocha";
import type { Page } from "playwright-core";
import { screensFolder } from "./screens.ts";

const open = new Set<Page>();

/** Keeps what the page shows when a test of it fails: a time-out alone does not say what stood in the way. */
export function keepLastSight(page: Page): Page {
  open.add(page);
  page.once("close", () => open.delete(page));
  return page;
}

afterEach(async function () {
  const { currentTest } = this;
  if (currentTest?.state !== "failed") return;
  mkdirSync(screensFolder, { recursive: true });
  const name = currentTest
    .fullTitle()
    .replaceAll(/[^\p{L}\p{N}]+/gu, "-")
    .slice(0, 100);
  for (const [at, page] of [...open].entries()) {
    const path = join(screensFolder, `failed-${name}-${at + 1}.png`);
    const isKept = await page.screenshot({ path, timeout: 5_000 }).then(
      () => true,
      () => false,
    );
    if (isKept) process.stderr.write(`      at ${page.url()}, seen in ${path}\n`);
  }
});
