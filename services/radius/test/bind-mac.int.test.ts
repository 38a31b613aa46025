import { plans, radius } from "@isp/contracts";
import { newId } from "@isp/kernel";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { acctStatus, packetCode } from "../src/protocol/codes.ts";
import { broadband, operator, type Reserved, type Stand, startStand } from "./support/stand.ts";

const caller = { caller: operator };
const [old, fresh] = ["02:00:00:00:91:01", "02-00-00-00-91-02"];

describe("the devices of a login", () => {
  let stand: Stand;
  before(async function () {
    this.timeout(60_000);
    stand = await startStand({ pace: { gapMs: 1, pausesMs: [200, 200] } });
  });
  after(() => stand.stop());

  async function connected(options: string[] = []): Promise<Reserved> {
    const plan = { ...broadband, simultaneousUse: 0 };
    const reserved = await stand.reserve({ plan });
    const { subscriptionId } = reserved;
    const decision = { subscriptionId, service: "on", version: 1n, kind: "register", plan };
    await stand.decide("registered", decision);
    const known = { id: subscriptionId, customerId: newId(), businessUnitId: stand.unitId };
    stand.neighbours.known.set(subscriptionId, {
      subscription: plans.Subscription.fromPartial({ ...known, service: "on", plan }),
      items: [],
      mailDomain: "",
      options,
    });
    await answers(reserved, old, packetCode.accessAccept);
    return reserved;
  }
  const answers = ({ username, password }: Reserved, mac: string, code: number) =>
    eventually(async () => {
      const from = { attributes: [{ name: "Calling-Station-Id", value: mac }] as const };
      expect((await stand.nas.access(username, password, from))?.code, mac).to.equal(code);
    });
  const bind = (loginId: string, mac: string, requestId = newId()) =>
    stand.ips.bindMac({ requestId, loginId, mac }, caller);
  const unbind = (loginId: string, mac = "") =>
    stand.ips.unbindMac({ requestId: newId(), loginId, mac }, caller);
  const refusal = (work: Promise<unknown>) =>
    work.then(
      () => "done",
      (error: { code?: string }) => error.code,
    );
  const itemsOf = async (subscriptionId: string) => {
    const page = { pageSize: 50, pageToken: "", customerIds: [] };
    const request = { ...page, subscriptionIds: [subscriptionId] };
    return (await stand.participant.listItems(request)).items;
  };

  it("C91: one click binds the last device seen, though the login has no IP yet", async () => {
    const held = await connected();
    const requestId = newId();
    const { macs, subscriptionId } = await bind(held.loginId, old, requestId);
    expect(macs).to.deep.equal(["020000009101"]);
    expect(subscriptionId).to.equal(held.subscriptionId);
    expect((await bind(held.loginId, old, requestId)).macs, "asked twice").to.deep.equal(macs);
    await answers(held, fresh, packetCode.accessReject);
    await answers(held, old, packetCode.accessAccept);
    const { boundMacs } = await stand.diagnosis.getDiagnosis({ loginId: held.loginId }, caller);
    expect(boundMacs).to.deep.equal(macs);
    const items = await itemsOf(held.subscriptionId);
    expect(items.filter(({ kind }) => kind === "ip")).to.have.length(1);

    await unbind(held.loginId);
    await answers(held, fresh, packetCode.accessAccept);
    const left = await itemsOf(held.subscriptionId);
    expect(
      left.filter(({ kind }) => kind === "ip"),
      "it was there for the device",
    ).to.be.empty;
  });

  it("C91: binds at the IP that the login has, up to five devices, and clears one or all", async () => {
    const held = await connected();
    const { subscriptionId, loginId } = held;
    const ip = radius.Ip.fromPartial({ loginId, address: "100.64.91.7" });
    const made = await stand.ips.createIp({ requestId: newId(), subscriptionId, ip }, caller);
    await bind(loginId, old);
    expect((await bind(loginId, fresh)).macs).to.deep.equal(["020000009101", "020000009102"]);
    expect((await bind(loginId, old)).macs, "bound already").to.have.length(2);
    const kept = await stand.ips.getIp({ id: made.ip!.item!.id }, caller);
    expect(kept.ip).to.deep.include({ address: "100.64.91.7", bindMac: true });
    await answers(held, "02:00:00:00:91:99", packetCode.accessReject);
    expect((await unbind(loginId, "0200.0000.9101")).macs).to.deep.equal(["020000009102"]);
    await answers(held, old, packetCode.accessReject);
    for (const last of [3, 4, 5, 6]) await bind(loginId, `02000000910${last}`);
    expect(await refusal(bind(loginId, "020000009107"))).to.equal("radius.macs_full");
    expect((await unbind(loginId)).macs).to.deep.equal([]);
    // A fixed address is with one device at a time: the one that was let in comes and goes.
    for (const status of [acctStatus.start, acctStatus.stop])
      await stand.nas.account(status, [
        { name: "User-Name", value: held.username },
        { name: "Acct-Session-Id", value: "bound" },
        { name: "Calling-Station-Id", value: old },
      ]);
    await answers(held, "02:00:00:00:91:99", packetCode.accessAccept);
  });

  it("C91: refuses what is no MAC address, and what another unit's operator asks", async () => {
    const { loginId } = await connected();
    expect(await refusal(bind(loginId, "192.0.2.1"))).to.equal("radius.field_invalid");
    const stranger = { caller: { ...operator, units: [newId()] } };
    const request = { requestId: newId(), loginId, mac: old };
    expect(await refusal(stand.ips.bindMac(request, stranger))).to.equal("radius.login_not_found");
    expect(await refusal(stand.ips.unbindMac(request, stranger))).to.equal(
      "radius.login_not_found",
    );
  });

  it("C8: gives a login no IP that its plan does not offer", async () => {
    const { loginId } = await connected(["disconnect"]);
    expect(await refusal(bind(loginId, old))).to.equal("radius.plan_without_ip");
  });
});
