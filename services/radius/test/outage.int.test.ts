import { createSchema, eventually, startMariadb, type TestMariadb } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { type Stand, startStand } from "./support/stand.ts";

describe("while the database or NATS is away", () => {
  let mariadb: TestMariadb;
  let stand: Stand;
  let login: { readonly username: string; readonly password: string };

  before(async function () {
    this.timeout(90_000);
    mariadb = await startMariadb();
    const { url } = await createSchema(mariadb.url);
    stand = await startStand({}, url);
    const reserved = await stand.reserve();
    const { subscriptionId } = reserved;
    await stand.decide("registered", {
      subscriptionId,
      service: "on",
      version: 1n,
      kind: "register",
    });
    await eventually(async () => expect(await codeOf(reserved)).to.equal(2));
    login = reserved;
  });
  after(async function () {
    this.timeout(30_000);
    await stand.stop();
    await mariadb.stop();
  });

  const codeOf = async ({ username, password }: typeof login) =>
    (await stand.nas.access(username, password))?.code;
  const session = (id: string) =>
    [
      { name: "User-Name", value: login.username },
      { name: "Acct-Session-Id", value: id },
    ] as const;

  it("answers PAP without NATS, and tells later what happened", async function () {
    this.timeout(20_000);
    await stand.broker.kill();
    expect(await codeOf(login)).to.equal(2);
    expect((await stand.nas.account(1, session("n1")))?.code).to.equal(5);
    await stand.broker.start();
    await eventually(
      () => expect(stand.said("isp.radius.v1.session.started").length).to.be.greaterThan(0),
      { withinMs: 15_000 },
    );
  });

  it("answers PAP without the database, takes accounting, and recovers", async function () {
    this.timeout(40_000);
    await mariadb.kill();
    expect(await codeOf(login)).to.equal(2);
    expect(await codeOf({ ...login, password: "errada" })).to.equal(3);
    const request = stand.nas.accountingRequest(1, session("d1"));
    const answer = await stand.nas.raw("acct", request);
    expect(answer?.code).to.equal(5);
    await mariadb.start();
    expect((await stand.nas.raw("acct", request))?.bytes).to.deep.equal(answer?.bytes);
    await eventually(
      () => {
        const told = stand.said("isp.radius.v1.session.started");
        expect(told.map((fact) => fact["acctSessionId"])).to.include("d1");
      },
      { withinMs: 15_000 },
    );
  });
});
