import { newId } from "@isp/kernel";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { NamedAttribute } from "../src/protocol/attributes.ts";
import { acctStatus } from "../src/protocol/codes.ts";
import { operator, type Stand, startStand } from "./support/stand.ts";

const { start, interim, stop, accountingOn } = acctStatus;

describe("accounting", () => {
  let stand: Stand;
  before(async function () {
    this.timeout(60_000);
    stand = await startStand();
    await eventually(async () => expect(await stand.nas.access("nobody", "x")).to.be.an("object"));
  });
  after(() => stand.stop());

  const seconds = () => Math.floor(Date.now() / 1_000);

  function about(
    username: string,
    acctSessionId: string,
    counters: { time?: number; in?: number; out?: number; at?: number } = {},
  ): NamedAttribute[] {
    return [
      { name: "User-Name", value: username },
      { name: "Acct-Session-Id", value: acctSessionId },
      { name: "Acct-Session-Time", value: counters.time ?? 0 },
      { name: "Acct-Input-Octets", value: counters.in ?? 0 },
      { name: "Acct-Output-Octets", value: counters.out ?? 0 },
      ...(counters.at === undefined
        ? []
        : [{ name: "Event-Timestamp", value: counters.at } as const]),
    ];
  }

  const list = async (login: string) => {
    const asked = { ip: "", at: undefined, routingPointId: "", openOnly: false };
    const request = { ...asked, login, pageSize: 0, pageToken: "" };
    const { sessions } = await stand.sessions.listSessions(request, { caller: operator });
    return sessions;
  };
  const someone = () => `u${newId().slice(-12)}`;

  it("tells the start, the readings and the stop of a session", async () => {
    const username = someone();
    const at = seconds();
    const mac = [{ name: "Calling-Station-Id", value: "AA:BB:CC:00:11:22" } as const];
    await stand.nas.account(start, [...about(username, "1", { at }), ...mac]);
    await stand.nas.account(
      interim,
      about(username, "1", { at: at + 60, time: 60, in: 7, out: 9 }),
    );
    await stand.nas.account(stop, about(username, "1", { at: at + 90, time: 90, in: 8, out: 10 }));
    const of = (fact: string) =>
      stand.said(`isp.radius.v1.session.${fact}.none`).filter((f) => f["username"] === username);
    await eventually(() => {
      expect(of("started")).to.have.length(1);
      expect(of("updated")).to.have.length(1);
      expect(of("stopped")).to.have.length(1);
    });
    expect(of("updated")[0]).to.include({ inputOctets: "7", outputOctets: "9" });
    expect(of("stopped")[0]).to.include({ sessionSeconds: "90", mac: "AA:BB:CC:00:11:22" });
    const [session, ...others] = await list(username);
    expect(others).to.deep.equal([]);
    expect(session).to.include({ acctSessionId: "1", inputOctets: 8n, outputOctets: 10n });
    expect(session?.stoppedAt).to.be.a("date");
  });

  it("gives the right row for late, repeated and reordered packets from many ports at once", async () => {
    const username = someone();
    const at = seconds() - 1_300;
    const packets = [
      [stop, about(username, "2", { at: at + 1_300, time: 1_300, in: 6_000, out: 9_900 })],
      [interim, about(username, "2", { at: at + 1_200, time: 1_200, in: 5_000, out: 9_000 })],
      [interim, about(username, "2", { at: at + 600, time: 600, in: 1_000, out: 2_000 })],
      [start, about(username, "2", { at })],
      [interim, about(username, "2", { at: at + 600, time: 600, in: 1_000, out: 2_000 })],
      [stop, about(username, "2", { at: at + 1_300, time: 1_300, in: 6_000, out: 9_900 })],
      [start, about(username, "2", { at })],
    ] as const;
    const answers = await Promise.all(
      [...packets, ...packets.toReversed()].map(([status, attributes]) =>
        stand.nas.account(status, attributes),
      ),
    );
    expect(answers.every((answer) => answer?.code === 5)).to.equal(true);
    const [session] = await list(username);
    expect(session).to.include({
      inputOctets: 6_000n,
      outputOctets: 9_900n,
      sessionSeconds: 1_300n,
    });
    expect(session?.startedAt?.getTime()).to.equal(at * 1_000);
    expect(session?.stoppedAt?.getTime()).to.equal((at + 1_300) * 1_000);
  });

  it("does not start a session in 1970 because the access server lives there", async () => {
    const username = someone();
    await stand.nas.account(start, about(username, "3", { at: 60 }));
    const [session] = await list(username);
    expect(Date.now() - session!.startedAt!.getTime()).to.be.lessThan(10_000);
  });

  it("keeps the largest counters and hostile names exactly as they came (S1, S13)", async () => {
    const username = "x' OR SLEEP(5)-- \u001b[31m";
    const full = 0xffffffff;
    const answer = await stand.nas.account(interim, [
      ...about(username, "'; DROP TABLE live_sessions", { in: full, out: full, time: full }),
      { name: "Acct-Input-Gigawords", value: full },
      { name: "Acct-Output-Gigawords", value: full },
      { name: "NAS-Port", value: full },
      { name: "Called-Station-Id", value: Buffer.from([0xff, 0xfe, 0]) },
    ]);
    expect(answer?.code).to.equal(5);
    const [row] = await stand.radius.context.db.query(
      "SELECT username, acct_session_id, input_octets FROM live_sessions WHERE nas_port_id = ?",
      ["4294967295"],
    );
    expect(row).to.deep.equal({
      username,
      acct_session_id: "'; DROP TABLE live_sessions",
      input_octets: "18446744073709551615",
    });
  });

  it("keeps and acknowledges what says too little to be a session (S13)", async () => {
    expect((await stand.nas.account(start, [{ name: "User-Name", value: "x" }]))?.code).to.equal(5);
    expect((await stand.nas.account(77, about("x", "4")))?.code).to.equal(5);
    const rows = await stand.radius.context.db.query("SELECT reason FROM parked_packets");
    expect(rows).to.deep.equal([{ reason: "no-session-id" }]);
  });

  it("answers a retransmission with the same octets, and a replay changes nothing (S16)", async () => {
    const username = someone();
    const at = seconds();
    const request = stand.nas.accountingRequest(stop, about(username, "5", { at, time: 5 }));
    const first = await stand.nas.raw("acct", request);
    const [before] = await list(username);
    const second = await stand.nas.raw("acct", request);
    expect(second?.bytes).to.deep.equal(first?.bytes);
    expect(await list(username)).to.deep.equal([before]);
  });

  it("is silent where the shared secret is wrong (S15)", async () => {
    const request = stand.nas.accountingRequest(start, about("x", "6"));
    request[19] = request[19]! ^ 1;
    expect(await stand.nas.raw("acct", request, 300)).to.equal(undefined);
  });

  it("ends what an access server had open when it restarts, not later than an interval", async () => {
    const username = someone();
    const at = seconds() - 3_600;
    await stand.nas.account(start, about(username, "7", { at: at + 3_590 }));
    await stand.nas.account(accountingOn, [
      { name: "Event-Timestamp", value: seconds() + 46 * 86_400 },
    ]);
    const [session] = await list(username);
    expect(session?.terminateCause).to.equal("NAS-Reboot");
    expect(session!.stoppedAt!.getTime()).to.be.within((at + 3_590) * 1_000, Date.now() + 1_000);
  });

  it("is open again when its access server goes on reporting it after a restart", async () => {
    const username = someone();
    const late = (delay: number) => ({ name: "Acct-Delay-Time", value: delay }) as const;
    await stand.nas.account(start, [...about(username, "survivor"), late(900)]);
    await stand.nas.account(accountingOn, [late(600)]);
    expect((await list(username))[0]?.terminateCause).to.equal("NAS-Reboot");
    await stand.nas.account(interim, about(username, "survivor"));
    const [session] = await list(username);
    expect(session).to.include({ terminateCause: "", stoppedAt: undefined });
  });

  it("belongs to the customer whose login it is, at the routing point of that login", async () => {
    const caller = { caller: operator };
    const point = { name: "Torre 1", kind: "tower", businessUnitId: stand.unitId };
    const { routingPoint } = await stand.network.createRoutingPoint(
      { requestId: newId(), routingPoint: { id: "", version: 0n, ...point } },
      caller,
    );
    const reserved = await stand.reserve({ routingPointId: routingPoint!.id });
    const { subscriptionId, username, password } = reserved;
    await stand.decide("registered", {
      subscriptionId,
      service: "on",
      version: 1n,
      kind: "register",
    });
    await eventually(async () =>
      expect((await stand.nas.access(username, password))?.code).to.equal(2),
    );
    await stand.nas.account(start, about(username, "8"));
    await eventually(() => {
      const told = stand.said(`isp.radius.v1.session.started.${routingPoint!.id}`);
      expect(told).to.have.length(1);
      expect(told[0]).to.include({ username, subscriptionId, businessUnitId: stand.unitId });
    });
    const { session } = await stand.sessions.getConnection({ loginId: reserved.loginId }, caller);
    expect(session).to.include({ username, routingPointId: routingPoint!.id });
  });
});
