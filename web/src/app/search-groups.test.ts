import { expect } from "chai";
import { type FoundCustomer, groupsOf } from "./search-groups.ts";

const customer = (name: string, kind?: string): FoundCustomer => ({
  id: name,
  name,
  businessUnitId: "",
  personType: "individual",
  document: "",
  city: "",
  address: null,
  email: "",
  phone: "",
  matches: kind === undefined ? [] : [{ kind, text: "x" }],
});

describe("the results of the search box", () => {
  it("stand under what matched, names first, in the order of the answer", () => {
    const found = [customer("A", "phone"), customer("B"), customer("C", "login"), customer("D")];
    const groups = groupsOf(found).map(({ kind, rows }) => [
      kind,
      ...rows.map((row) => row.customer.name),
    ]);
    expect(groups).to.deep.equal([
      ["name", "B", "D"],
      ["phone", "A"],
      ["login", "C"],
    ]);
  });

  it("keep a kind that is new to the console, at the end", () => {
    const kinds = groupsOf([customer("A", "onu"), customer("B", "address")]).map(
      ({ kind }) => kind,
    );
    expect(kinds).to.deep.equal(["address", "onu"]);
  });
});
