import { common } from "@isp/contracts";
import { transactor } from "@isp/db";
import { newId, secretBox } from "@isp/kernel";
import { eventually, fakeClock } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { radiusScope } from "../src/db/scope.ts";
import { packetCode } from "../src/protocol/codes.ts";
import { forgetGone } from "../src/usecases/forget-gone.ts";
import { attributeOf } from "./support/access-server.ts";
import { broadband, operator, type Reserved, type Stand, startStand } from "./support/stand.ts";

const faster: common.PlanTerms = {
  ...broadband,
  planId: newId(),
  name: "Fibra 900",
  speed: {
    businessHours: { downKbps: 900_000, upKbps: 450_000 },
    otherHours: { downKbps: 900_000, upKbps: 450_000 },
  },
};

describe("a login whose subscription is followed by another, or ends", () => {
  let stand: Stand;
  before(async function () {
    this.timeout(60_000);
    stand = await startStand({ pace: { gapMs: 1, pausesMs: [200, 200] } });
    await eventually(async () => expect(await stand.nas.access("nobody", "x")).to.be.an("object"));
  });
  after(() => stand.stop());

  const answersTo = (operationId: string) =>
    stand
      .said("isp.radius.v1.operation.applied")
      .map(({ applied }) => applied as Record<string, unknown>)
      .filter((answer) => answer["operationId"] === operationId);

  const applied = (operationId: string, state = "applied") =>
    eventually(() => {
      const answers = answersTo(operationId);
      expect(answers.map((answer) => answer["state"])).to.include(state);
      return answers.at(-1)!;
    });

  async function connected(): Promise<Reserved> {
    const reserved = await stand.reserve();
    const { subscriptionId } = reserved;
    const decision = { subscriptionId, service: "on", version: 1n, kind: "register" };
    await applied(await stand.decide("registered", decision));
    return reserved;
  }

  const change = (subscriptionId: string, more = {}) => ({
    subscriptionId,
    service: "released",
    version: 2n,
    kind: "change-plan",
    successor: { id: newId(), customerId: "ana", service: "on", plan: faster, carriedPlan: faster },
    ...more,
  });

  const take = (operationId: string) =>
    stand.participant
      .takeSecrets({ requestId: newId(), operationId })
      .then(({ secrets }) => secrets);

  it("C48: D10: moves with its password, and its session goes on with the new speed", async () => {
    const { username, password, subscriptionId, loginId } = await connected();
    const session = [
      { name: "User-Name", value: username },
      { name: "Acct-Session-Id", value: "9100a1" },
    ] as const;
    await stand.nas.account(1, session);
    const decision = change(subscriptionId);
    const operationId = await stand.decide("replaced", decision);
    const step = await applied(operationId);
    expect(step).to.have.nested.property("receipts[0].action", "moved");
    expect(step).to.have.nested.property("receipts[0].detail").that.includes("contract 77");
    const accept = await stand.nas.access(username, password);
    expect(attributeOf(accept, "Mikrotik-Rate-Limit")).to.equal("450000k/900000k");
    await eventually(
      () =>
        expect(
          stand.nas.changes
            .filter((asked) => attributeOf(asked, "User-Name") === username)
            .map((asked) => attributeOf(asked, "Mikrotik-Rate-Limit")),
        ).to.deep.equal(["450000k/900000k"]),
      { withinMs: 10_000 },
    );
    expect(stand.nas.disconnects.map((asked) => attributeOf(asked, "User-Name"))).to.not.include(
      username,
    );
    await eventually(() => {
      const [receipt] = answersTo(operationId).at(-1)!["receipts"] as { detail: string }[];
      expect(receipt?.detail).to.match(/1 session told the new speed; NAS answered ack$/);
    });
    const { login } = await stand.access.getLogin({ id: loginId }, { caller: operator });
    expect(login?.item).to.include({ subscriptionId: decision.successor.id, main: true });
    const moved = stand.said("isp.radius.v1.login.moved");
    expect(moved.map((fact) => fact["aggregateId"])).to.include(loginId);
    const { sessions } = await stand.sessions.listSessions(
      {
        login: username,
        ip: "",
        at: undefined,
        routingPointId: "",
        openOnly: false,
        pageSize: 10,
        pageToken: "",
      },
      { caller: operator },
    );
    expect(sessions.map((seen) => seen.subscriptionId)).to.deep.equal([subscriptionId]);
  });

  for (const [words, answer, refused] of [
    ["R39: ends where its access server refuses the change, and the receipt says both", 404, "nak"],
    ["R39: ends where its access server is silent about the change", "silence", "timeout"],
  ] as const)
    it(words, async () => {
      const { username, subscriptionId } = await connected();
      stand.nas.changeAnswer = answer;
      await stand.nas.account(1, [
        { name: "User-Name", value: username },
        { name: "Acct-Session-Id", value: `9100${refused}` },
      ]);
      const operationId = await stand.decide("replaced", change(subscriptionId));
      await eventually(
        () =>
          expect(stand.nas.disconnects.map((asked) => attributeOf(asked, "User-Name"))).to.include(
            username,
          ),
        { withinMs: 10_000 },
      );
      await eventually(() => {
        const [receipt] = answersTo(operationId).at(-1)!["receipts"] as { detail: string }[];
        expect(receipt?.detail)
          .to.include(`told the new speed; NAS answered ${refused}`)
          .and.match(/asked to disconnect instead; NAS answered ack$/);
      });
      stand.nas.changeAnswer = "ack";
    });

  it("C46: keeps its speed through an administrative edit of the plan", async () => {
    const { username, password, subscriptionId } = await connected();
    const edited = { subscriptionId, service: "on", version: 2n, kind: "", plan: faster };
    await stand.decide("edited", edited);
    const resumed = { subscriptionId, service: "on", version: 3n, kind: "resume" };
    await applied(
      await stand.decide("resumed", { ...resumed, plan: faster, carriedPlan: broadband }),
    );
    const accept = await stand.nas.access(username, password);
    expect(attributeOf(accept, "Mikrotik-Rate-Limit")).to.equal("250000k/500000k");
  });

  it("C49: D19: works on for the new customer, without portal access, and makes no password", async () => {
    const { username, password, subscriptionId, loginId } = await connected();
    const operationId = await stand.decide(
      "transferred",
      change(subscriptionId, { kind: "transfer" }),
    );
    await applied(operationId);
    expect((await stand.nas.access(username, password))?.code).to.equal(packetCode.accessAccept);
    const { login } = await stand.access.getLogin({ id: loginId }, { caller: operator });
    expect(login).to.include({ portalAccess: false });
    expect(login?.item?.customerId).to.equal("ana");
    expect(await take(operationId)).to.deep.equal([]);
  });

  it("C49: D19: gets a new password if asked, which is handed out once and said nowhere", async () => {
    const { username, password, subscriptionId, loginId } = await connected();
    const choices = { "login-password": "new" };
    const decision = change(subscriptionId, { kind: "transfer", choices });
    const operationId = await stand.decide("transferred", decision);
    await applied(operationId);
    const [secret, ...more] = await take(operationId);
    expect(more).to.deep.equal([]);
    expect(secret).to.include({ itemId: loginId, itemKind: "login", itemName: username });
    expect(await take(operationId)).to.deep.equal([]);
    expect((await stand.nas.access(username, password))?.code).to.equal(packetCode.accessReject);
    const accept = await stand.nas.access(username, secret!.password);
    expect(accept?.code).to.equal(packetCode.accessAccept);
    expect(JSON.stringify(stand.heard)).to.not.include(secret!.password);
  });

  it("moves although its successor was suspended before, and sleeps there", async () => {
    const { username, password, subscriptionId, loginId } = await connected();
    const decision = change(subscriptionId);
    const { id } = decision.successor;
    const suspended = { subscriptionId: id, service: "suspended", version: 2n, kind: "suspend" };
    await applied(await stand.decide("suspended", suspended));
    await applied(await stand.decide("replaced", decision));
    expect((await stand.nas.access(username, password))?.code).to.equal(packetCode.accessReject);
    const { login } = await stand.access.getLogin({ id: loginId }, { caller: operator });
    expect(login?.item).to.have.nested.property("wanted.state", "suspended");
    const resumed = { subscriptionId: id, service: "on", version: 3n, kind: "resume" };
    await applied(await stand.decide("resumed", resumed));
    expect((await stand.nas.access(username, password))?.code).to.equal(packetCode.accessAccept);
  });

  it("moves although an edit of the old subscription came first", async () => {
    const { subscriptionId, loginId } = await connected();
    const edited = { subscriptionId, service: "released", version: 3n, kind: "" };
    await stand.decide("edited", edited);
    const decision = change(subscriptionId);
    await applied(await stand.decide("replaced", decision));
    const { login } = await stand.access.getLogin({ id: loginId }, { caller: operator });
    expect(login?.item?.subscriptionId).to.equal(decision.successor.id);
  });

  it("C54: D13: is refused after a cancellation, and its name is nobody else's", async () => {
    const { username, password, subscriptionId } = await connected();
    const decision = { subscriptionId, service: "released", version: 2n, kind: "cancel" };
    const step = await applied(await stand.decide("cancelled", decision));
    expect(step).to.have.nested.property("receipts[0].action", "released");
    expect((await stand.nas.access(username, password))?.code).to.equal(packetCode.accessReject);
    const error = await stand.reserve({ username }).catch((refusal: unknown) => refusal);
    expect(error).to.include({ code: "radius.login_taken" });
  });

  it("C56: D13: is gone after a deletion, and its name is nobody else's", async () => {
    const { username, password, subscriptionId, loginId } = await connected();
    const decision = { subscriptionId, service: "released", version: 2n, kind: "delete" };
    const step = await applied(await stand.decide("deleted", decision));
    expect(step).to.have.nested.property("receipts[0].action", "deleted");
    expect((await stand.nas.access(username, password))?.code).to.equal(packetCode.accessReject);
    const gone = await stand.access
      .getLogin({ id: loginId }, { caller: operator })
      .catch((refusal: unknown) => refusal);
    expect(gone).to.include({ code: "radius.login_not_found" });
    const error = await stand.reserve({ username }).catch((refusal: unknown) => refusal);
    expect(error).to.include({ code: "radius.login_taken" });
    const said = stand.said("isp.radius.v1.login.deleted");
    expect(said.map((fact) => fact["aggregateId"])).to.include(loginId);
  });

  it("C54: D13: gives its name back thirty days later, once every replica has read that", async () => {
    const { username, subscriptionId, loginId } = await connected();
    const decision = { subscriptionId, service: "released", version: 2n, kind: "cancel" };
    await applied(await stand.decide("cancelled", decision));
    const { db } = stand.radius.context;
    const clock = fakeClock(new Date());
    const box = secretBox(Buffer.alloc(32, 1));
    const transact = transactor(db, radiusScope(clock, box));
    const sweep = forgetGone(transact, transact, clock);
    const find = () => transact(({ logins }) => logins.find(loginId));
    clock.advance({ days: 29 });
    await sweep();
    expect((await find())?.wanted.state).to.equal("released");
    clock.advance({ days: 2 });
    await sweep();
    expect(await find()).to.include({ state: "deleting" });
    await sweep();
    expect(await find(), "replicas may not have read it yet").to.not.equal(null);
    await db.query("UPDATE logins SET touched_at = touched_at - INTERVAL 11 MINUTE WHERE id = ?", [
      loginId,
    ]);
    await sweep();
    expect(await find()).to.equal(null);
    expect((await stand.reserve({ username })).loginId).to.not.equal(loginId);
  });
});
