import { expect } from "chai";
import { describe, it } from "mocha";
import { mostHeld, overflowing } from "./challenge.ts";

describe("letters that antispam holds beyond what a mailbox has room for (C76)", () => {
  const letter = (id: string, bytes: number, isAsked = false) => ({ id, bytes, isAsked });

  it("are the oldest, and before all those that nobody was asked to confirm", () => {
    const waiting = [letter("a", 40, true), letter("b", 40), letter("c", 40), letter("d", 40)];
    expect(overflowing(waiting, 160)).to.deep.equal([]);
    expect(overflowing(waiting, 100)).to.deep.equal(["b", "c"]);
    expect(overflowing(waiting, 10)).to.deep.equal(["b", "c", "a"]);
  });

  it("are those above a number, however small they are, and never the newest", () => {
    const many = Array.from({ length: mostHeld + 2 }, (_, index) => letter(String(index), 1));
    expect(overflowing(many, 1e9)).to.deep.equal(["0", "1"]);
    expect(overflowing([letter("a", 50)], 10)).to.deep.equal([]);
  });
});
