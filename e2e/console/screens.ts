import { mkdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import axe from "axe-core";
import type { Page } from "playwright-core";

const repository = resolve(import.meta.dirname, "../..");
const router = join(repository, "web/src/app/router.tsx");
/** Pictures that a run leaves behind, outside of what is committed. */
export const screensFolder = join(
  process.env["TORRE_HOME"] ?? join(repository, ".torre"),
  "screens",
);

/** How a screen is looked at: colours go by the theme and layout by the size, so two looks see both of each. */
const looks = [
  { theme: "dark", width: 1920, height: 1080 },
  { theme: "light", width: 1280, height: 720 },
] as const;

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

/** Keeps pictures of a screen, outside of what is committed, and says what is wrong with it for who cannot see it. */
export async function lookAt(page: Page, name: string): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { theme, width, height } of looks) {
    await page.setViewportSize({ width, height });
    await chooseTheme(page, theme);
    await settles(page);
    const view = `${width}x${height} ${theme}`;
    const dir = join(screensFolder, fileName(view));
    mkdirSync(dir, { recursive: true });
    await page.screenshot({ path: join(dir, `${fileName(name)}.png`) });
    found.push(...(await violations(page)).map((violation) => `${view}: ${violation}`));
  }
  return found;
}

/** As if it were chosen in another tab, so that what is open here stays open. */
async function chooseTheme(page: Page, theme: string): Promise<void> {
  await page.evaluate(`{
    const key = "torre.preferences";
    const chosen = { ...JSON.parse(localStorage.getItem(key) ?? "{}"), theme: "${theme}" };
    localStorage.setItem(key, JSON.stringify(chosen));
    dispatchEvent(new StorageEvent("storage", { key }));
  }`);
  await page.locator(`html[data-theme="${theme}"]`).waitFor();
}

const fileName = (name: string) =>
  name
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .replace(/[^A-Za-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .toLowerCase();

/** What stands against WCAG 2.2 AA on the screen as it is, or in a part of it. */
export async function violations(page: Page, part = "html"): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  const found: unknown = await page.evaluate(
    `axe.run("${part}", { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] })
      .then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes[0].html))`,
  );
  return found as readonly string[];
}
