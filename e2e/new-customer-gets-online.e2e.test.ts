import { spawn } from "node:child_process";
import { resolve } from "node:path";
import { eventually } from "@isp/testing";
import { startTorre, type Status, type Torre } from "@isp/torre";
import { expect } from "chai";
import { type Api, apiOf, at, idOf, listAt } from "./story/api.ts";
import { connectNewcomer, type Newcomer, reaches } from "./story/newcomer.ts";
import { radclient } from "./story/radius.ts";

const command = resolve(import.meta.dirname, "../torre");

describe("a new customer", function () {
  this.timeout(60_000);
  let torre: Torre;
  let status: Status;
  let api: Api;
  let newcomer: Newcomer;
  let client: ReturnType<typeof radclient>;

  before(async function () {
    this.timeout(300_000);
    torre = await startTorre();
    status = await torre.status();
    api = apiOf(status);
    client = radclient(status);
    newcomer = await connectNewcomer(api);
  });

  after(async function () {
    this.timeout(60_000);
    await torre?.stop();
  });

  const hears = (reply: string, withinMs: number) =>
    eventually(
      () => expect(client.authenticate(newcomer.username, newcomer.password)).to.equal(reply),
      { withinMs },
    );

  it("is accepted by RADIUS, with Message-Authenticator first (C41, S9)", async () => {
    await hears("Access-Accept", 5_000);
    const attributes = client.replyAttributes(newcomer.username, newcomer.password);
    expect(attributes[0]).to.equal("Message-Authenticator");
    expect(client.authenticate(newcomer.username, "outra-senha")).to.equal("Access-Reject");
  });

  it("is one act on four services, and its operation ends done (C85)", async () => {
    const operation = await reaches(api, `/operations/${newcomer.operationIds[0]}`, "done");
    const steps = listAt(operation, "steps");
    expect(steps.map(({ service, state }) => [service, state])).to.deep.equal([
      ["radius", "applied"],
      ["mail", "absent"],
      ["hosting", "applied"],
      ["billing", "applied"],
    ]);
  });

  it("has login and mailbox in the tree, main ones marked, with what the servers say (C43, D20)", async () => {
    await eventually(async () => {
      const { body } = await api.get(`/customers/${newcomer.customerId}/tree`);
      const items = listAt(body, "subscriptions", 0, "items");
      expect(
        items.map((item) => [at(item, "kind"), at(item, "main"), at(item, "real", "state")]),
      ).to.have.deep.members([
        ["login", true, "in-step"],
        ["mailbox", true, "pending"],
      ]);
    });
  });

  it("is rejected within a second of his suspension and accepted after the resume (C51, C53)", async () => {
    const path = `/subscriptions/${newcomer.subscriptionId}`;
    const suspended = await api.post(`${path}/suspend`, { reason: "default" });
    expect(suspended.status).to.equal(202);
    await hears("Access-Reject", 1_000);
    const again = await api.post(`${path}/suspend`, { reason: "default" });
    expect(again.body["code"]).to.equal("plans.already_suspended");
    const resumed = await api.post(`${path}/resume`, {});
    await hears("Access-Accept", 1_000);
    await reaches(api, `/operations/${idOf(suspended)}`, "done");
    await reaches(api, `/operations/${idOf(resumed)}`, "done");
  });

  it("shows his connection to engineers as JSON, with customer, subscription and routing point", async () => {
    const seen: string[] = [];
    const follower = spawn(command, ["events", "isp.radius.>"], {
      env: { ...process.env, TORRE_HOME: torre.home.dir },
    });
    follower.stdout.on("data", (chunk: Buffer) => seen.push(chunk.toString()));
    try {
      const session = { "User-Name": newcomer.username, "Acct-Session-Id": "81a0c1" };
      await eventually(
        () => {
          const start = { ...session, "Acct-Status-Type": "Start" };
          expect(client.account(start)).to.equal("Accounting-Response");
          const stop = { ...session, "Acct-Status-Type": "Stop", "Acct-Session-Time": 60 };
          expect(client.account(stop)).to.equal("Accounting-Response");
          const text = seen.join("");
          for (const id of [newcomer.customerId, newcomer.subscriptionId])
            expect(text).to.contain(id);
          expect(text).to.match(/isp\.radius\.v1\.session\.stopped\.none/);
        },
        { withinMs: 20_000, everyMs: 500 },
      );
    } finally {
      follower.kill();
    }
  });

  it("pays 29.03 for ten days of May, however often the closing is committed (C58, V01, V32)", async () => {
    const { businessUnitId, customerId } = newcomer;
    const closing = await api.post("/closings", { businessUnitId, on: "2026-05-31" });
    const path = `/closings/${idOf(closing)}`;
    await reaches(api, path, "proposed");
    await Promise.all([1, 2, 3].map(() => api.post(`${path}/commit`)));
    await reaches(api, path, "committed");
    await api.post(`${path}/commit`);
    const { body } = await api.get(`/customers/${customerId}/invoices`);
    const items = listAt(body, "items");
    expect(items).to.have.length(1);
    const invoice = await api.get(`/invoices/${String(items[0]!["id"])}`);
    expect(invoice.body["totalCents"]).to.equal(2_903);
    const [line] = listAt(invoice.body, "lines");
    expect([at(line, "days"), at(line, "explanation", "cycleDays")]).to.deep.equal([10, 31]);
  });
});
