import { newId } from "@isp/kernel";
import { eventually, fakeClock } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { NamedAttribute } from "../src/protocol/attributes.ts";
import { acctStatus } from "../src/protocol/codes.ts";
import { keepMonths } from "../src/db/archive.ts";
import { operator, type Stand, startStand } from "./support/stand.ts";

const { start, interim, stop } = acctStatus;
const withinMs = 25_000;

describe("the archive of sessions", function () {
  this.timeout(90_000);
  const clock = fakeClock(new Date());
  let stand: Stand;
  before(async () => {
    stand = await startStand({ clock });
    await eventually(async () => expect(await stand.nas.access("nobody", "x")).to.be.an("object"));
  });
  after(() => stand.stop());

  const query = <Row>(statement: string, parameters: unknown[] = []) =>
    stand.radius.context.db.query<Row[]>(statement, parameters);
  const count = async (table: string, username: string) => {
    const [row] = await query<{ sessions: string }>(
      `SELECT COUNT(*) AS sessions FROM ${table} WHERE username = ?`,
      [username],
    );
    return Number(row?.sessions);
  };
  const report = (status: number, username: string, values: readonly NamedAttribute[] = []) =>
    stand.nas.account(status, [
      { name: "User-Name", value: username },
      { name: "Acct-Session-Id", value: "a1" },
      { name: "Framed-IP-Address", value: "100.64.9.9" },
      ...values,
    ]);
  const list = async (login: string) => {
    const asked = { login, ip: "", at: undefined, routingPointId: "", openOnly: false };
    const { sessions } = await stand.sessions.listSessions(
      { ...asked, pageSize: 0, pageToken: "" },
      { caller: operator },
    );
    return sessions;
  };

  it("takes a session 48 hours after its end, not before, and lists show it as before", async () => {
    await report(start, "ended");
    await report(stop, "ended", [{ name: "Acct-Input-Octets", value: 77 }]);
    const shown = await list("ended");
    expect(shown).to.have.length(1);
    clock.advance({ ms: 47 * 3_600_000 });
    await report(start, "fresh");
    await report(stop, "fresh");
    clock.advance({ ms: 2 * 3_600_000 });
    await eventually(async () => expect(await count("sessions", "ended")).to.equal(1), {
      withinMs,
    });
    expect(await count("live_sessions", "ended")).to.equal(0);
    expect(await count("live_sessions", "fresh")).to.equal(1);
    expect(await list("ended")).to.deep.equal(shown);
  });

  it("gives a session back that is heard of again, and keeps one row of it", async () => {
    clock.advance({ days: 1 });
    const seconds = { name: "Acct-Session-Time", value: 50 * 3_600 } as const;
    expect((await report(interim, "ended", [seconds]))?.code).to.equal(5);
    expect(
      await count("sessions", "ended"),
      "one that began on another day is another session",
    ).to.equal(1);
    const [archived] = await query<{ started_at: Date }>(
      "SELECT started_at FROM sessions WHERE username = 'ended'",
    );
    const age = Math.round((clock.now().getTime() - archived!.started_at.getTime()) / 1_000);
    await query("DELETE FROM live_sessions WHERE username = 'ended'");
    await report(interim, "ended", [{ name: "Acct-Session-Time", value: age }]);
    expect(await count("sessions", "ended")).to.equal(0);
    expect(await count("live_sessions", "ended")).to.equal(1);
    const [session] = await list("ended");
    expect(session, "its Stop is still the last word").to.include({ inputOctets: 77n });
  });

  it("has room for months to come, and drops those that are older than what is kept", async () => {
    const partitions = async () =>
      (
        await query<{ name: string }>(
          `SELECT partition_name AS name FROM information_schema.partitions
           WHERE table_schema = DATABASE() AND table_name = 'sessions'`,
        )
      ).map(({ name }) => name);
    const { db } = stand.radius.context;
    expect(await partitions()).to.have.length.greaterThan(3);
    const later = new Date("2028-01-05T00:00:00Z");
    await query(
      `INSERT INTO sessions (id, session_key, version, nas_id, nas_address, acct_session_id, username,
         started_at, last_report_at, ended_at, session_seconds, input_octets, output_octets,
         is_clock_skewed, received_at)
       VALUES (?, REPEAT('x', 16), 1, ?, '10.0.0.1', 'long', 'long', '2026-12-01', '2027-06-01',
         '2027-06-01', 1, 1, 1, 0, '2026-12-15')`,
      [newId(), newId()],
    );
    await keepMonths(db, later, 365);
    const kept = await partitions();
    expect(kept).to.not.include("p202611");
    expect(kept, "a session in it ended half a year ago").to.include("p202612");
    expect(kept).to.include.members(["p202701", "p202801", "p202804"]);
    await keepMonths(db, new Date("2028-06-02T00:00:00Z"), 365);
    expect(await partitions()).to.not.include("p202612");
  });
});
