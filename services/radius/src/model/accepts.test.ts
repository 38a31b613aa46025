import { expect } from "chai";
import { describe, it } from "mocha";
import { hasRoom, type Place } from "../domain/simultaneous-use.ts";
import { accepts } from "./accepts.ts";

const device = (digit: number): Place => ({
  mac: `02:00:00:00:00:0${digit}`,
  nasId: "nas",
  nasPortId: "ether1",
});

describe("accepts whose sessions are awaited", () => {
  it("all count, so that nobody is let in while the Starts are on their way", () => {
    const accepted = accepts();
    const rules = { limit: 2, intervalMs: 600_000, now: 2_000 };
    accepted.note("ana", device(1), 1_000);
    expect(hasRoom(accepted.awaited("ana", 2_000), device(2), rules)).to.equal(true);
    accepted.note("ana", device(2), 2_000);
    expect(hasRoom(accepted.awaited("ana", 2_000), device(3), rules)).to.equal(false);
    expect(hasRoom(accepted.awaited("ana", 2_000), device(1), rules)).to.equal(true);
  });

  it("count for half a minute, and their device is known for longer", () => {
    const accepted = accepts();
    accepted.note("ana", device(1), 0);
    expect(accepted.awaited("ana", 30_000)).to.have.length(1);
    expect(accepted.awaited("ana", 30_001)).to.deep.equal([]);
    expect(accepted.wasFrom("ana", device(1))).to.equal(true);
    expect(accepted.wasFrom("ana", device(2))).to.equal(false);
    accepted.note("ana", device(2), 60_000);
    expect(accepted.wasFrom("ana", device(1))).to.equal(false);
    expect(accepted.wasFrom("ana", device(2))).to.equal(true);
  });

  it("of one device are one, however often it asks", () => {
    const accepted = accepts();
    for (let at = 0; at < 100; at += 1) accepted.note("ana", device(1), at);
    expect(accepted.awaited("ana", 100)).to.have.length(1);
  });
});
