import { mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import axe from "axe-core";
import type { Page } from "playwright-core";

const repository = resolve(import.meta.dirname, "../..");
const router = join(repository, "web/src/app/router.tsx");
const folder = join(process.env["TORRE_HOME"] ?? join(repository, ".torre"), "screens");
const sizes = [
  { width: 1920, height: 1080 },
  { width: 1280, height: 720 },
];

/** Every address that the console's router knows, read from it so that no screen is forgotten. */
export function routes(): readonly string[] {
  const source = readFileSync(router, "utf8");
  const listed = [...source.matchAll(/\bpath: "([^"*/][^"]*)"/g)].map(([, path = ""]) => path);
  const mapped = [...source.matchAll(/\.\.\.\[([^\]]+)\]\.map/g)].flatMap(([, list = ""]) =>
    [...list.matchAll(/"([^"]+)"/g)].map(([, path = ""]) => path),
  );
  return [...new Set([...listed, ...mapped])];
}

/** A route with its parameters filled in; one that nobody gave is an error that names it. */
export function addressOf(route: string, params: Readonly<Record<string, string>>): string {
  const parts = route.split("/").filter((part) => !part.endsWith("?"));
  const filled = parts.map((part) => {
    if (!part.startsWith(":")) return part;
    const value = params[part.slice(1)];
    if (value === undefined) throw new Error(`say what to open ${route} with: ${part}`);
    return value;
  });
  return `/${filled.join("/")}`;
}

/** Waits until nothing is being loaded or moved. */
export async function settles(page: Page): Promise<void> {
  await page.locator(".ant-spin-spinning, .ant-skeleton-active").first().waitFor({
    state: "detached",
  });
  await page.evaluate(
    "Promise.allSettled(document.getAnimations().filter((one) => one.effect?.getTiming().iterations !== Infinity).map((one) => one.finished))",
  );
}

/** Keeps pictures of a screen in both sizes, outside of what is committed. */
export async function picture(page: Page, name: string): Promise<void> {
  for (const size of sizes) {
    await page.setViewportSize(size);
    await settles(page);
    const dir = join(folder, `${size.width}x${size.height}`);
    mkdirSync(dir, { recursive: true });
    await page.screenshot({ path: join(dir, `${fileName(name)}.png`) });
  }
}

const fileName = (name: string) =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .toLowerCase();

/** What stands against WCAG 2.2 AA on the screen as it is. */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found: unknown = await page.evaluate(
    `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] })
      .then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html))`,
  );
  return found as readonly string[];
}
