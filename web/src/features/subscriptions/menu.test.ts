import { expect } from "chai";
import type { Item } from "../../api/customers.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { menuOf, reasonAgainst } from "./menu.ts";

const of = (change: Partial<Subscription>) =>
  ({ status: "enabled", service: "on", list: "active", ...change }) as Subscription;
const all = () => true;
const suspended = of({ status: "suspended", service: "suspended", list: "inactive" });
const replaced = of({ status: "replaced", list: "inactive", service: "released" });
const cancelled = of({ status: "cancelled", list: "cancelled", service: "released" });

describe("the menu of a plan", () => {
  it("offers to suspend what is on, and again for another reason (C51, D12)", () => {
    expect(reasonAgainst("suspend", of({}), all)).to.equal(undefined);
    expect(reasonAgainst("suspend", suspended, all)).to.equal(undefined);
    expect(reasonAgainst("resume", suspended, all)).to.equal(undefined);
  });

  it("greys what is not allowed with its reason", () => {
    expect(reasonAgainst("resume", of({}), all)).to.equal("not-suspended");
    expect(reasonAgainst("enable", of({}), all)).to.equal("already-enabled");
    expect(reasonAgainst("suspend", of({ service: "off" }), all)).to.equal("not-enabled");
    expect(reasonAgainst("change-plan", of({ service: "off" }), all)).to.equal("not-enabled");
    expect(reasonAgainst("suspend", of({}), () => false)).to.equal("permission");
    expect(reasonAgainst("resume", cancelled, all)).to.equal("ended");
  });

  it("asks for the permission of each act", () => {
    const mayOperate = (permission: string) => permission === "subscriptions.operate";
    expect(reasonAgainst("change-plan", of({}), mayOperate)).to.equal(undefined);
    for (const act of ["transfer", "cancel", "delete"] as const)
      expect(reasonAgainst(act, of({}), mayOperate), act).to.equal("permission");
  });

  it("C48, C49: keeps what has ended from being changed, and D11: replaced plans from being resumed", () => {
    for (const act of ["change-plan", "transfer", "cancel", "resume"] as const) {
      expect(reasonAgainst(act, replaced, all), act).to.equal("replaced");
      expect(reasonAgainst(act, cancelled, all), act).to.equal("ended");
    }
  });

  it("C54: cancels what waits for its installation too; C56: deletes from all three lists", () => {
    expect(reasonAgainst("cancel", of({ service: "off" }), all)).to.equal(undefined);
    for (const subscription of [of({}), suspended, replaced, cancelled])
      expect(reasonAgainst("delete", subscription, all)).to.equal(undefined);
  });

  it("is in the manual's order, the same for every plan, whatever is greyed (C8)", () => {
    const keys = (subscription: Subscription) =>
      menuOf({ subscription }, all, ["edit-plan"]).flatMap((group) => group.map(({ key }) => key));
    expect(keys(of({}))).to.deep.equal([
      "edit-plan",
      "change-plan",
      "transfer",
      "suspend",
      "resume",
      "enable",
      "cancel",
      "debit-accounts",
      "delete",
    ]);
    expect(keys(of({}))).to.deep.equal(keys(cancelled));
  });

  it("C85, C86, C87: offers a login's dialogs to who may write, and not on a plan that has ended", () => {
    const item = { kind: "login" } as Item;
    const entryOf = (subscription: Subscription, may: (permission: string) => boolean) =>
      menuOf({ subscription, item }, may)
        .flat()
        .find(({ key }) => key === "delete-login");
    expect(entryOf(of({}), all)).to.deep.equal({ key: "delete-login", task: "delete-login" });
    expect(entryOf(cancelled, all)).to.include({ reason: "ended" });
    expect(entryOf(of({}), () => false)).to.include({ reason: "permission" });
  });

  it("shows only what the catalogue offers with the plan (C8, D21)", () => {
    const login = { kind: "login" } as Item;
    const keys = (item: Item | undefined, options: readonly string[]) =>
      menuOf(
        item === undefined ? { subscription: of({}) } : { subscription: of({}), item },
        all,
        options,
      )
        .flat()
        .map(({ key }) => key);
    expect(keys(undefined, ["new-ip", "disconnect"])).to.include("new-ip");
    expect(keys(undefined, ["new-ip", "disconnect"])).not.to.include("new-email");
    expect(keys(login, ["new-ip", "disconnect"])).to.deep.equal(["disconnect"]);
    expect(keys(login, ["new-ip"])).to.deep.equal(["nothing"]);
    expect(keys({ kind: "database" } as Item, ["new-ip"])).to.deep.equal([
      "edit-database",
      "new-database-password",
    ]);
  });

  it("shows all where the plan names no option, as the services allow all then (C8)", () => {
    const item = { kind: "login" } as Item;
    const keys = menuOf({ subscription: of({}), item }, all, [])
      .flat()
      .map(({ key }) => key);
    expect(keys).to.include("delete-login").and.include("disconnect");
  });

  it("opens the form of an IP for connection plans only (C90)", () => {
    const entry = (plan: object, may = all) =>
      menuOf({ subscription: of({ plan: { name: "", ...plan } as never }) }, may)
        .flat()
        .find(({ key }) => key === "new-ip");
    expect(entry({ kind: "broadband" })).to.deep.equal({ key: "new-ip", task: "new-ip" });
    expect(entry({ kind: "hosting" })?.reason).to.equal("no-connection");
    expect(entry({ kind: "broadband" }, () => false)?.reason).to.equal("permission");
  });
});
