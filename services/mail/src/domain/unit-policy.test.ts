import { expect } from "chai";
import { describe, it } from "mocha";
import { checkPolicy, usualPolicy } from "./unit-policy.ts";

describe("what a unit tells about suspended mailboxes", () => {
  const saying = (suspendedText: string) => () =>
    checkPolicy({ ...usualPolicy("u"), suspendedText });

  it("is one line that SMTP can say", () => {
    expect(saying("Suspenso. Ligue 0800 000 000.")).to.not.throw();
    expect(saying(usualPolicy("u").suspendedText)).to.not.throw();
    expect(saying("x".repeat(200))).to.not.throw();
  });

  it("S50: ends no answer and begins no other", () => {
    const bad = ["", " x", "a\r\n250 ok", "a\nb", "Suspensão", "a\tb", "a\0b", "x".repeat(201)];
    for (const text of bad) expect(saying(text), JSON.stringify(text)).to.throw();
  });
});
