import { expect } from "chai";
import { describe, it } from "mocha";
import { follow, inStep, type Login, moveLogin, serviceOf } from "./login.ts";

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
    const wanted = { state: "reserved", version: 1n, at: created } as const;
    const held = follow(aLogin({ isHeld: true, state: "reserved", wanted }), "on", now);
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

describe("a login of a subscription that ends or is followed by another", () => {
  it("C54: D13: is released by a cancellation, and nothing brings it back", () => {
    const released = follow(aLogin(), "released", now);
    expect(released.wanted.state).to.equal("released");
    expect(serviceOf(released.wanted.state, false)).to.equal("released");
    expect(follow(released, "on", now)).to.equal(released);
    expect(follow(released, "suspended", now)).to.equal(released);
  });

  it("C56: D13: is nobody's after a deletion", () => {
    const deleted = follow(follow(aLogin(), "released", now), "deleted", now);
    expect(deleted).to.include({ state: "deleting" });
    expect(deleted.wanted.state).to.equal("deleted");
  });

  it("C48: D10: goes on under the successor with its password and that one's plan", () => {
    const to = {
      subscriptionId: "next",
      customerId: "customer",
      businessUnitId: "unit",
      routingPointId: "tower",
      plan: '{"name":"faster"}',
    };
    const suspended = follow(aLogin(), "suspended", now);
    const moved = moveLogin(suspended, to, "suspended", now);
    expect(moved).to.deep.include({ ...to, password: suspended.password, version: 6n });
    expect(moved.wanted).to.include({ state: "suspended", version: 3n });
    expect(follow(moved, "on", now).wanted.state).to.equal("on");
  });
});
