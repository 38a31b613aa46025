import { expect } from "chai";
import * as fc from "fast-check";
import { describe, it } from "mocha";
import { settleTime } from "./report-time.ts";
import { betterPresumption, type Presumption } from "./presumption.ts";
import {
  closeAt,
  endOf,
  presume,
  reduce,
  type SessionReport,
  type SessionState,
  stoppedAt,
  updatedAt,
} from "./session.ts";

const intervalMs = 600_000;
const begun = Date.parse("2026-03-01T09:00:00Z");
const day = 24 * 3_600_000;

/** A report `seconds` after the session began, sent with the access server's right time. */
function report(
  kind: SessionReport["kind"],
  seconds: number,
  values: Partial<SessionReport> = {},
): SessionReport {
  const at = begun + seconds * 1_000;
  return {
    kind,
    at,
    nasAt: at,
    isClockSkewed: false,
    sessionSeconds: kind === "start" ? 0 : seconds,
    inputOctets: 0n,
    outputOctets: 0n,
    terminateCause: kind === "stop" ? 1 : null,
    mac: null,
    nasPortId: null,
    calledStationId: null,
    address: null,
    framedIpv6Prefix: null,
    delegatedIpv6Prefix: null,
    ...values,
  };
}

function fold(reports: readonly SessionReport[]): SessionState {
  const [first, ...rest] = reports;
  return rest.reduce<SessionState>(reduce, reduce(undefined, first!));
}

/** Reports and presumptions, which need something to be presumed of. */
function foldAll(entries: readonly (SessionReport | Presumption)[]): SessionState {
  const first = entries.find((entry): entry is SessionReport => "kind" in entry);
  return entries.reduce<SessionState>(
    (state, entry) =>
      "kind" in entry
        ? reduce(state, entry)
        : { ...state, presumed: betterPresumption(state.presumed, entry) },
    reduce(undefined, first!),
  );
}

const traffic = (inputOctets: bigint, outputOctets: bigint): Partial<SessionReport> => ({
  inputOctets,
  outputOctets,
});

describe("a session under disorder", () => {
  it("does not go back when an old interim arrives late", () => {
    const state = fold([
      report("interim", 600, traffic(1_000n, 2_000n)),
      report("interim", 1_200, traffic(5_000n, 9_000n)),
      report("interim", 600, traffic(1_000n, 2_000n)),
    ]);
    expect(state).to.include({ sessionSeconds: 1_200, inputOctets: 5_000n, outputOctets: 9_000n });
    expect(updatedAt(state, intervalMs)).to.equal(begun + 1_200_000);
  });

  it("keeps its stop as the last word when an interim arrives after it", () => {
    const stopped = fold([report("start", 0), report("stop", 1_300, traffic(6_000n, 9_900n))]);
    const state = reduce(stopped, report("interim", 1_200, traffic(5_000n, 9_000n)));
    expect(state).to.include({ sessionSeconds: 1_300, inputOctets: 6_000n, outputOctets: 9_900n });
    expect(stoppedAt(state, intervalMs)).to.equal(begun + 1_300_000);
    expect(updatedAt(state, intervalMs)).to.equal(begun + 1_300_000);
  });

  it("keeps its start when the start is sent again after the stop, with a later time", () => {
    const stopped = fold([report("start", 0), report("stop", 1_300)]);
    const state = reduce(stopped, report("start", 5_000));
    expect(state.start.at).to.equal(begun);
    expect(updatedAt(state, intervalMs)).to.equal(begun + 1_300_000);
  });

  it("knows when it began from an interim alone", () => {
    expect(reduce(undefined, report("interim", 600)).start).to.deep.equal({
      at: begun,
      nasAt: null,
    });
  });

  it("is not closed for longer than an interval by a restart in the far future", () => {
    const state = fold([report("start", 0), report("interim", 600)]);
    const closed = closeAt(state, begun + 46 * day);
    expect(stoppedAt(closed, intervalMs)).to.equal(begun + 1_200_000);
    expect(closed.sessionSeconds).to.equal(600);
  });

  it("prefers a stop of its own to a restart of the access server", () => {
    const closed = closeAt(fold([report("start", 0)]), begun + 300_000);
    expect(stoppedAt(closed, intervalMs)).to.equal(begun + 300_000);
    expect(stoppedAt(reduce(closed, report("stop", 100)), intervalMs)).to.equal(begun + 100_000);
  });

  it("is open again when its access server goes on reporting it after a restart", () => {
    const closed = closeAt(fold([report("start", 0), report("interim", 600)]), begun + 700_000);
    expect(stoppedAt(closed, intervalMs)).to.equal(begun + 700_000);
    const again = reduce(closed, report("interim", 1_200, traffic(5n, 9n)));
    expect(stoppedAt(again, intervalMs)).to.equal(null);
    expect(again).to.include({ sessionSeconds: 1_200, inputOctets: 5n });
    const twice = closeAt(again, begun + 1_300_000);
    expect(stoppedAt(twice, intervalMs)).to.equal(begun + 1_300_000);
  });

  it("stays ended by a restart when what was sent just before arrives after it", () => {
    const closed = closeAt(fold([report("start", 0)]), begun + 700_000);
    const late = reduce(closed, report("interim", 600, traffic(5n, 9n)));
    expect(stoppedAt(late, intervalMs)).to.equal(begun + 700_000);
    expect(late.inputOctets).to.equal(5n);
    const byAnotherClock = reduce(closed, report("interim", 950));
    expect(stoppedAt(byAnotherClock, intervalMs)).to.equal(begun + 700_000);
  });

  it("does not believe a session time of 136 years", () => {
    const state = reduce(undefined, report("interim", 600, { sessionSeconds: 0xffffffff }));
    expect(state.start.at).to.equal(begun + 600_000 - 400 * day);
  });

  it("takes the newest address, whichever report comes last", () => {
    const old = report("start", 0, { address: "0.0.0.0" });
    const fresh = report("interim", 600, { address: "10.0.0.9" });
    for (const reports of [
      [old, fresh],
      [fresh, old],
    ])
      expect(fold(reports).address?.value).to.equal("10.0.0.9");
  });

  it("is the same object when a report is only a duplicate", () => {
    const reports = [report("start", 0), report("interim", 600), report("stop", 900)];
    const state = fold(reports);
    for (const again of reports) expect(reduce(state, again)).to.equal(state);
  });

  it("ends the same whatever the order and however often each report arrives", () => {
    const maybe = (values: readonly string[]): fc.Arbitrary<string | null> =>
      fc.option(fc.constantFrom(...values), { nil: null });
    const anyReport = fc
      .record({
        kind: fc.constantFrom("start", "interim", "stop"),
        at: fc.integer({ min: 0, max: 20 }).map((minutes) => begun + minutes * 60_000),
        nasAt: fc.option(fc.integer({ min: 0, max: 20 }), { nil: null }),
        isClockSkewed: fc.boolean(),
        sessionSeconds: fc.nat(1_000),
        inputOctets: fc.bigInt(0n, 2n ** 64n),
        outputOctets: fc.bigInt(0n, 2n ** 64n),
        terminateCause: fc.option(fc.nat(20), { nil: null }),
        mac: maybe(["aa", "bb"]),
        nasPortId: maybe(["ether1", "ether2"]),
        calledStationId: maybe(["s1", "s2"]),
        address: maybe(["10.0.0.1", "10.0.0.2"]),
        framedIpv6Prefix: maybe(["2001:db8::/64"]),
        delegatedIpv6Prefix: maybe(["2001:db8::/56", "2001:db8:1::/56"]),
      })
      .map((value): SessionReport => value);
    const minutes = fc.integer({ min: 0, max: 20 }).map((minute) => begun + minute * 60_000);
    const anyPresumption = fc
      .record({
        after: minutes,
        at: minutes,
        cause: fc.constantFrom("restart", "silent", "replaced", "disconnected"),
      })
      .map((value): Presumption => value);
    const disorder = fc
      .tuple(
        fc.array(anyReport, { minLength: 1, maxLength: 8 }),
        fc.array(anyPresumption, { maxLength: 3 }),
      )
      .chain(([reports, presumptions]) => {
        const all = [...reports, ...presumptions];
        const twice = [...all, ...all];
        return fc.tuple(
          fc.constant(all),
          fc
            .shuffledSubarray(twice, { minLength: all.length })
            .chain((again) =>
              fc.shuffledSubarray([...again, ...all], { minLength: again.length + all.length }),
            ),
        );
      });
    fc.assert(
      fc.property(disorder, ([all, disordered]) => {
        expect(foldAll(disordered)).to.deep.equal(foldAll(all));
      }),
      { numRuns: 10_000 },
    );
  }).timeout(30_000);
});

describe("a session that is presumed to have ended", () => {
  const silent = fold([report("start", 0), report("interim", 600, traffic(5n, 9n))]);
  const presumed = presume(silent, { at: begun + 1_900_000, cause: "silent" });

  it("ended no later than one interval after the last report", () => {
    expect(endOf(presumed, intervalMs)).to.deep.equal({ at: begun + 1_200_000, by: "silent" });
    const acknowledged = presume(silent, { at: begun + 700_000, cause: "disconnected" });
    expect(endOf(acknowledged, intervalMs)).to.deep.equal({
      at: begun + 700_000,
      by: "disconnected",
    });
  });

  it("is open again as soon as something newer is heard, and counts on", () => {
    const again = reduce(presumed, report("interim", 2_400, traffic(50n, 90n)));
    expect(endOf(again, intervalMs)).to.equal(null);
    expect(again).to.include({ sessionSeconds: 2_400, inputOctets: 50n });
    const once = presume(again, { at: begun + 4_000_000, cause: "silent" });
    expect(endOf(once, intervalMs)?.at).to.equal(begun + 3_000_000);
  });

  it("stays ended when an old report arrives late or twice", () => {
    const late = reduce(presumed, report("interim", 300, traffic(2n, 3n)));
    expect(endOf(late, intervalMs)).to.deep.equal(endOf(presumed, intervalMs));
    expect(reduce(presumed, report("interim", 600, traffic(5n, 9n)))).to.equal(presumed);
  });

  it("takes the access server's own Stop for the last word", () => {
    const stopped = reduce(presumed, report("stop", 640));
    expect(endOf(stopped, intervalMs)).to.deep.equal({ at: begun + 640_000, by: "stop" });
  });
});

describe("the time of a report", () => {
  const receivedAt = begun + 10_000;

  it("is the access server's while its clock agrees with ours", () => {
    expect(settleTime({ receivedAt, delaySeconds: 0, nasAt: begun })).to.deep.equal({
      at: begun,
      isClockSkewed: false,
    });
  });

  it("is our own, less the delay, when the access server lives in 1970 or next month", () => {
    for (const nasAt of [0, begun + 46 * day])
      expect(settleTime({ receivedAt, delaySeconds: 4, nasAt })).to.deep.equal({
        at: begun + 6_000,
        isClockSkewed: true,
      });
  });

  it("is never after the packet arrived", () => {
    const nasAt = receivedAt + 60_000;
    expect(settleTime({ receivedAt, delaySeconds: 0, nasAt }).at).to.equal(receivedAt);
  });

  it("ignores a delay of many years", () => {
    expect(settleTime({ receivedAt, delaySeconds: 0xffffffff, nasAt: null }).at).to.equal(
      receivedAt,
    );
  });
});
