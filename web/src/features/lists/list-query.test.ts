import { expect } from "chai";
import { changed, orderOf, queryOf, sortOf } from "./list-query.ts";

describe("the address of a list", () => {
  const search = new URLSearchParams("status=enabled&sort=-payable&planId=&other=1");

  it("holds the filters that the list knows, and no empty ones", () => {
    const names = ["status", "planId", "sort"];
    expect(queryOf(search, names)).to.deep.equal({ status: "enabled", sort: "-payable" });
  });

  it("tells each column's order, and takes another", () => {
    expect(orderOf("-payable", "payable")).to.equal("descend");
    expect(orderOf("payable", "payable")).to.equal("ascend");
    expect(orderOf("payable", "number")).to.equal(null);
    expect(orderOf(undefined, "number")).to.equal(null);
    expect(sortOf("payable", "descend")).to.equal("-payable");
    expect(sortOf("payable", undefined)).to.equal("");
  });

  it("changes one thing and keeps the rest", () => {
    expect(changed(search, "status", "").toString()).to.equal("sort=-payable&planId=&other=1");
    expect(changed(search, "status", "suspended").get("status")).to.equal("suspended");
    expect(search.get("status")).to.equal("enabled");
  });
});
