import { expect } from "chai";
import { describe, it } from "mocha";
import { isEndedByAcknowledgement, type OpenSession, presumedEnd } from "./presumed-ends.ts";

const intervalMs = 600_000;
const begun = Date.parse("2026-03-01T09:00:00Z");
const now = (ms: number, hearingSince = 0) => ({ now: begun + ms, hearingSince, intervalMs });

function session(
  values: Partial<OpenSession> & { from?: number; last?: number } = {},
): OpenSession {
  const { from = 0, last = from, ...rest } = values;
  return {
    loginId: "ana",
    mac: "AA:BB:CC:00:11:22",
    nasId: "nas",
    nasPortId: "ether1",
    state: { start: { at: begun + from, nasAt: null }, lastReportAt: begun + last },
    ...rest,
  };
}

describe("what is presumed of a session that no Stop ended", () => {
  it("is nothing before two intervals of silence, and that it ended after them", () => {
    const quiet = session({ last: 600_000 });
    expect(presumedEnd(quiet, [], now(1_799_999))).to.equal(undefined);
    expect(presumedEnd(quiet, [], now(1_800_000))?.cause).to.equal("silent");
  });

  it("is nothing while this server was not there to hear", () => {
    const quiet = session({ last: 0 });
    expect(presumedEnd(quiet, [], now(7_200_000, begun + 6_500_000))).to.equal(undefined);
    expect(presumedEnd(quiet, [], now(7_700_000, begun + 6_500_000))?.cause).to.equal("silent");
  });

  it("is that the same device's next session took its place, half a minute after that began", () => {
    const next = session({ from: 300_000 });
    expect(presumedEnd(session(), [next], now(329_999))).to.equal(undefined);
    expect(presumedEnd(session(), [next], now(330_000))).to.deep.equal({
      at: begun + 300_000,
      cause: "replaced",
    });
    expect(presumedEnd(next, [session()], now(330_000)), "the newer one").to.equal(undefined);
  });

  it("is nothing when both report, or the other is another device's", () => {
    const next = session({ from: 300_000 });
    expect(presumedEnd(session({ last: 400_000 }), [next], now(500_000))).to.equal(undefined);
    const elsewhere = session({ from: 300_000, mac: "AA:BB:CC:00:11:33" });
    expect(presumedEnd(session(), [elsewhere], now(500_000))).to.equal(undefined);
  });

  it("is that it ended 30 s after a Disconnect-ACK, unless it reports on", () => {
    const acknowledgedAt = begun + 700_000;
    const quiet = session({ last: 600_000 });
    expect(isEndedByAcknowledgement(quiet, acknowledgedAt, begun + 729_999)).to.equal(false);
    expect(isEndedByAcknowledgement(quiet, acknowledgedAt, begun + 730_000)).to.equal(true);
    const alive = session({ last: 710_000 });
    expect(isEndedByAcknowledgement(alive, acknowledgedAt, begun + 740_000)).to.equal(false);
  });
});
