import { expect } from "chai";
import { describe, it } from "mocha";
import { deviceOf, macOf } from "./mac.ts";
import { hasRoom, type Living, type Place } from "./simultaneous-use.ts";

const now = Date.parse("2026-03-01T09:00:00Z");
const intervalMs = 600_000;
const home: Place = { mac: "AA:BB:CC:00:11:22", nasId: "nas", nasPortId: "ether1" };
const other: Place = { mac: "AA-BB-CC-00-11-33", nasId: "nas", nasPortId: "ether1" };

const living = (place: Place, secondsAgo = 60): Living => ({
  ...place,
  lastHeardAt: now - secondsAgo * 1_000,
});
const fits = (sessions: Living[], from: Place, limit = 1): boolean =>
  hasRoom(sessions, from, { limit, intervalMs, now });

describe("simultaneous use", () => {
  it("refuses a second device while the first lives, also behind the same port", () => {
    expect(fits([living(home)], other)).to.equal(false);
    expect(fits([living(home)], other, 2)).to.equal(true);
    expect(fits([living(home)], other, 0)).to.equal(true);
  });

  it("lets the same device back in at once, however it writes its MAC", () => {
    expect(fits([living(home)], { ...home, mac: "aabb.cc00.1122" })).to.equal(true);
  });

  it("lets another device in when the first was silent for more than an interval", () => {
    expect(fits([living(home, 629)], other)).to.equal(false);
    expect(fits([living(home, 631)], other)).to.equal(true);
  });

  it("goes by the port where there is no MAC", () => {
    const nameless = { ...home, mac: "" };
    expect(fits([living(nameless)], { ...nameless })).to.equal(true);
    expect(fits([living(nameless)], { ...nameless, nasPortId: "ether2" })).to.equal(false);
  });

  it("takes a request that names neither MAC nor port for the device behind its access server", () => {
    const nameless: Place = { mac: "", nasId: "nas", nasPortId: "" };
    expect(fits([living(home)], nameless)).to.equal(true);
    expect(fits([living(nameless)], home)).to.equal(true);
    expect(fits([living(home)], { ...nameless, nasId: "nas-2" })).to.equal(false);
  });

  it("counts two sessions of one device as one", () => {
    const third = { ...home, mac: "AA:BB:CC:00:11:44" };
    expect(fits([living(home), living(home, 5)], third, 2)).to.equal(true);
    expect(fits([living(home), living(other)], third, 2)).to.equal(false);
  });
});

describe("a MAC address", () => {
  it("is read in every way that access servers write it (C91)", () => {
    for (const text of ["AA:BB:CC:00:11:22", "aa-bb-cc-00-11-22", "aabb.cc00.1122", "AABBCC001122"])
      expect(macOf(text)).to.equal("aabbcc001122");
    for (const text of ["", "AA:BB:CC:00:11", "AA:BB:CC:00:11:2G", "5543991234567"])
      expect(macOf(text)).to.equal(null);
  });

  it("is not needed to tell devices apart", () => {
    expect(deviceOf(" PON 1/2/3:4 ")).to.equal("pon 1/2/3:4");
  });
});
