import { newId } from "@isp/kernel";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, beforeEach, describe, it } from "mocha";
import { acctStatus, packetCode } from "../src/protocol/codes.ts";
import { operator, type Reserved, type Stand, startStand } from "./support/stand.ts";

const caller = { caller: operator };

describe("what operators ask access servers", () => {
  let stand: Stand;
  before(async function () {
    this.timeout(60_000);
    stand = await startStand({ pace: { gapMs: 1, pausesMs: [100, 100, 100] } });
  });
  after(() => stand.stop());
  beforeEach(() => {
    stand.nas.answer = "ack";
  });

  async function online(routingPointId = ""): Promise<Reserved & { acctSessionId: string }> {
    const reserved = await stand.reserve({ routingPointId });
    const { subscriptionId, username, password } = reserved;
    const decision = { subscriptionId, service: "on", version: 1n, kind: "register" };
    await stand.decide("registered", decision);
    await eventually(async () =>
      expect((await stand.nas.access(username, password))?.code).to.equal(packetCode.accessAccept),
    );
    const acctSessionId = newId();
    await report(acctStatus.start, username, acctSessionId);
    return { ...reserved, acctSessionId };
  }
  const report = (status: number, username: string, acctSessionId: string) =>
    stand.nas.account(status, [
      { name: "Acct-Session-Id", value: acctSessionId },
      { name: "User-Name", value: username },
    ]);
  const disconnect = (loginId: string) =>
    stand.control.disconnectLogin({ requestId: newId(), loginId }, caller);
  const closeRecord = (loginId: string) =>
    stand.control.closeRecord({ requestId: newId(), loginId }, caller);
  const last = async (loginId: string) =>
    (await stand.control.listControlRequests({ loginId }, caller)).requests[0];
  const answered = (loginId: string, state: string) =>
    eventually(async () => {
      const request = await last(loginId);
      expect(request?.state).to.equal(state);
      return request!;
    });
  const isOnline = (loginId: string) =>
    stand.sessions.getConnection({ loginId }, caller).then(
      () => true,
      () => false,
    );
  const refusalOf = (asked: Promise<unknown>) => asked.catch((refusal: unknown) => refusal);

  it("C88: a user is disconnected, once however often it is asked, and the answer is recorded", async () => {
    const { loginId, username, acctSessionId } = await online();
    const request = { requestId: newId(), loginId };
    const [first, again] = await Promise.all(
      [1, 2].map(() => stand.control.disconnectLogin(request, caller)),
    );
    expect(first!.requests.map(({ id }) => id)).to.deep.equal(again!.requests.map(({ id }) => id));
    const request0 = await answered(loginId, "ack");
    expect(request0).to.include({ kind: "disconnect", attempts: 1, errorCause: 0 });
    expect(await refusalOf(closeRecord(loginId))).to.include({ code: "radius.disconnect_first" });
    await report(acctStatus.stop, username, acctSessionId);
    expect(await isOnline(loginId)).to.equal(false);
    expect(await refusalOf(disconnect(loginId))).to.include({ code: "radius.session_not_found" });
  });

  it("C88: a stuck record is closed by the operator only after the NAS refused or was silent", async () => {
    const { loginId } = await online();
    expect(await refusalOf(closeRecord(loginId))).to.include({ code: "radius.disconnect_first" });
    stand.nas.answer = "silence";
    await disconnect(loginId);
    expect(await answered(loginId, "timeout")).to.include({ attempts: 3 });
    expect(await isOnline(loginId)).to.equal(true);
    const { sessions } = await closeRecord(loginId);
    expect(sessions).to.have.length(1);
    expect(await isOnline(loginId)).to.equal(false);
  });

  it("C88: a NAK says its cause, and 503 closes the session by itself", async () => {
    const [refused, unknown] = [await online(), await online()];
    stand.nas.answer = 504;
    await disconnect(refused.loginId);
    const nak = await answered(refused.loginId, "nak");
    expect(nak.errorCauseName).to.equal("Session-Context-Not-Removable");
    expect(await isOnline(refused.loginId)).to.equal(true);
    stand.nas.answer = 503;
    await disconnect(unknown.loginId);
    await answered(unknown.loginId, "nak");
    expect(await isOnline(unknown.loginId)).to.equal(false);
  });

  it("C88: a routing point is disconnected when the count is right, and says how far it is", async () => {
    const { routingPoint } = await stand.network.createRoutingPoint(
      {
        requestId: newId(),
        routingPoint: {
          id: "",
          version: 0n,
          businessUnitId: stand.unitId,
          name: "Torre Norte",
          kind: "tower",
        },
      },
      caller,
    );
    const routingPointId = routingPoint!.id;
    const elsewhere = await online();
    const there = [await online(routingPointId), await online(routingPointId)];
    const ask = (confirmCount: number, requestId = newId()) =>
      stand.control.disconnectRoutingPoint({ requestId, routingPointId, confirmCount }, caller);
    const wrong = (await refusalOf(ask(3))) as { code: string; details: object };
    expect([wrong.code, wrong.details]).to.deep.equal(["radius.count_differs", { count: "2" }]);
    const requestId = newId();
    const { batch } = await ask(2, requestId);
    expect(batch).to.include({ sessions: 2, requestedBy: "Ana" });
    await eventually(async () => {
      const now = await stand.control.getRoutingPointSessions({ routingPointId }, caller);
      expect(now.batch).to.include({ id: batch!.id, sessions: 2, queued: 0, ack: 2 });
    });
    expect((await ask(2, requestId)).batch?.id).to.equal(batch!.id);
    for (const { loginId } of there) expect((await last(loginId))?.state).to.equal("ack");
    expect(await last(elsewhere.loginId)).to.equal(undefined);
  });

  it("is refused to operators of another unit", async () => {
    const { loginId } = await online();
    const stranger = { caller: { ...operator, units: [newId()] } };
    const asked = { requestId: newId(), loginId };
    for (const refused of [
      stand.control.disconnectLogin(asked, stranger),
      stand.control.closeRecord(asked, stranger),
      stand.control.listControlRequests({ loginId }, stranger),
    ])
      expect(await refusalOf(refused)).to.include({ code: "radius.login_not_found" });
  });
});
