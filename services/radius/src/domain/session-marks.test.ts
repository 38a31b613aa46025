import { expect } from "chai";
import { type MarkedCase, marksOf } from "./session-marks.ts";

describe("what is odd about open sessions", () => {
  const now = Date.parse("2026-11-23T12:00:00Z");
  const intervalMs = 600_000;
  const session = (id: string, values: Partial<MarkedCase> = {}): MarkedCase => ({
    id,
    username: id,
    mac: `02-00-00-00-00-0${id}`,
    nasId: "nas",
    nasPortId: "",
    address: `100.64.0.${id}`,
    lastReportAt: now,
    fixedAddress: null,
    limit: 1,
    ...values,
  });
  const marks = (...sessions: MarkedCase[]) =>
    Object.fromEntries(marksOf(sessions, { now, intervalMs }));

  it("is nothing where all is well", () => {
    expect(marks(session("1"), session("2"))).to.deep.equal({ 1: [], 2: [] });
  });

  it("is silence for more than an interval", () => {
    const [late, dead] = [now - intervalMs, now - intervalMs - 60_000];
    expect(
      marks(session("1", { lastReportAt: late }), session("2", { lastReportAt: dead })),
    ).to.deep.equal({ 1: [], 2: ["no-interim"] });
  });

  it("is a login that is there more often than its plan allows, or twice from one device", () => {
    const twice = [session("1", { username: "ana" }), session("2", { username: "ana" })];
    expect(marks(...twice)).to.deep.equal({ 1: ["duplicate-login"], 2: ["duplicate-login"] });
    const allowed = twice.map((held) => ({ ...held, limit: 2 }));
    expect(marks(...allowed)).to.deep.equal({ 1: [], 2: [] });
    const ghosts = allowed.map((held) => ({ ...held, mac: "02-00-00-00-00-01" }));
    expect(marks(...ghosts)).to.deep.equal({ 1: ["duplicate-login"], 2: ["duplicate-login"] });
  });

  it("is an address that two have, or another one than its IP's", () => {
    const address = "100.64.0.9";
    expect(marks(session("1", { address }), session("2", { address }))).to.deep.equal({
      1: ["address-twice"],
      2: ["address-twice"],
    });
    expect(marks(session("1", { fixedAddress: address }))).to.deep.equal({ 1: ["wrong-address"] });
    expect(marks(session("1", { fixedAddress: address, address: null }))).to.deep.equal({ 1: [] });
  });
});
