import { expect } from "chai";
import { describe, it } from "mocha";
import { followService, moveItem, newItemState } from "./item-state.ts";

const now = new Date("2026-06-10T12:00:00Z");

describe("an item under its subscription", () => {
  const on = newItemState("on", now, "no-server");

  it("is suspended and comes back as it was (D12)", () => {
    const suspended = followService(on, "suspended", now, "no-server");
    expect(suspended.wanted).to.deep.include({ state: "suspended", version: 2n });
    const resumed = followService(suspended, "on", now, "no-server");
    expect(resumed.wanted).to.deep.include({ state: "on", version: 3n });
    expect(resumed.resumeState).to.equal(null);
  });

  it("that was off before a suspension stays off after it (D12)", () => {
    const off = newItemState("off", now, "");
    const resumed = followService(followService(off, "suspended", now, ""), "on", now, "");
    expect(resumed.wanted.state).to.equal("off");
  });

  it("changes nothing when it is told the same twice", () => {
    const suspended = followService(on, "suspended", now, "");
    expect(followService(suspended, "suspended", now, "")).to.equal(suspended);
    expect(followService(on, "on", now, "")).to.equal(on);
  });

  it("that is reserved goes live with its subscription, and to sleep with a suspended one", () => {
    const reserved = newItemState("reserved", now, "");
    expect(followService(reserved, "on", now, "").wanted.state).to.equal("on");
    const asleep = followService(reserved, "suspended", now, "");
    expect(followService(asleep, "on", now, "").wanted.state).to.equal("on");
  });

  it("D13: is given up for good, and a later deletion still reaches it", () => {
    const released = followService(on, "released", now, "");
    for (const service of ["on", "suspended", "off", "released"] as const) {
      expect(followService(released, service, now, "")).to.equal(released);
    }
    const deleted = followService(released, "deleted", now, "");
    expect(deleted.wanted).to.include({ state: "deleted", version: 3n });
    expect(followService(deleted, "released", now, "")).to.equal(deleted);
  });

  it("D10: is taken over anew under another subscription, as that one's service asks", () => {
    const place = { subscriptionId: "old", customerId: "ana", businessUnitId: "unit" };
    const to = { subscriptionId: "new", customerId: "bia", businessUnitId: "unit" };
    const about = { now, pendingReason: "no-server" };
    const moved = moveItem({ ...on, ...place }, to, "on", about);
    expect(moved).to.deep.include({ ...to, version: 2n });
    expect(moved.wanted).to.include({ state: "on", version: 2n });
    expect(moved.real.state).to.equal("pending");
    const asleep = moveItem({ ...on, ...place }, to, "suspended", about);
    expect([asleep.wanted.state, asleep.resumeState]).to.deep.equal(["suspended", "on"]);
  });
});
