import { expect } from "chai";
import type { Item } from "../../api/customers.ts";
import type { ItemState, TreeSubscription } from "../../api/subscriptions.ts";
import { byList, nest, withoutGivenUp, worstState } from "./tree.ts";

function anItem(item: Partial<Item>, state: ItemState = "in-step"): Item {
  return {
    id: item.name ?? "item",
    kind: "login",
    parentId: "",
    subscriptionId: "s",
    name: "item",
    main: false,
    real: { state, at: null },
    ...item,
  };
}

describe("a customer's tree", () => {
  it("numbers plans by their creation within each list (C4, C43)", () => {
    const of = (number: number, list: string) => ({ number, list }) as TreeSubscription;
    const lists = byList([of(12, "active"), of(3, "cancelled"), of(9, "active")]);
    expect(lists.active.map(({ number }) => number)).to.deep.equal([9, 12]);
    expect(lists.inactive).to.be.empty;
    expect(lists.cancelled).to.have.length(1);
  });

  it("puts items under their parents, the main login first", () => {
    const nodes = nest([
      anItem({ name: "loja.com.br", kind: "domain" }),
      anItem({ name: "loja_db", kind: "database", parentId: "loja.com.br" }),
      anItem({ name: "ana.filial" }),
      anItem({ name: "ana", main: true }),
    ]);
    expect(nodes.map(({ item }) => item.name)).to.deep.equal(["ana", "ana.filial", "loja.com.br"]);
    expect(nodes[2]!.children.map(({ item }) => item.name)).to.deep.equal(["loja_db"]);
  });

  it("leaves out what was given up (D13), but for a plan that has ended itself", () => {
    const items = [
      anItem({ name: "a" }),
      anItem({ name: "b", wanted: { state: "released", at: null } }),
    ];
    const of = (service: string) => ({ service, items }) as unknown as TreeSubscription;
    expect(withoutGivenUp(of("on")).items.map(({ name }) => name)).to.deep.equal(["a"]);
    expect(withoutGivenUp(of("released")).items).to.have.length(2);
  });

  it("loses no item whose parent is gone", () => {
    expect(nest([anItem({ name: "db", kind: "database", parentId: "gone" })])).to.have.length(1);
  });

  it("takes the worst item's state for the whole plan", () => {
    expect(worstState([anItem({ name: "a" }), anItem({ name: "b" }, "failed")])).to.equal("failed");
    expect(worstState([anItem({ name: "a" })])).to.equal("in-step");
    expect(worstState([])).to.equal(undefined);
  });
});
