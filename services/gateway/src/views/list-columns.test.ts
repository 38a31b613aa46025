import { expect } from "chai";
import { describe, it } from "mocha";
import { reais } from "./list-columns.ts";

describe("an amount in a spreadsheet", () => {
  it("has two places and its sign before all of them, also below one real", () => {
    const written = [0n, 5n, 99n, 123_456n, -5n, -99n, -3_000n].map(reais);
    expect(written).to.deep.equal(["0,00", "0,05", "0,99", "1234,56", "-0,05", "-0,99", "-30,00"]);
  });
});
