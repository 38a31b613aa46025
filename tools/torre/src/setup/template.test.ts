import { expect } from "chai";
import { render } from "./template.ts";

describe("a configuration template", () => {
  it("takes every value, as often as it is named", () => {
    expect(render("{{a}}:{{b}}:{{a}}", { a: "x", b: 7 })).to.equal("x:7:x");
  });

  it("leaves what is not a place alone", () => {
    expect(render("{ a } {{ b }} ${c}", {})).to.equal("{ a } {{ b }} ${c}");
  });

  it("is refused when it names what has no value", () => {
    expect(() => render("{{port}}", {})).to.throw("{{port}}");
  });
});
