import { expect } from "chai";
import * as fc from "fast-check";
import { describe, it } from "mocha";
import { type Access, type Attempt, decide, samePassword } from "./authentication.ts";

const anAccess = (values: Partial<Access> = {}): Access => ({
  state: "live",
  service: "on",
  routingPointId: null,
  ...values,
});
const anAttempt = (values: Partial<Attempt> = {}): Attempt => ({
  access: anAccess(),
  passwordMatches: true,
  routingPointId: null,
  ...values,
});

describe("deciding an Access-Request", () => {
  it("accepts a live login whose service is on", () => {
    expect(decide(anAttempt())).to.equal("accept");
  });

  it("knows neither a missing login nor one that is only reserved or being deleted", () => {
    expect(decide(anAttempt({ access: undefined }))).to.equal("unknown-login");
    for (const state of ["reserved", "deleting"] as const)
      expect(decide(anAttempt({ access: anAccess({ state }) }))).to.equal("unknown-login");
  });

  it("says that the service is suspended or off only to who knows the password", () => {
    const suspended = anAccess({ service: "suspended" });
    expect(decide(anAttempt({ access: suspended, passwordMatches: false }))).to.equal(
      "wrong-password",
    );
    expect(decide(anAttempt({ access: suspended }))).to.equal("suspended");
    for (const service of ["off", "released"] as const)
      expect(decide(anAttempt({ access: anAccess({ service }) }))).to.equal("not-enabled");
  });

  it("refuses a login of another tower, where both sides name one", () => {
    const atTower = anAccess({ routingPointId: "tower" });
    expect(decide(anAttempt({ access: atTower, routingPointId: "tower" }))).to.equal("accept");
    expect(decide(anAttempt({ access: atTower, routingPointId: "pole" }))).to.equal(
      "wrong-routing-point",
    );
    expect(decide(anAttempt({ access: atTower }))).to.equal("accept");
    expect(decide(anAttempt({ routingPointId: "pole" }))).to.equal("accept");
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
