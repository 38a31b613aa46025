import { expect } from "chai";
import type { Effect } from "../../api/previews.ts";
import { changesBetween, commonDetail, groupEffects } from "./effect-groups.ts";

const effect = (change: Partial<Effect>): Effect => ({
  service: "mail",
  itemId: change.itemName ?? "",
  itemKind: "mailbox",
  itemName: "",
  action: "moved",
  detail: "",
  ...change,
});

describe("the effects of a preview", () => {
  const plan = effect({ service: "plans", itemKind: "subscription", action: "changed" });
  const fine = effect({ service: "billing", itemKind: "subscription", amountCents: 9_990 });
  const boxes = [effect({ itemName: "a@b.com" }), effect({ itemName: "c@b.com" })];
  const login = effect({ service: "radius", itemKind: "login", itemName: "ana" });

  it("are grouped by action and kind, the plan and the money apart", () => {
    const grouped = groupEffects([plan, ...boxes, login, fine]);
    expect(grouped.subscription).to.deep.equal([plan]);
    expect(grouped.money).to.deep.equal([fine]);
    expect(grouped.items).to.have.lengthOf(1);
    expect(grouped.items[0]?.count).to.equal(3);
    expect(grouped.items[0]?.kinds.map(({ kind }) => kind)).to.deep.equal(["login", "mailbox"]);
  });

  it("say once what all of a kind have in common", () => {
    expect(commonDetail({ kind: "mailbox", effects: [effect({ detail: "x" })] })).to.equal("x");
    const mixed = [effect({ detail: "x" }), effect({ detail: "y" })];
    expect(commonDetail({ kind: "mailbox", effects: mixed })).to.equal("");
  });

  it("are compared with those that were seen", () => {
    const other = { ...login, detail: "gets a new password" };
    const change = changesBetween([login, ...boxes], [other, ...boxes]);
    expect(change.come).to.deep.equal([other]);
    expect(change.gone).to.deep.equal([login]);
    expect(changesBetween(boxes, boxes)).to.deep.equal({ come: [], gone: [] });
  });
});
