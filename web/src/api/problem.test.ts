import { expect } from "chai";
import { fieldPath, sortProblems } from "./problem.ts";

describe("a refusal's mistakes", () => {
  it("are named as the form names its fields", () => {
    expect(fieldPath("/access/username")).to.deep.equal(["access", "username"]);
    expect(fieldPath("#/macs/0")).to.deep.equal(["macs", 0]);
    expect(fieldPath("/a~1b/c~0d")).to.deep.equal(["a/b", "c~d"]);
  });

  it("stand under their field, several under the same one together", () => {
    const { fields } = sortProblems(
      [
        { pointer: "/city", detail: "one" },
        { pointer: "/city", detail: "two" },
      ],
      [["city"]],
    );
    expect(fields).to.deep.equal([{ name: ["city"], errors: ["one", "two"] }]);
  });

  it("belong to the field around them when the form does not go deeper", () => {
    const { fields } = sortProblems(
      [{ pointer: "/discount/percent", detail: "x" }],
      [["discount"]],
    );
    expect(fields[0]!.name).to.deep.equal(["discount"]);
  });

  it("find a field that the service knows by its last name only", () => {
    const { fields } = sortProblems(
      [{ pointer: "/username", detail: "x" }],
      [["access", "username"], ["notes"]],
    );
    expect(fields[0]!.name).to.deep.equal(["access", "username"]);
  });

  it("are not lost when the form has no such field", () => {
    const sorted = sortProblems([{ pointer: "/planId", detail: "x" }], [["name"]]);
    expect(sorted.fields).to.be.empty;
    expect(sorted.others).to.have.length(1);
  });
});
