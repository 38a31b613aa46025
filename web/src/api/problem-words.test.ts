import { expect } from "chai";
import { ApiProblem } from "./problem.ts";
import { fieldWords, mistakesOf } from "./problem-words.ts";

describe("the words for a field's mistake", () => {
  it("are found with the numbers that stand in them", () => {
    expect(fieldWords("must have at least 6 characters")).to.deep.equal({
      key: "problem.field.tooShort",
      values: { count: "6" },
    });
    expect(fieldWords("must be from 0 to 200, the most that the law allows")).to.deep.equal({
      key: "problem.field.lawfulPercent",
      values: { points: "200" },
    });
    expect(fieldWords("is not a valid CPF")?.key).to.equal("problem.field.cpf");
    expect(fieldWords("Invalid input: expected string, received undefined")?.key).to.equal(
      "problem.field.missing",
    );
  });

  it("are the server's own when it says something new", () => {
    expect(fieldWords("looks odd")).to.equal(undefined);
  });

  it("say where a cancellation formula stops being one (C40)", () => {
    expect(fieldWords("does not know foo (character 15)")).to.deep.equal({
      key: "problem.field.formulaName",
      values: { name: "foo", at: "15" },
    });
    expect(fieldWords("expects ) there (character 9)")?.values).to.deep.equal({ at: "9" });
  });

  it("stand under the login when a login is taken, though a conflict names no field", () => {
    const taken = new ApiProblem(409, { code: "radius.login_taken", detail: "It is taken." });
    expect(mistakesOf(taken)).to.deep.equal([
      { pointer: "/access/username", detail: "It is taken." },
    ]);
    expect(mistakesOf(new ApiProblem(409, { code: "plans.operation_running" }))).to.be.empty;
  });
});
