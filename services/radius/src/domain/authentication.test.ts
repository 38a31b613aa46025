import { expect } from "chai";
import * as fc from "fast-check";
import { describe, it } from "mocha";
import { type Access, decide, samePassword } from "./authentication.ts";

const anAccess = (values: Partial<Access> = {}): Access => ({
  state: "live",
  service: "on",
  routingPointId: null,
  macs: [],
  ...values,
});
type Facts = {
  mac: string;
  tower: string | null;
  throttled: boolean;
  right: boolean;
  room: boolean;
  walled: boolean;
  address: boolean;
};
const decided = (access: Access | undefined, facts: Partial<Facts> = {}) => {
  const { walled = false } = facts;
  const {
    mac = "",
    tower = null,
    throttled = false,
    right = true,
    room = true,
    address = true,
  } = facts;
  return decide(access, {
    mac,
    isWalledIn: walled,
    routingPointId: tower,
    isThrottled: () => throttled,
    passwordMatches: () => right,
    hasRoom: () => room,
    hasAddress: () => address,
  });
};

describe("deciding an Access-Request", () => {
  it("accepts a live login whose service is on", () => {
    expect(decided(anAccess())).to.equal("accept");
  });

  it("lets a suspended login into the walled garden where its unit has one, and no other", () => {
    const walled = true;
    expect(decided(anAccess({ service: "suspended" }), { walled })).to.equal("accept");
    expect(decided(anAccess({ service: "suspended" }))).to.equal("suspended");
    const there = anAccess({ service: "suspended", routingPointId: "tower-1" });
    expect(decided(there, { walled, tower: "tower-2" })).to.equal("wrong-routing-point");
  });

  it("knows neither a missing login nor one that is only reserved or being deleted", () => {
    expect(decided(undefined)).to.equal("unknown-login");
    for (const state of ["reserved", "deleting"] as const)
      expect(decided(anAccess({ state }))).to.equal("unknown-login");
  });

  it("says that the service is suspended or off only to who knows the password", () => {
    const suspended = anAccess({ service: "suspended" });
    expect(decided(suspended, { right: false })).to.equal("wrong-password");
    expect(decided(suspended)).to.equal("suspended");
    for (const service of ["off", "released"] as const)
      expect(decided(anAccess({ service }))).to.equal("not-enabled");
  });

  it("refuses a login of another tower, where both sides name one", () => {
    const atTower = anAccess({ routingPointId: "tower" });
    expect(decided(atTower, { tower: "tower" })).to.equal("accept");
    expect(decided(atTower, { tower: "pole" })).to.equal("wrong-routing-point");
    expect(decided(atTower)).to.equal("accept");
    expect(decided(anAccess(), { tower: "pole" })).to.equal("accept");
  });

  it("refuses a device that is not among those bound to the login (C91)", () => {
    const bound = anAccess({ macs: ["aabbcc001122", "aabbcc001133"] });
    expect(decided(bound, { mac: "AA-BB-CC-00-11-33" })).to.equal("accept");
    expect(decided(bound, { mac: "AA-BB-CC-00-11-44" })).to.equal("mac-mismatch");
    expect(decided(bound)).to.equal("mac-mismatch");
  });

  it("refuses one session too many, and looks at no password while it is throttled", () => {
    expect(decided(anAccess(), { room: false })).to.equal("simultaneous-use");
    expect(decided(anAccess(), { throttled: true })).to.equal("throttled");
    expect(decided(undefined, { throttled: true })).to.equal("unknown-login");
  });
});

describe("comparing passwords", () => {
  it("says yes to the same octets and to nothing else", () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), (left, right) => {
        expect(samePassword(left, left)).to.equal(true);
        expect(samePassword(left, right)).to.equal(Buffer.compare(left, right) === 0);
      }),
    );
  });
});
