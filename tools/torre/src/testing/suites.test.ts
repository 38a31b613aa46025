import { globSync } from "node:fs";
import { expect } from "chai";
import { repository } from "../system/home.ts";
import { filesOf, outcomeOf, suiteNames, verdict } from "./suites.ts";

describe("the suites", () => {
  it("have every test file of the repository, once", () => {
    const places = "{packages,services,tools,web,e2e}/**/*.test.ts";
    const all = globSync(places, { cwd: repository, exclude: (name) => name === "node_modules" });
    expect(suiteNames.flatMap(filesOf).toSorted()).to.deep.equal(all.toSorted());
  });
});

describe("the verdict over all suites", () => {
  const unit = outcomeOf("unit", { stats: { passes: 10, failures: 0 } });

  it("adds up what mocha counted", () => {
    const fault = outcomeOf("fault", { stats: { passes: 3, failures: 2 } });
    expect(verdict([unit, fault])).to.deep.equal({ line: "13 passed, 2 failed", exitCode: 1 });
    expect(verdict([unit])).to.deep.equal({ line: "10 passed, 0 failed", exitCode: 0 });
  });

  it("counts a suite that broke off as failed", () => {
    expect(verdict([unit, outcomeOf("e2e", undefined)])).to.deep.equal({
      line: "10 passed, 1 failed",
      exitCode: 1,
    });
  });

  it("is not green when nothing ran", () => {
    expect(verdict([])).to.deep.equal({ line: "0 passed, 0 failed", exitCode: 1 });
  });
});
