import { plans, radius } from "@isp/contracts";
import { transactor } from "@isp/db";
import { newId, secretBox, systemClock } from "@isp/kernel";
import { eventually, openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { migrations } from "../src/db/migrations/index.ts";
import { routingPointSchema } from "../src/db/network.schema.ts";
import { radiusScope } from "../src/db/scope.ts";
import { nasTable } from "../src/model/nas-table.ts";
import { acctStatus } from "../src/protocol/codes.ts";
import { watchNetwork } from "../src/usecases/watch-network.ts";
import { broadband, operator, type Stand, startStand } from "./support/stand.ts";

const caller = { caller: operator };
const minuteMs = 60_000;

describe("the network as the NOC sees it", () => {
  let stand: Stand;
  before(async function () {
    this.timeout(60_000);
    stand = await startStand();
  });
  after(() => stand.stop());

  const report = (status: number, username: string, attributes: object = {}) =>
    stand.nas.account(status, [
      { name: "Acct-Session-Id", value: `s-${username}` },
      { name: "User-Name", value: username },
      ...Object.entries(attributes).map(([name, value]) => ({ name, value }) as never),
    ]);

  it("knows who is online at a routing point, and marks what is odd", async () => {
    const routingPoint = {
      id: "",
      version: 0n,
      businessUnitId: stand.unitId,
      name: "Torre Sul",
      kind: "tower",
    };
    const made = await stand.network.createRoutingPoint(
      { requestId: newId(), routingPoint },
      caller,
    );
    const routingPointId = made.routingPoint!.id;
    const held = [
      await stand.reserve({ routingPointId }),
      await stand.reserve({ routingPointId }),
      await stand.reserve({ routingPointId }),
    ];
    for (const { subscriptionId } of held)
      await stand.decide("registered", {
        subscriptionId,
        service: "on",
        version: 1n,
        kind: "register",
      });
    await eventually(async () => {
      for (const { username, password } of held)
        expect((await stand.nas.access(username, password))?.code).to.equal(2);
    });
    const [one, two, three] = held.map(({ username }) => username);
    const at = (address: string, mac: string) => ({
      "Framed-IP-Address": address,
      "Calling-Station-Id": mac,
    });
    await report(acctStatus.start, one!, at("100.64.0.1", "02:00:00:00:00:01"));
    await report(acctStatus.start, two!, at("100.64.0.2", "02:00:00:00:00:02"));
    await report(acctStatus.start, three!, at("100.64.0.2", "02:00:00:00:00:03"));
    const { sessions, total } = await stand.noc.listMarkedSessions({ routingPointId }, caller);
    expect(total).to.equal(3);
    expect(sessions.map(({ session, marks }) => [session!.username, marks])).to.have.deep.members([
      [one, []],
      [two, ["address-twice"]],
      [three, ["address-twice"]],
    ]);
    expect(sessions[2]!.session!.username, "the odd ones come first").to.equal(one);
    const health = await stand.noc.getNetworkHealth({}, caller);
    const point = health.points.find((found) => found.routingPointId === routingPointId);
    expect(point).to.deep.include({ name: "Torre Sul", online: 3, yesterday: undefined });
    await report(acctStatus.start, "sem-torre");
    const everywhere = await stand.noc.getNetworkHealth({}, caller);
    expect(everywhere.online, "who is at no tower is online too").to.equal(health.online + 1);
    const stranger = { caller: { ...operator, units: [newId()] } };
    expect((await stand.noc.getNetworkHealth({}, stranger)).points).to.deep.equal([]);
    const hidden = await stand.noc
      .listMarkedSessions({ routingPointId }, stranger)
      .catch((refusal: unknown) => refusal);
    expect(hidden).to.include({ code: "radius.routing_point_not_found" });
  });

  it("knows which of a login's addresses its device is to have", async () => {
    const routingPoint = { id: "", version: 0n, businessUnitId: stand.unitId, name: "Torre 2" };
    const made = await stand.network.createRoutingPoint(
      { requestId: newId(), routingPoint: { ...routingPoint, kind: "tower" } },
      caller,
    );
    const routingPointId = made.routingPoint!.id;
    const { subscriptionId, loginId, username } = await stand.reserve({ routingPointId });
    const decision = { subscriptionId, service: "on", version: 1n, kind: "register" };
    await stand.decide("registered", decision);
    const of = { id: subscriptionId, customerId: newId(), businessUnitId: stand.unitId };
    stand.neighbours.known.set(subscriptionId, {
      subscription: plans.Subscription.fromPartial({ ...of, service: "on", plan: broadband }),
      items: [],
      mailDomain: "",
      options: [],
    });
    const lines = [1, 2].map((n) => ({ address: `100.65.0.${n}`, mac: `02:00:00:00:01:0${n}` }));
    for (const { address, mac } of lines) {
      const ip = radius.Ip.fromPartial({ loginId, address, bindMac: true, macs: [mac] });
      await eventually(() =>
        stand.ips.createIp({ requestId: newId(), subscriptionId, ip }, caller),
      );
    }
    const second = lines[1]!;
    await report(acctStatus.start, username, {
      "Framed-IP-Address": second.address,
      "Calling-Station-Id": second.mac,
    });
    await eventually(async () => {
      const { sessions } = await stand.noc.listMarkedSessions({ routingPointId }, caller);
      expect(sessions.map(({ marks }) => marks)).to.deep.equal([[]]);
    });
    await report(acctStatus.interim, username, { "Framed-IP-Address": lines[0]!.address });
    const { sessions } = await stand.noc.listMarkedSessions({ routingPointId }, caller);
    expect(sessions.map(({ marks }) => marks)).to.deep.equal([["wrong-address"]]);
  });

  it("counts who is online every five minutes, at one routing point and at all", async () => {
    const point = { id: "", version: 0n, businessUnitId: newId(), name: "Torre B", kind: "tower" };
    const request = { requestId: newId(), routingPoint: point };
    const made = await stand.network.createRoutingPoint(request, caller);
    const routingPointId = made.routingPoint!.id;
    const slot = Math.floor(Date.now() / 300_000) * 300_000;
    const at = (minutes: number) => new Date(slot - minutes * minuteMs);
    const rows = [
      ["", at(15), 0],
      ["", at(10), 1],
      [routingPointId, at(10), 4],
      ["", at(3_060), 9],
    ];
    await stand.radius.context.db.query("INSERT INTO online_samples VALUES ?", [rows]);
    const history = async (id: string, who = operator) =>
      (await stand.noc.getOnlineHistory({ routingPointId: id }, { caller: who })).samples
        .filter((sample) => sample.at!.getTime() <= at(10).getTime())
        .map((sample) => [sample.at!.getTime(), sample.online]);
    expect(await history(routingPointId), "one point").to.deep.equal([
      [at(15).getTime(), 0],
      [at(10).getTime(), 4],
    ]);
    expect(await history(""), "all, and nothing of the day before yesterday").to.deep.equal([
      [at(15).getTime(), 0],
      [at(10).getTime(), 5],
    ]);
    const stranger = { ...operator, units: [newId()] };
    expect((await history("", stranger)).map(([, online]) => online)).to.deep.equal([0, 0]);
    const hidden = await history(routingPointId, stranger).catch((refusal: unknown) => refusal);
    expect(hidden).to.include({ code: "radius.routing_point_not_found" });
  });

  it("counts refusals by reason", async () => {
    await stand.nas.access("ninguem", "errada");
    await eventually(async () => {
      const { rejects } = await stand.noc.getNetworkHealth({}, caller);
      const unknown = rejects.find(({ reason }) => reason === "unknown-login");
      expect(Number(unknown?.count)).to.be.greaterThan(0);
    });
  });

  it("hears that an access server restarted, with how many were online there", async () => {
    await report(acctStatus.start, "visitante");
    const before = stand.said("isp.radius.v1.nas.restarted").length;
    await stand.nas.account(acctStatus.accountingOn, []);
    await eventually(() => {
      const said = stand.said("isp.radius.v1.nas.restarted");
      expect(said.length).to.be.greaterThan(before);
      expect(said.at(-1)).to.include({ nasId: stand.nasId, name: "NAS de teste" });
      expect(said.at(-1)!["sessions"]).to.be.greaterThan(0);
    });
  });
});

describe("an access server that is silent", () => {
  let database: TestDatabase;
  before(async function () {
    this.timeout(60_000);
    database = await openTestDatabase({ migrations, entities: [routingPointSchema] });
  });
  after(() => database.close());

  it("is told of once, and again only after it was heard in between", async () => {
    const transact = transactor(
      database.db,
      radiusScope(systemClock, secretBox(Buffer.alloc(32, 1))),
    );
    const nasId = newId();
    const [start, id] = [new Date("2026-11-23T12:00:00Z"), newId()];
    await database.db.query(
      `INSERT INTO live_sessions (id, session_key, version, nas_id, nas_address, acct_session_id,
         username, started_at, last_report_at, session_seconds, input_octets, output_octets,
         is_clock_skewed, received_at)
       VALUES (?, UNHEX(REPEAT('ab', 16)), 1, ?, '10.0.0.1', 's', 'ana', ?, ?, 0, 0, 0, 0, ?)`,
      [id, nasId, start, start, start],
    );
    const online: number[] = [];
    const watch = watchNetwork({
      transact,
      nas: nasTable(),
      intervalMs: 10 * minuteMs,
      onOnline: (found) => void online.push(found.get("") ?? 0),
    });
    const after = (minutes: number) => new Date(start.getTime() + minutes * minuteMs);
    const look = (minutes: number, hearingSince = start) =>
      watch({ now: after(minutes), hearingSince });
    const told = async () => {
      const rows = await database.db.query<{ subject: string }[]>("SELECT subject FROM outbox");
      return rows.filter(({ subject }) => subject.includes("nas.silent")).length;
    };
    await look(5);
    expect(await told()).to.equal(0);
    await look(12, after(8));
    expect(await told(), "we were away ourselves").to.equal(0);
    for (const minutes of [12, 13]) await look(minutes);
    expect(await told()).to.equal(1);
    await database.db.query("UPDATE live_sessions SET last_report_at = ?", [after(14)]);
    await look(15);
    await look(40);
    expect(await told()).to.equal(2);
    expect(online).to.deep.equal([1, 1, 1, 1, 1, 1]);
    const samples = () =>
      database.db.query<{ at: Date; sessions: number }[]>(
        "SELECT at, sessions FROM online_samples ORDER BY at",
      );
    expect(await samples(), "once in five minutes").to.deep.equal(
      [5, 10, 15, 40].map((minutes) => ({ at: after(minutes), sessions: 1 })),
    );
    await look(51 * 60);
    expect(
      (await samples()).map(({ at }) => at),
      "kept for two days",
    ).to.deep.equal([after(51 * 60)]);
  });
});
