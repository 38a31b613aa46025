import { plans, radius } from "@isp/contracts";
import { newId } from "@isp/kernel";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { acctStatus, packetCode } from "../src/protocol/codes.ts";
import { attributeOf } from "./support/access-server.ts";
import { broadband, operator, type Reserved, type Stand, startStand } from "./support/stand.ts";

const caller = { caller: operator };

describe("what is in use", () => {
  let stand: Stand;
  before(async function () {
    this.timeout(60_000);
    stand = await startStand();
  });
  after(() => stand.stop());

  async function connected(plan = broadband): Promise<Reserved> {
    const reserved = await stand.reserve({ plan });
    const { subscriptionId, username, password } = reserved;
    const decision = { subscriptionId, service: "on", version: 1n, kind: "register", plan };
    await stand.decide("registered", decision);
    const known = { id: subscriptionId, customerId: newId(), businessUnitId: stand.unitId };
    stand.neighbours.known.set(subscriptionId, {
      subscription: plans.Subscription.fromPartial({ ...known, service: "on", plan: broadband }),
      items: [],
      mailDomain: "",
      options: [],
    });
    await eventually(async () =>
      expect((await stand.nas.access(username, password))?.code).to.equal(packetCode.accessAccept),
    );
    return reserved;
  }
  const report = (status: number, { username }: Reserved, address: string) =>
    stand.nas.account(status, [
      { name: "User-Name", value: username },
      { name: "Acct-Session-Id", value: username },
      { name: "Framed-IP-Address", value: address },
    ]);
  const add = async ({ subscriptionId, loginId }: Reserved, values: Partial<radius.Ip>) => {
    const ip = radius.Ip.fromPartial({ loginId, address: "0.0.0.0", ...values });
    return (await stand.ips.createIp({ requestId: newId(), subscriptionId, ip }, caller)).ip!;
  };
  const textOf = (address: unknown) => {
    expect(address).to.be.a("string");
    return String(address);
  };
  const problem = (work: Promise<unknown>) =>
    work.then(
      () => undefined,
      (error: { code?: string; message?: string }) => error,
    );

  it("C90: is not fixed for one customer while another is connected with it", async () => {
    const [holder, other] = [await connected(), await connected()];
    const address = "100.64.77.9";
    await report(acctStatus.start, holder, address);
    const refused = await problem(add(other, { address }));
    expect(refused).to.include({ code: "radius.address_held" });
    expect(refused?.message).to.include(`${holder.username} is connected with ${address}`);
    const dynamic = await add(other, {});
    const change = { requestId: newId(), id: dynamic.item!.id, expectedVersion: 0n };
    const sent = { ...change, fields: ["address"], ip: radius.Ip.fromPartial({ address }) };
    expect(await problem(stand.ips.updateIp(sent, caller))).to.include({
      code: "radius.address_held",
    });
    await add(holder, { address });
    await report(acctStatus.stop, holder, address);
  });

  it("C90: is free again once the connection has ended", async () => {
    const [holder, other] = [await connected(), await connected()];
    const address = "100.64.77.10";
    await report(acctStatus.start, holder, address);
    await report(acctStatus.stop, holder, address);
    expect((await add(other, { address })).address).to.equal(address);
  });

  const ask = async ({ username, password }: Reserved, mac = "02:00:00:00:00:01") => {
    const attributes = [{ name: "Calling-Station-Id", value: mac } as const];
    const reply = await stand.nas.access(username, password, { attributes });
    return attributeOf(reply, "Framed-IP-Address") ?? reply?.code;
  };

  it("C90: is fixed for one customer while another has it out of a class, who gets another one", async function () {
    this.timeout(30_000);
    const [holder, other] = [await connected(), await connected()];
    const ipClass = radius.IpClass.fromPartial({ name: "Dinâmica", cidr: "100.64.90.0/26" });
    const created = await stand.networkLists.createIpClass({ requestId: newId(), ipClass }, caller);
    await add(holder, { ipClassId: created.ipClass!.id });
    const given = () => eventually(() => ask(holder).then(textOf), { withinMs: 10_000 });
    const address = await given();
    await report(acctStatus.start, holder, address);
    await add(other, { address });
    await eventually(() => expect(stand.nas.disconnects).to.have.length(1));
    await eventually(async () => expect(await ask(other)).to.equal(packetCode.accessReject));
    await report(acctStatus.stop, holder, address);
    expect(await ask(other)).to.equal(address);
    await report(acctStatus.start, other, address);
    expect(await given()).not.to.equal(address);
    await report(acctStatus.stop, other, address);
  });

  it("C90: is with one device of its login at a time, whatever the plan allows", async () => {
    const line = await connected({ ...broadband, simultaneousUse: 2 });
    const address = "100.64.77.11";
    await add(line, { address });
    const [first, second] = ["02:00:00:00:00:01", "02:00:00:00:00:02"];
    await eventually(async () => expect(await ask(line, first)).to.equal(address));
    expect(await ask(line, first), "asked again").to.equal(address);
    expect(await ask(line, second)).to.equal(packetCode.accessReject);
    const of = (status: number) =>
      stand.nas.account(status, [
        { name: "User-Name", value: line.username },
        { name: "Acct-Session-Id", value: "first" },
        { name: "Calling-Station-Id", value: first },
      ]);
    await of(acctStatus.start);
    expect(await ask(line, second), "online").to.equal(packetCode.accessReject);
    await of(acctStatus.stop);
    expect(await ask(line, second)).to.equal(address);
  });

  it("C17: keeps a speed profile while an IP has its speed, and lets it go afterwards", async () => {
    const held = await connected();
    const rate = { downKbps: 7_777, upKbps: 3_333 };
    const speed = { businessHours: rate, otherHours: rate };
    const speedProfile = radius.SpeedProfile.fromPartial({ name: "Rápido", speed });
    const made = await stand.networkLists.createSpeedProfile(
      { requestId: newId(), speedProfile },
      caller,
    );
    const ip = await add(held, { speed });
    const remove = () =>
      stand.networkLists.deleteSpeedProfile(
        { requestId: newId(), id: made.speedProfile!.id, expectedVersion: 0n },
        caller,
      );
    expect(await problem(remove())).to.include({ code: "radius.entry_in_use" });
    const gone = { requestId: newId(), id: ip.item!.id, expectedVersion: 0n };
    await stand.ips.deleteIp(gone, caller);
    expect(await problem(remove())).to.equal(undefined);
  });
});
