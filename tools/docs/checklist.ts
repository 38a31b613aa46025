import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checklistNumbers } from "./checklist-numbers.ts";
import { repository } from "./image.ts";

/** A test by its file and title. */
export type NamedTest = { readonly file: string; readonly title: string };

const places = "{services,packages,web,tools,e2e}/**/*.test.ts";
const titled = /\b(?:it|describe)(?:\.only)?\(\s*(["'`])((?:\\.|(?!\1)[^\\])*)\1/g;
const number = /\b[CD]\d{1,3}\b/g;

/** Tests by the numbers that their titles name. */
export function testsByNumber(): ReadonlyMap<string, readonly NamedTest[]> {
  const files = globSync(places, { cwd: repository, exclude: (name) => name === "node_modules" });
  const named = files.sort().flatMap((file) => {
    const text = readFileSync(join(repository, file), "utf8");
    return [...text.matchAll(titled)].flatMap(([, , title = ""]) =>
      [...new Set(title.match(number))].map((of) => ({ of, test: { file, title } })),
    );
  });
  const groups = Map.groupBy(named, ({ of }) => of);
  return new Map([...groups].map(([of, found]) => [of, found.map(({ test }) => test)]));
}

export function checklistPage(): string {
  const tests = testsByNumber();
  const section = (letter: string) =>
    Object.entries(checklistNumbers)
      .filter(([of]) => of.startsWith(letter))
      .map(([of, title]) => row(of, title, tests.get(of) ?? []))
      .join("\n");
  return `# Checklist

What the manual asks for, by number, and the tests that show it. Generated from the tests' titles by \`pnpm docs\`.
A number without a test is not claimed; C1 to C57 must each be shown end to end.

## The manual

| number | what | tests |
|---|---|---|
${section("C")}

## Decisions where the manual is silent

| number | what | tests |
|---|---|---|
${section("D")}
`;
}

function row(of: string, title: string, tests: readonly NamedTest[]): string {
  const cells = tests.map(
    ({ file, title: named }) => `${escaped(named)} ([${last(file)}](../${file}))`,
  );
  return `| ${of} | ${title} | ${cells.join("<br>")} |`;
}

const last = (file: string) => file.split("/").at(-1) ?? file;
const escaped = (text: string) =>
  text.replace(/\\(.)/g, "$1").replace(/[|<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
