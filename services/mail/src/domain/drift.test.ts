import { expect } from "chai";
import { describe, it } from "mocha";
import { driftOf, found } from "./drift.ts";
import { type Mailbox, plainSettings } from "./mailbox.ts";
import { sieveScript } from "./sieve-script.ts";

const at = new Date("2026-06-10T12:00:00Z");
const mailbox = (more: Partial<Mailbox> = {}): Mailbox => ({
  ...plainSettings,
  id: "m",
  subscriptionId: "s",
  customerId: "c",
  businessUnitId: "u",
  address: "ana@example.com",
  passwordHash: "h",
  loginId: null,
  isAdditional: false,
  isMain: true,
  isHeld: false,
  quotaMb: 50,
  storageId: "0190",
  reservedAt: null,
  appliedAccess: "",
  version: 3n,
  wanted: { state: "on", version: 2n, at },
  real: { state: "in-step", version: 2n, at, reason: "" },
  resumeState: null,
  ...more,
});
const held = { home: "/store/90/0190", quotaMb: 50, script: "" };

describe("what the mail servers hold of a mailbox", () => {
  it("is in step where they hold what is wanted", () => {
    expect(driftOf(mailbox(), held)).to.deep.equal([]);
    const copying = mailbox({ copyTo: "bia@example.com" });
    expect(driftOf(copying, { ...held, script: sieveScript(copying) })).to.deep.equal([]);
  });

  it("names every part that differs", () => {
    const other = { home: "/store/91/0191", quotaMb: 1, script: "keep;" };
    expect(driftOf(mailbox(), other)).to.deep.equal(["quota", "script", "storage"]);
    expect(driftOf(mailbox(), { ...held, quotaMb: 51 })).to.deep.equal(["quota"]);
  });

  it("is served while it lives, and not while it is reserved, kept back or given up", () => {
    expect(driftOf(mailbox(), null)).to.deep.equal(["unserved"]);
    const suspended = mailbox({ wanted: { state: "suspended", version: 2n, at } });
    expect(driftOf(suspended, held)).to.deep.equal([]);
    for (const hidden of [
      mailbox({ isHeld: true }),
      mailbox({ wanted: { state: "reserved", version: 1n, at } }),
      mailbox({ wanted: { state: "deleted", version: 3n, at } }),
    ]) {
      expect(driftOf(hidden, held)).to.deep.equal(["served"]);
      expect(driftOf(hidden, null)).to.deep.equal([]);
    }
  });

  it("is written down once, and taken back once it is in step again", () => {
    const drifted = found(mailbox(), ["quota", "script"], at);
    expect(drifted.real).to.include({ state: "drifted", reason: "drift-quota-script" });
    expect(drifted.version).to.equal(4n);
    expect(found(drifted, ["quota", "script"], at)).to.equal(drifted);
    expect(found(drifted, [], at).real).to.include({ state: "in-step", reason: "" });
    const inStep = mailbox();
    expect(found(inStep, [], at)).to.equal(inStep);
  });
});
