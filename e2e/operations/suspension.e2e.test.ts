import { eventually } from "@isp/testing";
import { expect } from "chai";
import { before, describe, it } from "mocha";
import { at, idOf, listAt } from "../story/api.ts";
import { unitDay } from "../story/days.ts";
import { made, reaches } from "../story/newcomer.ts";
import { openStand, type Stand } from "./stand.ts";

describe("a suspension", function () {
  this.timeout(60_000);
  let stand: Stand;

  before(async function () {
    this.timeout(300_000);
    stand = await openStand();
  });

  it("C30, C57: leaves the line as it was while it is only administrative", async () => {
    const newcomer = await stand.settled();
    const { username, password } = newcomer;
    const path = `/subscriptions/${newcomer.subscriptionId}`;
    const status = "suspended-administrative";
    const edited = await stand.api.patch(`${path}/detail`, { status }, '"1"');
    expect([edited.body["status"], edited.body["list"]]).to.deep.equal([status, "active"]);
    expect(stand.client.authenticate(username, password)).to.equal("Access-Accept");
    const items = listAt((await stand.api.get(path)).body, "items");
    const wanted = new Set(items.map((item) => at(item, "wanted", "state")));
    expect([...wanted]).to.deep.equal(["on"]);
  });

  it("C51, C53: switches off every kind of item of the plan, and switches all of them on again", async () => {
    const { businessUnitId, customerId } = await stand.settled();
    const hosting = { diskMb: 100, domains: 1, databases: 1, ftpUsers: 1 };
    const terms = { businessUnitId, kind: "hosting", priceCents: 3_000, hosting };
    const plan = await made(stand.api.post("/plans", { ...terms, name: "Hospedagem" }));
    const sale = { customerId, planId: plan.id, startOn: "2026-05-21", status: "enabled" };
    const held = await made(stand.api.post("/subscriptions", sale));
    await reaches(stand.api, `/operations/${String(held["operationId"])}`, "done");
    const path = `/subscriptions/${held.id}`;
    const mark = held.id.slice(-8);
    const name = `c51-${mark}.com.br`;
    const domain = await made(stand.api.post(`${path}/domains`, { name }));
    const under = `/domains/${domain.id}`;
    const password = "senha-de-ftp-51";
    await made(stand.api.post(`${under}/databases`, { engine: "mariadb", name: `d${mark}` }));
    await made(stand.api.post(`${under}/ftp-users`, { username: `f${mark}`, password }));
    await made(stand.api.post(`${path}/mailboxes`, { address: `eu@${name}`, password }));
    const are = (state: string) =>
      eventually(async () => {
        const items = listAt((await stand.api.get(path)).body, "items");
        expect(
          items.map((item) => [item["kind"], at(item, "wanted", "state")]),
        ).to.have.deep.members(
          ["domain", "database", "ftp-user", "mailbox"].map((kind) => [kind, state]),
        );
      });
    await are("on");
    await stand.done(await stand.api.post(`${path}/suspend`, {}));
    await are("suspended");
    await stand.done(await stand.api.post(`${path}/resume`, {}));
    await are("on");
  });

  it("C51 to C53, C57: is set for a later day, listed, and taken back before it", async () => {
    const newcomer = await stand.settled();
    const path = `/subscriptions/${newcomer.subscriptionId}`;
    const on = unitDay(2);
    const set = await stand.api.post(`${path}/suspend`, { reason: "customer-request", on });
    expect([set.status, set.body["state"], set.body["on"]]).to.deep.equal([202, "scheduled", on]);
    const waiting = `/operations?state=scheduled&businessUnitId=${newcomer.businessUnitId}`;
    const scheduled = async () =>
      listAt((await stand.api.get(waiting)).body, "items").map(({ id }) => id);
    expect(await scheduled()).to.include(idOf(set));
    const taken = await stand.api.delete(`/operations/${idOf(set)}`);
    expect([taken.status, taken.body["state"]]).to.deep.equal([200, "cancelled"]);
    expect(await scheduled()).to.not.include(idOf(set));
    const again = await stand.api.delete(`/operations/${idOf(set)}`);
    expect([again.status, again.body["code"]]).to.deep.equal([409, "plans.not_scheduled"]);
    expect(stand.client.authenticate(newcomer.username, newcomer.password)).to.equal(
      "Access-Accept",
    );
  });

  it("keeps a name that is reserved for a later enabling, and frees it when that is taken back", async () => {
    const newcomer = await stand.settled();
    const { customerId, planId } = newcomer;
    const waits = async () =>
      (await made(stand.api.post("/subscriptions", { customerId, planId, startOn: "2026-06-01" })))
        .id;
    const [one, two] = [await waits(), await waits()];
    const access = { username: `${newcomer.username}-2`, password: "segredo-2" };
    const set = await stand.api.post(`/subscriptions/${one}/enable`, { on: unitDay(2), access });
    expect([set.status, set.body["state"]]).to.deep.equal([202, "scheduled"]);
    expect(stand.client.authenticate(access.username, access.password)).to.equal("Access-Reject");
    const taken = await stand.api.post(`/subscriptions/${two}/enable`, { access });
    expect([taken.status, taken.body["code"]]).to.deep.equal([409, "radius.login_taken"]);
    expect((await stand.api.delete(`/operations/${idOf(set)}`)).status).to.equal(200);
    await stand.done(await stand.api.post(`/subscriptions/${two}/enable`, { access }));
    await eventually(() => {
      expect(stand.client.authenticate(access.username, access.password)).to.equal("Access-Accept");
    });
  });
});
