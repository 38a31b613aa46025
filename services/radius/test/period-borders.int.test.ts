import { newId } from "@isp/kernel";
import { eventually, fakeClock } from "@isp/testing";
import { expect } from "chai";
import { after, before, beforeEach, describe, it } from "mocha";
import { acctStatus, packetCode } from "../src/protocol/codes.ts";
import { attributeOf } from "./support/access-server.ts";
import {
  broadband,
  operator,
  type Reserved,
  type Stand,
  startStand,
  tellOfUnit,
} from "./support/stand.ts";

const rates = { day: { downKbps: 512, upKbps: 256 }, night: { downKbps: 1_024, upKbps: 512 } };
const fasterByNight = {
  ...broadband,
  simultaneousUse: 0,
  speed: { businessHours: rates.day, otherHours: rates.night },
};
const week = [{ weekdays: [1, 2, 3, 4, 5], from: "08:00", to: "18:00" }];
const withinMs = 20_000;

describe("the borders of business hours, for who is online", function () {
  this.timeout(60_000);
  let stand: Stand;
  let line: Reserved;
  let steady: Reserved;
  // A Tuesday; the unit's clock is three hours behind.
  const clock = fakeClock("2026-09-08T20:59:00Z");

  before(async () => {
    stand = await startStand({ clock, pace: { gapMs: 1, pausesMs: [150, 150, 150] } });
    const unit = { id: stand.unitId, timeZone: "America/Sao_Paulo", businessHours: week };
    await tellOfUnit(stand.nats, unit);
    line = await enabled(fasterByNight);
    steady = await enabled(broadband);
  });
  after(() => stand.stop());
  beforeEach(() => {
    stand.nas.changeAnswer = "ack";
  });

  async function enabled(plan: typeof broadband): Promise<Reserved> {
    const reserved = await stand.reserve({ plan });
    const decision = { subscriptionId: reserved.subscriptionId, service: "on", version: 1n };
    await stand.decide("registered", { ...decision, kind: "register", plan });
    const { username, password } = reserved;
    await eventually(async () =>
      expect((await stand.nas.access(username, password))?.code).to.equal(packetCode.accessAccept),
    );
    return reserved;
  }
  async function connect({ username }: Reserved): Promise<string> {
    const acctSessionId = newId();
    await stand.nas.account(acctStatus.start, [
      { name: "Acct-Session-Id", value: acctSessionId },
      { name: "User-Name", value: username },
    ]);
    return acctSessionId;
  }
  const givenLast = async () => {
    const rows = await stand.radius.context.db.query<{ period: string }[]>(
      "SELECT period FROM unit_periods WHERE unit_id = ?",
      [stand.unitId],
    );
    return rows[0]?.period;
  };
  const isGiven = (period: string) =>
    eventually(async () => expect(await givenLast()).to.equal(period), { withinMs });
  /** The border, and so long after it that every replica has read what is to be granted. */
  async function cross(border: string, period: string): Promise<void> {
    clock.set(new Date(border));
    await isGiven(period);
    clock.advance({ ms: 4_000 });
  }
  const toldTo = (acctSessionId: string, asked = stand.nas.changes) =>
    asked
      .filter((request) => attributeOf(request, "Acct-Session-Id") === acctSessionId)
      .map((request) => attributeOf(request, "Mikrotik-Rate-Limit"));
  const kinds = async ({ loginId }: Reserved) => {
    const { requests } = await stand.control.listControlRequests({ loginId }, { caller: operator });
    return requests.map(({ kind, state }) => `${kind} ${state}`).toReversed();
  };

  it("C92, D23: the end of them gives the speed of other hours once, to those whose it changes", async () => {
    const [changing, other] = [await connect(line), await connect(steady)];
    await isGiven("business");
    expect(toldTo(changing), "nothing before the border").to.deep.equal([]);
    await cross("2026-09-08T21:00:05Z", "other");
    await eventually(() => expect(toldTo(changing)).to.deep.equal(["512k/1024k"]), { withinMs });
    clock.advance({ minutes: 2 });
    await eventually(async () => expect(await kinds(line)).to.deep.equal(["coa ack"]));
    expect(toldTo(other), "the same speed by day and by night").to.deep.equal([]);
    expect(toldTo(changing), "asked once").to.have.length(1);
    const connection = { loginId: line.loginId };
    const { session } = await stand.sessions.getConnection(connection, { caller: operator });
    expect(session?.acctSessionId, "he stayed online").to.equal(changing);
  });

  it("R39: their beginning cuts who cannot be told, and says that the next login has it", async () => {
    clock.set(new Date("2026-09-09T10:59:00Z"));
    const changing = await connect(line);
    stand.nas.changeAnswer = "silence";
    stand.nas.answer = "silence";
    await cross("2026-09-09T11:00:05Z", "business");
    await eventually(() => expect(toldTo(changing)[0]).to.equal("256k/512k"), { withinMs });
    await eventually(
      async () =>
        expect((await kinds(line)).slice(-2)).to.deep.equal(["coa timeout", "disconnect timeout"]),
      { withinMs },
    );
    await eventually(() => {
      const answers = stand
        .said("isp.radius.v1.disconnect.answered")
        .filter(({ username }) => username === line.username);
      expect(answers.at(-1)).to.include({ kind: "disconnect", nextLogin: true });
    });
    const accept = await stand.nas.access(line.username, line.password);
    expect(attributeOf(accept, "Mikrotik-Rate-Limit")).to.equal("256k/512k");
  });
});
