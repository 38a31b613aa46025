import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";

const root = join(import.meta.dirname, "..");
const plural = /_(one|many|other)$/;

function keysOf(language: string): Set<string> {
  const texts: unknown = JSON.parse(readFileSync(join(root, "i18n", `${language}.json`), "utf8"));
  return new Set([...leaves(texts, "")].map((key) => key.replace(plural, "")));
}

function* leaves(node: unknown, path: string): Generator<string> {
  if (typeof node !== "object" || node === null) yield path;
  else
    for (const [name, value] of Object.entries(node))
      yield* leaves(value, path === "" ? name : `${path}.${name}`);
}

function sources(): string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith(".test.ts"))
    .map((file) => readFileSync(join(root, file), "utf8"));
}

// What only a program can do wrong, and what the sign-in says in its own words.
const notForPeople =
  /^(rpc\.\w+|database\.request_reused|gateway\.(malformed_json|body_too_large|media_type|unauthenticated|csrf|if_match_missing|idempotency_key))$/;

function refusals(): string[] {
  const page = readFileSync(join(root, "../../docs/errors.md"), "utf8");
  const codes = [...page.matchAll(/^\| `([a-z]+\.\w+)`/gm)].map((match) => match[1]!);
  return codes.filter((code) => !notForPeople.test(code));
}

describe("the texts", () => {
  it("exist for every refusal", () => {
    const known = keysOf("pt-BR");
    const keys = refusals().map((code) => `problem.code.${code.replaceAll(".", "_")}`);
    expect(keys).to.have.length.above(100);
    expect(keys.filter((key) => !known.has(key))).to.deep.equal([]);
  });

  it("exist in both languages", () => {
    expect([...keysOf("en")].toSorted()).to.deep.equal([...keysOf("pt-BR")].toSorted());
  });

  it("exist for every key that the code names", () => {
    const known = keysOf("pt-BR");
    const named = sources().flatMap((text) =>
      [...text.matchAll(/\bt\(\s*"([^"]+)"/g)].map((match) => match[1]!),
    );
    expect(named.filter((key) => !known.has(key))).to.deep.equal([]);
  });
});
