import { expect } from "chai";
import { array, assert, constantFrom, oneof, property, string } from "fast-check";
import { describe, it } from "mocha";
import { plainSettings } from "./mailbox.ts";
import { sieveScript } from "./sieve-script.ts";

describe("the script of a mailbox", () => {
  it("is none where mail is only kept", () => {
    expect(sieveScript(plainSettings)).to.equal("");
  });

  it("C74, C75: copies and answers", () => {
    const script = sieveScript({ ...plainSettings, copyTo: "ana@x.com.br", autoReply: "Oi" });
    expect(script.split("\n")).to.deep.equal([
      'require ["copy", "vacation", "variables"];',
      'redirect :copy "ana@x.com.br";',
      'set "dollar" "$";',
      'if header :matches "X-Original-To" "*" { set "to" "${1}"; }',
      'vacation :days 1 :addresses "${to}" "Oi";',
      "",
    ]);
  });

  /** What a Sieve parser reads of a quoted string (RFC 5228, 2.4.2), and what stands behind it. */
  const quoted = (script: string) => {
    const before = 'vacation :days 1 :addresses "${to}" ';
    const start = script.indexOf(before) + before.length;
    let text = "";
    for (let at = start + 1; at < script.length; at++) {
      const character = script.charAt(at);
      if (character === '"') return { text, rest: script.slice(at + 1) };
      text += character === "\\" ? script.charAt(++at) : character;
    }
    throw new Error("the string has no end");
  };

  it("S51: holds any text in one string, and nothing of it is an act", () => {
    const hostile = [
      "${to}",
      "$${1}",
      "${dollar}",
      '"; redirect "x@y.example"; #',
      "\\",
      '\\"',
      "\n.\n",
      "text:\n.\n",
      '";stop;',
    ];
    const texts = oneof(
      constantFrom(...hostile),
      string({ unit: "binary", minLength: 1 }),
      array(constantFrom(...hostile, "a"), { minLength: 1 }).map((parts) => parts.join("")),
    );
    assert(
      property(texts, (autoReply) => {
        const read = quoted(sieveScript({ ...plainSettings, autoReply }));
        const clean = autoReply.replaceAll(/\r\n?/g, "\n").replaceAll("\0", "");
        // RFC 5229: what looks like a variable becomes one, and `dollar` is the one that ends that.
        expect(read.text).to.not.match(/\$\{(?!dollar\}\{)/);
        const said = read.text.replaceAll("${dollar}", "$");
        expect(said).to.equal(clean.replaceAll("\n", "\r\n"));
        expect(read.rest).to.equal(";\n");
      }),
    );
  });
});
