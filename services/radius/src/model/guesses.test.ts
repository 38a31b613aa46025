import { expect } from "chai";
import { describe, it } from "mocha";
import type { Place } from "../domain/simultaneous-use.ts";
import { guesses } from "./guesses.ts";

const thief: Place = { mac: "AA:00:00:00:00:01", nasId: "nas", nasPortId: "ether1" };
const device = (index: number): Place => ({
  ...thief,
  mac: `aabb${index.toString(16).padStart(8, "0")}`,
});

describe("counting wrong passwords", () => {
  it("throttles one login after thirty a minute, from wherever they come (S18)", () => {
    const counted = guesses();
    for (let index = 0; index < 29; index += 1) counted.note("ana", device(index));
    expect(counted.isThrottled("ana", thief)).to.equal(false);
    counted.note("ana", device(29));
    expect(counted.isThrottled("ana", thief)).to.equal(true);
    expect(counted.isThrottled("bia", thief)).to.equal(false);
  });

  it("throttles a device that tries one password on many logins (S18)", () => {
    const counted = guesses();
    for (let index = 0; index < 60; index += 1) counted.note(`login${index}`, thief);
    expect(counted.isThrottled("ana", thief)).to.equal(true);
    expect(counted.isThrottled("ana", device(7))).to.equal(false);
  });

  it("throttles what has failed before behind a busy access server, and nobody else", () => {
    const counted = guesses();
    for (let index = 0; index < 1_000; index += 1) counted.note(`login${index}`, device(index));
    expect(counted.isThrottled("login7", device(5_000))).to.equal(true);
    expect(counted.isThrottled("ana", device(7))).to.equal(true);
    expect(counted.isThrottled("ana", device(5_000))).to.equal(false);
  });

  it("tells no devices apart where the access server names none", () => {
    const counted = guesses();
    const nameless: Place = { mac: "", nasId: "nas", nasPortId: "" };
    for (let index = 0; index < 200; index += 1) counted.note(`login${index}`, nameless);
    expect(counted.isThrottled("ana", nameless)).to.equal(false);
  });

  it("throttles whoever comes after a hundred thousand others", () => {
    const counted = guesses();
    for (let index = 0; index < 100_000; index += 1)
      counted.note(`made-up-${index}`, device(index));
    const rightful: Place = { ...device(900_000), nasId: "another" };
    expect(counted.isThrottled("eva", rightful)).to.equal(false);
    for (let index = 0; index < 30; index += 1)
      counted.note("ana", { ...device(100_000 + index), nasId: "another" });
    expect(counted.isThrottled("ana", rightful)).to.equal(true);
    expect(counted.isThrottled("bia", rightful)).to.equal(false);
    counted.turn();
    expect(counted.isThrottled("ana", rightful)).to.equal(true);
    counted.turn();
    expect(counted.isThrottled("ana", rightful)).to.equal(false);
  });

  it("forgets after two turns", () => {
    const counted = guesses();
    for (let index = 0; index < 60; index += 1) counted.note("ana", thief);
    counted.turn();
    expect(counted.isThrottled("ana", thief)).to.equal(true);
    counted.turn();
    expect(counted.isThrottled("ana", thief)).to.equal(false);
  });
});
