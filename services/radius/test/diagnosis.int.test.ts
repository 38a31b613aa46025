import { newId } from "@isp/kernel";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { acctStatus, packetCode } from "../src/protocol/codes.ts";
import { operator, type Reserved, type Stand, startStand } from "./support/stand.ts";

const caller = { caller: operator };

describe("a look at a login", () => {
  let stand: Stand;
  before(async function () {
    this.timeout(60_000);
    stand = await startStand();
  });
  after(() => stand.stop());

  async function connected(): Promise<Reserved> {
    const reserved = await stand.reserve();
    const { subscriptionId, username, password } = reserved;
    const decision = { subscriptionId, service: "on", version: 1n, kind: "register" };
    await stand.decide("registered", decision);
    await eventually(async () =>
      expect((await stand.nas.access(username, password))?.code).to.equal(packetCode.accessAccept),
    );
    return reserved;
  }
  const attributes = async (loginId: string, password = false, who = caller) => {
    const asked = { loginId, password };
    const found = await stand.diagnosis.getLoginAttributes(asked, who);
    return new Map(found.attributes.map(({ name, value }) => [name, value]));
  };
  const diagnosis = (loginId: string) => stand.diagnosis.getDiagnosis({ loginId }, caller);

  it("C89: holds the manual's attributes, and its sessions as they come and go", async () => {
    const { loginId, username, password } = await connected();
    expect([...(await attributes(loginId)).keys()]).to.deep.equal([
      "Calling-Station-Id",
      "Framed-IP-Address",
      "Group-Name",
      "Last-Connection",
      "Status",
      "Last-Mac-Connected",
      "Last-IP",
    ]);
    const about = [
      { name: "Acct-Session-Id", value: newId() },
      { name: "User-Name", value: username },
      { name: "Framed-IP-Address", value: "100.64.3.9" },
    ] as const;
    await stand.nas.account(acctStatus.start, about);
    const online = await attributes(loginId, true);
    expect(online.get("Status")).to.equal("connected");
    expect(online.get("Password")).to.equal(password);
    expect(online.get("Framed-IP-Address")).to.equal("100.64.3.9");
    expect(online.get("Group-Name")).to.equal("Fibra 500 (500000k/250000k)");
    await stand.nas.account(acctStatus.stop, about);
    const offline = await attributes(loginId);
    expect(offline.get("Status")).to.equal("disconnected");
    expect(offline.get("Framed-IP-Address")).to.equal("");
    expect(offline.get("Last-IP")).to.equal("100.64.3.9");
    expect(offline.get("Last-Mac-Connected")).to.equal("02:00:00:00:00:01");
    expect(Date.parse(offline.get("Last-Connection")!)).to.be.greaterThan(0);
  });

  it("C89: shows the password to nobody without its permission", async () => {
    const { loginId } = await connected();
    const clerk = { caller: { ...operator, permissions: new Set(["customers.read"]) } };
    expect((await attributes(loginId, false, clerk)).has("Password")).to.equal(false);
    const error = await attributes(loginId, true, clerk).catch((refusal: unknown) => refusal);
    expect(error).to.include({ code: "radius.password_hidden" });
  });

  it("says why: refusals by reason with their times, and what the provider decided", async () => {
    const { loginId, username, subscriptionId } = await connected();
    expect((await diagnosis(loginId)).findings).to.deep.equal(["never-asked"]);
    for (const _ of [1, 2, 3]) await stand.nas.access(username, "errada");
    await eventually(
      async () => {
        const { findings, rejects, lastNasName, lastMac } = await diagnosis(loginId);
        expect(findings).to.deep.equal(["wrong-password"]);
        expect(rejects.map(({ reason }) => reason)).to.deep.equal(["wrong-password"]);
        expect([lastNasName, lastMac]).to.deep.equal(["NAS de teste", "02:00:00:00:00:01"]);
      },
      { withinMs: 10_000 },
    );
    const about = [
      { name: "Acct-Session-Id", value: newId() },
      { name: "User-Name", value: username },
    ] as const;
    await stand.nas.account(acctStatus.start, about);
    await stand.nas.account(acctStatus.stop, about);
    const { findings: since, rejects: kept } = await diagnosis(loginId);
    expect([since, kept.length], "he was online after it").to.deep.equal([[], 1]);
    const suspended = { subscriptionId, service: "suspended", version: 2n, kind: "suspend" };
    await stand.decide("suspended", suspended);
    await eventually(async () => {
      const { findings, service } = await diagnosis(loginId);
      expect([findings[0], service]).to.deep.equal(["suspended", "suspended"]);
    });
  });
});
