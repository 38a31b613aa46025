import { checklistNumbers, testsByNumber } from "@isp/docs";
import { expect } from "chai";
import { describe, it } from "mocha";

const shownEndToEnd = Array.from({ length: 57 }, (_, before) => `C${before + 1}`);
const tests = testsByNumber();

describe("the manual's checklist", () => {
  it("is shown end to end, up to the last operation on a plan", () => {
    const missing = shownEndToEnd.filter(
      (number) => !(tests.get(number) ?? []).some(({ file }) => file.startsWith("e2e/")),
    );
    expect(missing).to.deep.equal([]);
  });

  it("knows every number that a test's title names", () => {
    const unknown = [...tests]
      .filter(([number]) => checklistNumbers[number] === undefined)
      .map(([number, named]) => `${number}: ${named.map(({ file }) => file).join(", ")}`);
    expect(unknown).to.deep.equal([]);
  });
});
