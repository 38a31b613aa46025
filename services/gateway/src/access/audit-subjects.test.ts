import { newId } from "@isp/kernel";
import { expect } from "chai";
import { describe, it } from "mocha";
import { subjectsOf } from "./audit-subjects.ts";

describe("what a request was about", () => {
  const [a, b, c, d] = [newId(), newId(), newId(), newId()];

  it("is named by its path, by what it asked and by what it answered, each once", () => {
    const answer = { id: b, customerId: c, operationId: d, planId: newId(), number: 7 };
    expect(subjectsOf({ id: a }, { customerId: c, note: d }, answer)).to.deep.equal([a, c, b, d]);
  });

  it("is every customer of an import", () => {
    const items = [
      { customerId: a, subscriptionId: b },
      { customerId: c, subscriptionId: "" },
      null,
    ];
    expect(subjectsOf({}, { customers: [] }, { items })).to.deep.equal([a, c]);
  });

  it("is nothing where nothing is an id", () => {
    expect(subjectsOf({ id: "../etc" }, "text", { id: "1", items: [3] })).to.deep.equal([]);
  });
});
