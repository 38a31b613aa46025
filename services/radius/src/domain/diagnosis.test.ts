import { expect } from "chai";
import { type Case, findingsOf } from "./diagnosis.ts";

describe("why a customer does not connect", () => {
  const well: Case = {
    service: "on",
    isHeld: false,
    isOnline: false,
    isClockSkewed: false,
    boundMacs: [],
    lastMac: "02-00-00-00-00-01",
    routingPointId: "north",
    askedAt: "north",
    openSessions: 0,
    simultaneousUse: 1,
    wasFullJustNow: false,
    rejects: [],
  };
  const findings = (known: Partial<Case>) => findingsOf({ ...well, ...known });

  it("finds nothing where nothing is wrong, and says who never asked", () => {
    expect(findings({})).to.deep.equal([]);
    expect(findings({ askedAt: undefined })).to.deep.equal(["never-asked"]);
  });

  it("names what the provider decided before what the customer's device does", () => {
    expect(findings({ service: "suspended", rejects: ["wrong-password"] })).to.deep.equal([
      "suspended",
      "wrong-password",
    ]);
    expect(findings({ service: "off", isHeld: true })).to.deep.equal(["held"]);
    expect(findings({ service: "released" })).to.deep.equal(["not-enabled"]);
    const walledIn = { service: "suspended", isOnline: true, openSessions: 1 } as const;
    expect(findings(walledIn)).to.deep.equal(["suspended", "online"]);
  });

  it("compares the device and the tower with those that he may come from", () => {
    expect(findings({ boundMacs: ["020000000001"] })).to.deep.equal([]);
    expect(findings({ boundMacs: ["020000000002"] })).to.deep.equal(["mac-mismatch"]);
    expect(findings({ askedAt: "south" })).to.deep.equal(["wrong-routing-point"]);
    expect(findings({ askedAt: null })).to.deep.equal([]);
  });

  it("forgives what was refused before he was online; a full line counts while it is full", () => {
    const rejects = ["wrong-password", "simultaneous-use"] as const;
    expect(findings({ isOnline: true, openSessions: 1, rejects })).to.deep.equal(["online"]);
    expect(findings({ openSessions: 0, rejects: ["simultaneous-use"] })).to.deep.equal([]);
    expect(findings({ openSessions: 1, rejects: ["simultaneous-use"] })).to.deep.equal([
      "simultaneous-use",
    ]);
  });

  it("does not blame a password that was right in a later attempt", () => {
    expect(findings({ rejects: ["wrong-password", "simultaneous-use"] })).to.deep.equal([
      "wrong-password",
    ]);
    const bound = { boundMacs: ["020000000002"] };
    expect(findings({ ...bound, rejects: ["mac-mismatch", "wrong-password"] })).to.deep.equal([
      "mac-mismatch",
    ]);
  });

  it("says that the line is taken while a session that was let in has yet to begin", () => {
    const rejects = ["simultaneous-use"] as const;
    expect(findings({ wasFullJustNow: true, rejects })).to.deep.equal(["simultaneous-use"]);
  });
});
