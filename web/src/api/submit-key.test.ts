import { expect } from "chai";
import { submitKeys } from "./submit-key.ts";

describe("the idempotency key of a submit", () => {
  it("stays while the same text is tried again and changes with the text", () => {
    let count = 0;
    const keyOf = submitKeys(() => `key-${(count += 1)}`);
    expect(keyOf({ name: "Ana" })).to.equal("key-1");
    expect(keyOf({ name: "Ana" })).to.equal("key-1");
    expect(keyOf({ name: "Ana Prado" })).to.equal("key-2");
  });
});
