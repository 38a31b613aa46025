import { eventually } from "@isp/testing";
import { expect } from "chai";
import { before, describe, it } from "mocha";
import { idOf, listAt } from "../story/api.ts";
import { made, reaches } from "../story/newcomer.ts";
import { openStand, type Stand } from "./stand.ts";

describe("the transfer of a plan", function () {
  this.timeout(60_000);
  let stand: Stand;

  before(async function () {
    this.timeout(300_000);
    stand = await openStand();
  });

  it("C49, C50, D19: goes to another customer with login and mailbox", async () => {
    const newcomer = await stand.settled();
    const path = `/subscriptions/${newcomer.subscriptionId}`;
    const toHimself = { operation: "transfer", customerId: newcomer.customerId };
    expect((await stand.api.post(`${path}/preview`, toHimself)).status).to.equal(400);
    const customerId = await stand.neighbourOf(newcomer);
    const begun = await stand.accepted(path, "transfer", { customerId });
    const operation = await stand.done(begun);
    expect(operation["passwords"]).to.equal(true);
    await eventually(async () => {
      const { body } = await stand.api.get(`/customers/${customerId}/tree`);
      const [branch] = listAt(body, "subscriptions");
      expect([branch?.["list"], branch?.["service"]]).to.deep.equal(["active", "on"]);
      const kinds = listAt(branch, "items").map(({ kind }) => kind);
      expect(kinds).to.have.members(["login", "mailbox"]);
    });
    const former = await stand.api.get(path);
    expect([former.body["list"], former.body["items"]]).to.deep.equal(["cancelled", []]);
    expect(stand.client.authenticate(newcomer.username, newcomer.password)).to.equal(
      "Access-Accept",
    );
    const passwords = () => stand.api.post(`/operations/${idOf(begun)}/passwords`);
    const told = listAt((await passwords()).body, "items");
    expect(told.map(({ itemKind }) => itemKind)).to.deep.equal(["mailbox"]);
    expect(told[0]?.["password"]).to.be.a("string").with.length.above(9);
    expect((await passwords()).body["items"]).to.deep.equal([]);
    expect((await stand.api.get(`/operations/${idOf(begun)}`)).body["passwords"]).to.equal(false);
  });

  it("C49, D19: takes the domain of a hosting plan along", async () => {
    const newcomer = await stand.settled();
    const { businessUnitId, customerId } = newcomer;
    const hosting = { diskMb: 1_024, domains: 2, databases: 1, ftpUsers: 1 };
    const plan = {
      businessUnitId,
      name: "Hospedagem",
      kind: "hosting",
      priceCents: 3_000,
      hosting,
    };
    const planId = (await made(stand.api.post("/plans", plan))).id;
    const sale = { customerId, planId, startOn: "2026-06-01", status: "enabled" };
    const held = await made(stand.api.post("/subscriptions", sale));
    await reaches(stand.api, `/operations/${String(held["operationId"])}`, "done");
    const name = `${newcomer.username}.com.br`;
    const domain = await made(stand.api.post(`/subscriptions/${held.id}/domains`, { name }));
    const target = await stand.neighbourOf(newcomer);
    const begun = await stand.accepted(`/subscriptions/${held.id}`, "transfer", {
      customerId: target,
    });
    await stand.done(begun);
    await eventually(async () => {
      const { body } = await stand.api.get(`/domains/${domain.id}`);
      expect([body["customerId"], body["subscriptionId"], body["name"]]).to.deep.equal([
        target,
        begun.body["successorSubscriptionId"],
        name,
      ]);
    });
  });
});
