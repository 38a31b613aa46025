import { expect } from "chai";
import { describe, it } from "mocha";
import { inSlices } from "./in-slices.ts";

describe("going through very many", () => {
  it("takes each once, and lets others have their turn in between", async () => {
    let turns = 0;
    const others = setInterval(() => {
      turns += 1;
    }, 0);
    const seen: number[] = [];
    const many = Array.from({ length: 25_500 }, (_, index) => index);
    for await (const slice of inSlices(many)) {
      seen.push(...slice);
      for (const until = performance.now() + 2; performance.now() < until; );
    }
    clearInterval(others);
    expect(seen).to.deep.equal(many);
    expect(turns).to.be.at.least(10);
  });

  it("takes none of nothing", async () => {
    for await (const slice of inSlices([])) expect.fail(String(slice));
  });
});
