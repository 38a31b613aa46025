import { newId } from "@isp/kernel";
import { expect } from "chai";
import { describe, it } from "mocha";
import { render } from "./render.ts";
import { faultOf, type Site } from "./site.ts";

const places = {
  listen: "127.0.0.1:80",
  listenTls: "127.0.0.1:443",
  sitesDir: "/srv/sites",
  vhostsDir: "/srv/vhosts",
  workerGid: undefined,
};
const runs = 20_000;
const hostile = [
  ...`'"\\;{}#$\`?>\n\r\t\0 \u2028\u00e7`.split(""),
  "?>",
  "${x}",
  "%0a",
  "{{7*7}}",
  "# x\n",
  "*",
];
const plain = [..."abcxyz019-./:?=&@".split(""), "www.", ".com.br", "https://", "xn--", "loja"];

/** The same at every run (mulberry32). */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Directive = { readonly words: readonly string[]; readonly block?: readonly Directive[] };

/** Reads a configuration as nginx does: words, quotes, backslashes, comments, blocks. */
function parsed(text: string): readonly Directive[] {
  const tokens = [
    ...text.matchAll(
      /#[^\n]*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[{};]|(?:\\.|[^\s{};"'])+|["']/gsu,
    ),
  ]
    .map(([token]) => token)
    .filter((token) => !token.startsWith("#"));
  let at = 0;
  const block = (): Directive[] => {
    const found: Directive[] = [];
    let words: string[] = [];
    while (at < tokens.length && tokens[at] !== "}") {
      const token = tokens[at++] ?? "";
      if (token === ";" || token === "{") {
        found.push(token === ";" ? { words } : { words, block: block() });
        if (token === "{" && tokens[at++] !== "}") throw new Error("a block has no end");
        words = [];
      } else words.push(token.replace(/^(["'])(.*)\1$/s, "$2").replaceAll(/\\(.)/g, "$1"));
    }
    if (words.length > 0) throw new Error("a directive has no end");
    return found;
  };
  const all = block();
  if (at < tokens.length) throw new Error("a block ends twice");
  return all;
}

describe("the server block of a site", () => {
  it("S57: is read back as what it was made of, whatever somebody wrote where its names belong", () => {
    const random = chance(57);
    const pick = (from: readonly string[]) => from[Math.floor(random() * from.length)] ?? "";
    const word = (longest: number) =>
      Array.from({ length: 1 + Math.floor(random() * longest) }, () =>
        pick(random() < 0.04 ? hostile : plain),
      ).join("");
    let [rendered, parked] = [0, 0];
    for (let run = 0; run < runs; run++) {
      const site: Site = {
        id: newId(),
        version: 1n,
        name: random() < 0.8 ? "a.com.br" : word(5),
        aliases: random() < 0.7 ? [] : [random() < 0.5 ? `${word(2)}.com.br` : word(4)],
        uid: 20_001,
        state: pick(["on", "suspended"]),
        redirectTo: random() < 0.4 ? "" : `https://a.com.br/${word(8)}`,
        forced: false,
      };
      if (faultOf(site) !== "") {
        parked += 1;
        continue;
      }
      rendered += 1;
      const said = JSON.stringify(site, (_, value) => (typeof value === "bigint" ? 0 : value));
      const [server, ...others] = parsed(render(site, places));
      expect([server?.words, others], said).to.deep.equal([["server"], []]);
      const of = (name: string) => server?.block?.filter(({ words }) => words[0] === name) ?? [];
      const names = [site.name, `www.${site.name}`, ...site.aliases];
      expect(
        of("server_name").map(({ words }) => words),
        said,
      ).to.deep.equal([["server_name", ...names]]);
      const returned = of("location").flatMap(({ block = [] }) =>
        block.filter(({ words }) => words[0] === "return").map(({ words }) => words.slice(1)),
      );
      if (site.state === "suspended") expect(returned, said).to.deep.equal([["503"]]);
      else if (site.redirectTo !== "")
        expect(returned, said).to.deep.equal([["302", site.redirectTo]]);
      // A dollar would be a variable of nginx's.
      expect([site.redirectTo, ...names].join(""), said).to.not.match(/[$\\"';{}\s]/);
    }
    expect(rendered, "rendered").to.be.above(1_000);
    expect(parked, "parked").to.be.above(1_000);
  });
});
