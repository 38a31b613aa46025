import { plans, radius } from "@isp/contracts";
import { newId } from "@isp/kernel";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, beforeEach, describe, it } from "mocha";
import { acctStatus, packetCode } from "../src/protocol/codes.ts";
import { attributeOf } from "./support/access-server.ts";
import { broadband, operator, type Stand, startStand } from "./support/stand.ts";

const caller = { caller: operator };

describe("the change of a session that runs", function () {
  this.timeout(30_000);
  let stand: Stand;
  before(async function () {
    this.timeout(60_000);
    stand = await startStand({ pace: { gapMs: 1, pausesMs: [150, 150, 150] } });
  });
  after(() => stand.stop());
  beforeEach(() => {
    stand.nas.answer = "ack";
    stand.nas.changeAnswer = "ack";
    stand.nas.manners = { lateMs: 0, times: 1, signsWrong: false };
  });

  /** Somebody who is online with an IP that has no speed of its own yet. */
  async function online() {
    const { subscriptionId, username, password, loginId } = await stand.reserve();
    const decision = { subscriptionId, service: "on", version: 1n, kind: "register" };
    await stand.decide("registered", decision);
    await eventually(async () =>
      expect((await stand.nas.access(username, password))?.code).to.equal(packetCode.accessAccept),
    );
    const subscription = {
      id: subscriptionId,
      customerId: newId(),
      businessUnitId: stand.unitId,
      service: "on",
      plan: broadband,
    };
    stand.neighbours.known.set(
      subscriptionId,
      plans.GetSubscriptionResponse.fromPartial({ subscription }),
    );
    const ip = radius.Ip.fromPartial({ address: "0.0.0.0", loginId });
    const created = await stand.ips.createIp({ requestId: newId(), subscriptionId, ip }, caller);
    const acctSessionId = newId();
    await stand.nas.account(acctStatus.start, [
      { name: "Acct-Session-Id", value: acctSessionId },
      { name: "User-Name", value: username },
    ]);
    return { loginId, username, acctSessionId, ipId: created.ip!.item!.id };
  }

  type Online = Awaited<ReturnType<typeof online>>;
  const giveSpeed = ({ ipId: id }: Online, kbps: number) => {
    const rate = { downKbps: kbps, upKbps: kbps };
    const ip = radius.Ip.fromPartial({ speed: { businessHours: rate, otherHours: rate } });
    const change = { requestId: newId(), id, expectedVersion: 0n, fields: ["speed"], ip };
    return stand.ips.updateIp(change, caller);
  };
  const requestsOf = async ({ loginId }: Online) => {
    const { requests } = await stand.control.listControlRequests({ loginId }, caller);
    return requests.map(({ kind, state, attempts }) => `${kind} ${state} ${attempts}`).toReversed();
  };
  const comesTo = (held: Online, ...requests: string[]) =>
    eventually(async () => expect(await requestsOf(held)).to.deep.equal(requests), {
      withinMs: 12_000,
    });
  const askedOf = ({ acctSessionId }: Online, asked: readonly unknown[] = stand.nas.changes) =>
    (asked as typeof stand.nas.changes).filter(
      (packet) => attributeOf(packet, "Acct-Session-Id") === acctSessionId,
    );
  const answersOf = ({ username }: Online) =>
    stand
      .said("isp.radius.v1.disconnect.answered")
      .filter((answer) => answer["username"] === username)
      .map(({ kind, answer, nextLogin }) => [kind, answer, nextLogin]);

  it("C92: tells the new speed while the customer stays online", async () => {
    const held = await online();
    await giveSpeed(held, 7_000);
    await comesTo(held, "coa ack 1");
    const [change] = askedOf(held);
    expect(attributeOf(change, "User-Name")).to.equal(held.username);
    expect(attributeOf(change, "Mikrotik-Rate-Limit")).to.equal("7000k/7000k");
    expect(askedOf(held, stand.nas.disconnects)).to.have.length(0);
    await eventually(() => expect(answersOf(held)).to.deep.equal([["coa", "ack", false]]));
  });

  it("R39: a NAS that is silent is asked three times, then to disconnect, then waits for the next login", async () => {
    const held = await online();
    stand.nas.changeAnswer = "silence";
    stand.nas.answer = "silence";
    await giveSpeed(held, 8_000);
    await comesTo(held, "coa timeout 3", "disconnect timeout 3");
    const octets = askedOf(held).map(({ bytes }) => bytes.toString("hex"));
    expect(octets).to.have.length(3);
    expect(new Set(octets).size, "the same octets each time").to.equal(1);
    await eventually(() =>
      expect(answersOf(held)).to.deep.equal([
        ["coa", "timeout", false],
        ["disconnect", "timeout", true],
      ]),
    );
  });

  it("R39: a NAK is followed by a Disconnect-Request; one of an unknown session closes it", async () => {
    const [refused, unknown] = [await online(), await online()];
    stand.nas.changeAnswer = 401;
    await giveSpeed(refused, 9_000);
    await comesTo(refused, "coa nak 1", "disconnect ack 1");
    stand.nas.changeAnswer = 503;
    await giveSpeed(unknown, 9_000);
    await comesTo(unknown, "coa nak 1");
    const gone = await stand.sessions
      .getConnection({ loginId: unknown.loginId }, caller)
      .catch((refusal: unknown) => refusal);
    expect(gone).to.include({ code: "radius.session_not_found" });
  });

  it("R39: an answer that is late, or comes twice, is one answer", async () => {
    const held = await online();
    stand.nas.manners = { lateMs: 200, times: 2, signsWrong: false };
    await giveSpeed(held, 10_000);
    await comesTo(held, "coa ack 2");
    await eventually(() => expect(answersOf(held)).to.have.length(1));
  });

  it("R39: an answer with another authenticator is none", async () => {
    const held = await online();
    stand.nas.manners = { lateMs: 0, times: 1, signsWrong: true };
    await giveSpeed(held, 11_000);
    await comesTo(held, "coa timeout 3", "disconnect timeout 3");
  });
});
