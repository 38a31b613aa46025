import { expect } from "chai";
import { describe, it } from "mocha";
import { follow, inStep, type Login, serviceOf } from "./login.ts";

const created = new Date("2026-03-01T09:00:00Z");
const now = new Date("2026-03-02T09:00:00Z");

const aLogin = (values: Partial<Login> = {}): Login => ({
  id: "login",
  name: "ana",
  mailDomain: "provedor.example",
  subscriptionId: "subscription",
  customerId: "customer",
  businessUnitId: "unit",
  routingPointId: null,
  state: "live",
  isMain: true,
  hasPortalAccess: true,
  isHeld: false,
  password: Buffer.alloc(0),
  plan: "{}",
  wanted: { state: "on", version: 1n, at: created },
  real: { state: "in-step", version: 1n, at: created, reason: "" },
  resumeState: null,
  mailboxId: null,
  isMailPending: false,
  version: 4n,
  createdAt: created,
  ...values,
});

describe("a login that follows its subscription's service", () => {
  it("becomes live and wanted on when its registration is enabled", () => {
    const reserved = aLogin({
      state: "reserved",
      wanted: { state: "reserved", version: 1n, at: created },
    });
    expect(follow(reserved, "on", now)).to.deep.include({
      state: "live",
      wanted: { state: "on", version: 2n, at: now },
      real: { state: "pending", version: 1n, at: now, reason: "" },
      version: 5n,
    });
  });

  it("remembers what a suspension took away, and a resume gives exactly that back", () => {
    for (const state of ["on", "off"] as const) {
      const before = aLogin({ wanted: { state, version: 1n, at: created } });
      const suspended = follow(before, "suspended", now);
      expect(suspended.wanted.state).to.equal("suspended");
      expect(follow(suspended, "suspended", now)).to.equal(suspended);
      expect(follow(suspended, "on", now)).to.deep.include({
        wanted: { state, version: 3n, at: now },
        resumeState: null,
      });
    }
  });

  it("is the same object when nothing changes", () => {
    const login = aLogin();
    expect(follow(login, "on", now)).to.equal(login);
  });

  it("is left alone while it is being deleted", () => {
    const deleting = aLogin({ state: "deleting" });
    expect(follow(deleting, "suspended", now)).to.equal(deleting);
  });

  it("stays pending and says so while it is held back on purpose (D22)", () => {
    const held = follow(aLogin({ isHeld: true, state: "reserved" }), "on", now);
    expect(held.real).to.include({ state: "pending", reason: "held" });
    expect(inStep(held, now)).to.equal(held);
    expect(serviceOf("on", true)).to.equal("off");
  });

  it("is in step once the servers have taken it over", () => {
    const suspended = follow(aLogin(), "suspended", now);
    expect(inStep(suspended, now).real).to.deep.equal({
      state: "in-step",
      version: 2n,
      at: now,
      reason: "",
    });
  });
});
