import { rmSync } from "node:fs";
import { join } from "node:path";
import { eventually } from "@isp/testing";
import { startTorre, type Status, type Torre } from "@isp/torre";
import { expect } from "chai";
import { type Api, apiOf, at, idOf, listAt } from "../story/api.ts";
import { connectNewcomer, type Newcomer, reaches } from "../story/newcomer.ts";
import { radclient } from "../story/radius.ts";

describe("a server that is away", function () {
  this.timeout(180_000);
  let torre: Torre;
  let status: Status;
  let api: Api;
  let newcomer: Newcomer;

  before(async function () {
    this.timeout(300_000);
    torre = await startTorre();
    status = await torre.status();
    api = apiOf(status);
    newcomer = await connectNewcomer(api);
    await reaches(api, `/operations/${newcomer.operationIds[0]}`, "done");
  });

  after(async function () {
    this.timeout(60_000);
    await torre?.stop();
  });

  const gone = (name: string) =>
    eventually(() => expect(torre.process(name)?.pid).to.equal(0), { withinMs: 10_000 });
  const hears = (reply: string, withinMs: number) =>
    eventually(
      () => {
        const { username, password } = newcomer;
        expect(radclient(status).authenticate(username, password)).to.equal(reply);
      },
      { withinMs },
    );
  const mailbox = async () => {
    const { body } = await api.get(`/customers/${newcomer.customerId}/tree`);
    const items = listAt(body, "subscriptions", 0, "items");
    return at(
      items.find(({ kind }) => kind === "mailbox"),
      "wanted",
      "state",
    );
  };

  it("does not keep off a customer who paid: mail misses a suspension and its end", async () => {
    const path = `/subscriptions/${newcomer.subscriptionId}`;
    const before = await mailbox();
    torre.holdService("mail");
    await gone("mail");
    const suspended = await api.post(`${path}/suspend`, {});
    await hears("Access-Reject", 1_500);
    const resumed = await api.post(`${path}/resume`, {});
    await hears("Access-Accept", 1_500);
    torre.releaseService("mail");
    const first = await reaches(api, `/operations/${idOf(suspended)}`, "done", 30_000);
    const step = listAt(first, "steps").find(({ service }) => service === "mail");
    expect(at(step, "state")).to.equal("superseded");
    await reaches(api, `/operations/${idOf(resumed)}`, "done", 30_000);
    expect(await mailbox()).to.equal(before);
  });

  it("costs nothing when it is NATS, even when its store is lost", async () => {
    const path = `/subscriptions/${newcomer.subscriptionId}`;
    torre.holdService("nats");
    await gone("nats");
    rmSync(join(torre.home.dir, "nats", "data"), { recursive: true, force: true });
    const other = await connectNewcomer(api);
    const suspended = await api.post(`${path}/suspend`, {});
    expect(suspended.status).to.equal(202);
    torre.releaseService("nats");
    await reaches(api, `/operations/${idOf(suspended)}`, "done", 60_000);
    await reaches(api, `/operations/${other.operationIds[0]}`, "done", 60_000);
    await hears("Access-Reject", 5_000);
    const resumed = await api.post(`${path}/resume`, {});
    await reaches(api, `/operations/${idOf(resumed)}`, "done", 30_000);
    await hears("Access-Accept", 5_000);
    expect((await api.get("/dead-letters")).body["items"]).to.deep.equal([]);
  });

  it("is answered for by memory when it is the database: RADIUS goes on", async () => {
    torre.holdService("mariadb");
    await gone("mariadb");
    await hears("Access-Accept", 5_000);
    torre.releaseService("mariadb");
    await eventually(async () => expect((await torre.status()).healthy).to.equal(true), {
      withinMs: 60_000,
      everyMs: 200,
    });
    const suspended = await api.post(`/subscriptions/${newcomer.subscriptionId}/suspend`, {});
    await hears("Access-Reject", 15_000);
    await reaches(api, `/operations/${idOf(suspended)}`, "done", 60_000);
  });
});
