import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path/posix";
import { expect } from "chai";
import { describe, it } from "mocha";

const pages = execFileSync("git", ["ls-files", "*.md"], { encoding: "utf8" })
  .trim()
  .split("\n")
  .filter((page) => existsSync(page))
  .map((page) => ({ page, text: withoutCode(readFileSync(page, "utf8")) }));

const headings = new Map(pages.map(({ page, text }) => [page, anchors(text)]));

describe("pages", () => {
  it("link to what exists, headings included", () => {
    const dead = pages.flatMap(({ page, text }) =>
      links(text)
        .filter((link) => !/^[a-z]+:/.test(link))
        .filter((link) => !leadsSomewhere(page, link))
        .map((link) => `${page} links to ${link}`),
    );
    expect(dead).to.deep.equal([]);
  });

  it("begin with their title", () => {
    const untitled = pages.filter(({ text }) => !/^# \S/.test(text)).map(({ page }) => page);
    expect(untitled).to.deep.equal([]);
  });

  it("of decisions are numbered once each and listed in their index", () => {
    const decisions = pages
      .map(({ page }) => page)
      .filter((page) => /^docs\/adr\/\d/.test(page))
      .map((page) => page.replace("docs/adr/", ""));
    const numbers = decisions.map((name) => name.slice(0, 4));
    expect(new Set(numbers).size).to.equal(numbers.length);
    const index = pages.find(({ page }) => page === "docs/adr/README.md")?.text ?? "";
    expect(decisions.filter((name) => !index.includes(`(${name})`))).to.deep.equal([]);
  });
});

function leadsSomewhere(page: string, link: string): boolean {
  const [path = "", anchor] = decodeURI(link).split("#");
  const target = path === "" ? page : join(dirname(page), path);
  if (!existsSync(target)) return false;
  return anchor === undefined || (headings.get(target)?.has(anchor) ?? true);
}

function links(text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
}

/** The names under which a page's headings can be linked to. */
function anchors(text: string): Set<string> {
  const titles = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) => title);
  return new Set(
    titles.map((title) =>
      title
        .toLowerCase()
        .replace(/[^\p{L}\p{N}_ -]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}

function withoutCode(text: string): string {
  return text.replace(/^```.*?^```$/gms, "").replace(/`[^`\n]*`/g, "");
}
