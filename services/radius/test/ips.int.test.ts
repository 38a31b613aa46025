import { newId } from "@isp/kernel";
import { eventually } from "@isp/testing";
import { common, plans, radius } from "@isp/contracts";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { packetCode } from "../src/protocol/codes.ts";
import { type AccessOptions, attributeOf } from "./support/access-server.ts";
import { broadband, operator, type Reserved, type Stand, startStand } from "./support/stand.ts";

const caller = { caller: operator };
const device = (value: string): AccessOptions => ({
  attributes: [{ name: "Calling-Station-Id", value }],
});
const reasonOf = (error: unknown) => (error as { code?: string }).code;

describe("an IP of a subscription", () => {
  let stand: Stand;
  let classId: string;
  let octet = 10;
  before(async function () {
    this.timeout(60_000);
    stand = await startStand({ pace: { gapMs: 1, pausesMs: [200, 200] } });
    const ipClass = radius.IpClass.fromPartial({
      name: "Torre 1",
      cidr: "100.64.0.0/22",
      gateway: "100.64.0.1",
      dns1: "100.64.0.2",
      dns2: "100.64.0.3",
    });
    const created = await stand.networkLists.createIpClass({ requestId: newId(), ipClass }, caller);
    classId = created.ipClass!.id;
  });
  after(() => stand.stop());

  const answer = (operationId: string) =>
    eventually(() => {
      const answers = stand
        .said("isp.radius.v1.operation.applied")
        .map(({ applied }) => applied as Record<string, unknown>)
        .filter((said) => said["operationId"] === operationId);
      expect(answers.map(({ state }) => state)).to.include("applied");
      return answers.at(-1)!;
    });

  async function connected(plan = broadband): Promise<Reserved> {
    const reserved = await stand.reserve({ plan });
    const { subscriptionId } = reserved;
    const decision = { subscriptionId, service: "on", version: 1n, kind: "register", plan };
    await answer(await stand.decide("registered", decision));
    know(subscriptionId);
    return reserved;
  }

  function know(subscriptionId: string, options: string[] = [], kind = "broadband") {
    stand.neighbours.known.set(subscriptionId, {
      subscription: plans.Subscription.fromPartial({
        id: subscriptionId,
        customerId: newId(),
        businessUnitId: stand.unitId,
        service: "on",
        plan: { ...broadband, kind },
      }),
      items: [],
      mailDomain: "",
      options,
    });
  }

  const add = async (subscriptionId: string, values: Partial<radius.Ip>) => {
    const ip = radius.Ip.fromPartial({ address: "0.0.0.0", ...values });
    const request = { requestId: newId(), subscriptionId, ip };
    return (await stand.ips.createIp(request, caller)).ip!;
  };
  const nextAddress = () => `100.64.1.${octet++}`;
  const refusal = (work: Promise<unknown>) => work.then(() => "done", reasonOf);

  it("C90: fixes the address of its login, with the class's mask and DNS", async () => {
    const { subscriptionId, loginId, username, password } = await connected();
    const address = nextAddress();
    const ip = await add(subscriptionId, { loginId, address, ipClassId: classId });
    expect(ip).to.include({ netmask: "255.255.252.0", dns1: "100.64.0.2", gateway: "100.64.0.1" });
    expect(ip.item).to.include({ kind: "ip", name: address, subscriptionId });
    await eventually(async () => {
      const accept = await stand.nas.access(username, password);
      expect(attributeOf(accept, "Framed-IP-Address")).to.equal(address);
      expect(attributeOf(accept, "Framed-IP-Netmask")).to.equal("255.255.252.0");
      expect(attributeOf(accept, "MS-Primary-DNS-Server")).to.equal("100.64.0.2");
    });
    const ppp: AccessOptions = { attributes: [{ name: "Framed-Protocol", value: 1 }] };
    const accept = await stand.nas.access(username, password, ppp);
    expect(attributeOf(accept, "Framed-IP-Address")).to.equal(address);
    expect(attributeOf(accept, "Framed-IP-Netmask"), "over PPP").to.equal(undefined);
    expect(stand.said("isp.radius.v1.ip.created").map((fact) => fact["address"])).to.include(
      address,
    );
  });

  it("C90: gives the IPv6 prefixes of its class that go with its address", async () => {
    const { subscriptionId, loginId, username, password } = await connected();
    const ipv6 = { framedIpv6: "2001:db8:100::/48", delegatedIpv6: "2001:db8:8000::/40" };
    const ipClass = radius.IpClass.fromPartial({ name: "IPv6", cidr: "100.66.0.0/24", ...ipv6 });
    const request = { requestId: newId(), ipClass };
    const created = await stand.networkLists.createIpClass(request, caller);
    const ipClassId = created.ipClass!.id;
    await add(subscriptionId, { loginId, address: "100.66.0.18", ipClassId });
    await eventually(async () => {
      const accept = await stand.nas.access(username, password);
      expect(attributeOf(accept, "Framed-IPv6-Prefix")).to.equal("2001:db8:100:12::/64");
      expect(attributeOf(accept, "Delegated-IPv6-Prefix")).to.equal("2001:db8:8000:1200::/56");
    });
    const few = radius.IpClass.fromPartial({ ...ipClass, delegatedIpv6: "2001:db8::/52" });
    const refused = stand.networkLists.createIpClass({ requestId: newId(), ipClass: few }, caller);
    expect(await refusal(refused)).to.equal("radius.field_invalid");
  });

  it("C90: gives an address to one customer only, and again once it was removed", async () => {
    const [one, other] = [await connected(), await connected()];
    const address = nextAddress();
    const ip = await add(one.subscriptionId, { address, loginId: one.loginId });
    const again = () => add(other.subscriptionId, { address, loginId: other.loginId });
    expect(await refusal(again())).to.equal("radius.address_taken");
    const removal = { requestId: newId(), id: ip.item!.id, expectedVersion: 1n };
    await stand.ips.deleteIp(removal, caller);
    await stand.ips.deleteIp(removal, caller);
    expect((await again()).address).to.equal(address);
    expect(await refusal(stand.ips.getIp({ id: ip.item!.id }, caller))).to.equal(
      "radius.ip_not_found",
    );
  });

  it("C90: is for connection plans whose right-click menu offers it", async () => {
    const [hosting, without] = [newId(), newId()];
    know(hosting, [], "hosting");
    know(without, ["disconnect"]);
    for (const subscriptionId of [hosting, without])
      expect(await refusal(add(subscriptionId, {}))).to.equal("radius.plan_without_ip");
  });

  it("C90: keeps its class from being removed", async () => {
    const ipClass = radius.IpClass.fromPartial({ name: "Usada", cidr: "100.70.0.0/24" });
    const created = await stand.networkLists.createIpClass({ requestId: newId(), ipClass }, caller);
    const ipClassId = created.ipClass!.id;
    const { subscriptionId } = await connected();
    const ip = await add(subscriptionId, { ipClassId, macs: ["02:aa:00:00:00:90"] });
    const removal = () => ({ requestId: newId(), id: ipClassId, expectedVersion: 0n });
    expect(await refusal(stand.networkLists.deleteIpClass(removal(), caller))).to.equal(
      "radius.entry_in_use",
    );
    await stand.ips.deleteIp({ requestId: newId(), id: ip.item!.id, expectedVersion: 0n }, caller);
    expect(await refusal(stand.networkLists.deleteIpClass(removal(), caller))).to.equal("done");
  });

  it("C91: lets its login come from its MAC addresses only, however they are written", async () => {
    const unlimited = { ...broadband, simultaneousUse: 0 };
    const { subscriptionId, loginId, username, password } = await connected(unlimited);
    const macs = ["02-00-00-00-91-01", "0200.0000.9102"];
    const ip = await add(subscriptionId, { loginId, bindMac: true, macs });
    expect(ip.macs).to.deep.equal(["020000009101", "020000009102"]);
    const from = async (mac: string) =>
      (await stand.nas.access(username, password, device(mac)))?.code;
    await eventually(async () =>
      expect(await from("02:00:00:00:91:03")).to.equal(packetCode.accessReject),
    );
    expect(await from("02:00:00:00:91:01")).to.equal(packetCode.accessAccept);
    await eventually(() =>
      expect(
        stand
          .said("isp.radius.v1.access.rejected")
          .filter((fact) => fact["username"] === username)
          .map((fact) => fact["reason"]),
      ).to.include("mac-mismatch"),
    );
    const sixth = Array.from({ length: 6 }, (_, index) => `02000000920${index}`);
    const id = ip.item!.id;
    const change = { requestId: newId(), id, expectedVersion: 1n, fields: ["macs"] };
    const sent = { ...change, ip: radius.Ip.fromPartial({ macs: sixth }) };
    expect(await refusal(stand.ips.updateIp(sent, caller))).to.equal("radius.field_invalid");
  });

  it("C91, D23: without a login connects by its MAC address, which the access server vouches for", async () => {
    const { subscriptionId } = await connected();
    const address = nextAddress();
    const ip = await add(subscriptionId, { address, macs: ["02:00:00:00:93:01"] });
    const from = (mac: string) => stand.nas.access("02:00:00:00:93:01", "", device(mac));
    await eventually(async () => {
      const accept = await from("1:02:00:00:00:93:01");
      expect(accept?.code).to.equal(packetCode.accessAccept);
      expect(attributeOf(accept, "Framed-IP-Address")).to.equal(address);
    });
    expect((await from("02:00:00:00:93:99"))?.code).to.equal(packetCode.accessReject);
    const other = await connected();
    const taken = add(other.subscriptionId, { macs: ["020000009301"] });
    expect(await refusal(taken)).to.equal("radius.mac_taken");
    await stand.nas.account(1, [
      { name: "User-Name", value: "02:00:00:00:93:01" },
      { name: "Acct-Session-Id", value: "9301" },
    ]);
    const suspended = { subscriptionId, service: "suspended", version: 2n, kind: "suspend" };
    const step = await answer(await stand.decide("suspended", suspended));
    const receipts = step["receipts"] as { itemId: string; detail: string }[];
    expect(receipts.find(({ itemId }) => itemId === ip.item!.id)?.detail).to.include("1 session");
    expect((await from("02:00:00:00:93:01"))?.code).to.equal(packetCode.accessReject);
  });

  it("C92: has a speed and a message of its own", async () => {
    const { subscriptionId, loginId, username, password } = await connected();
    const rate = { downKbps: 20_000, upKbps: 10_000 };
    const speed = { businessHours: rate, otherHours: undefined };
    const ip = await add(subscriptionId, { loginId, speed, message: "Bem-vindo, João" });
    const id = ip.item!.id;
    const told = async (name: string) =>
      attributeOf(await stand.nas.access(username, password), name);
    await eventually(async () =>
      expect(await told("Mikrotik-Rate-Limit")).to.equal("10000k/20000k"),
    );
    expect(await told("Reply-Message")).to.equal("Bem-vindo, João");
    const change = { requestId: newId(), id, expectedVersion: 1n, fields: ["speed"] };
    await stand.ips.updateIp({ ...change, ip: radius.Ip.fromPartial({}) }, caller);
    await eventually(async () =>
      expect(await told("Mikrotik-Rate-Limit")).to.equal("250000k/500000k"),
    );
    const late = { ...change, requestId: newId(), ip: radius.Ip.fromPartial({}) };
    expect(await refusal(stand.ips.updateIp(late, caller))).to.equal("radius.changed_meanwhile");
  });

  for (const [choice, rate, words] of [
    ["true", "1000k/2000k", "keeps its own speed"],
    ["false", "250000k/500000k", "its own speed is dropped"],
  ] as const)
    it(`D10: in a change of plan ${words}`, async () => {
      const { subscriptionId, loginId, username, password } = await connected();
      const speed = { businessHours: { downKbps: 2_000, upKbps: 1_000 }, otherHours: undefined };
      const address = nextAddress();
      const ip = await add(subscriptionId, { loginId, speed, address });
      const choices: Record<string, string> = { "keep-speed-override": choice };
      const side = common.OperationSide.fromPartial({ subscriptionId, plan: broadband });
      const asked = { kind: "change-plan", from: side, to: side, on: "2026-06-10", choices };
      const { effects } = await stand.participant.preview(asked);
      expect(effects.find(({ itemId }) => itemId === ip.item!.id)?.detail).to.include(words);
      const successor = { id: newId(), customerId: "ana", service: "on", plan: broadband };
      const decision = { subscriptionId, service: "released", version: 2n, kind: "change-plan" };
      await answer(await stand.decide("replaced", { ...decision, successor, choices }));
      await eventually(async () => {
        const accept = await stand.nas.access(username, password);
        expect(attributeOf(accept, "Mikrotik-Rate-Limit")).to.equal(rate);
        expect(attributeOf(accept, "Framed-IP-Address")).to.equal(address);
      });
      const { items } = await stand.participant.listItems(
        { subscriptionIds: [successor.id], customerIds: [], pageSize: 0, pageToken: "" },
        caller,
      );
      expect(items.map(({ kind }) => kind)).to.have.members(["login", "ip"]);
    });

  it("D13: of a cancelled plan keeps its address from others", async () => {
    const one = await connected();
    const address = nextAddress();
    await add(one.subscriptionId, { loginId: one.loginId, address });
    const { subscriptionId } = one;
    const decision = { subscriptionId, service: "released", version: 2n, kind: "cancel" };
    await answer(await stand.decide("cancelled", decision));
    const other = await connected();
    const taken = add(other.subscriptionId, { loginId: other.loginId, address });
    expect(await refusal(taken)).to.equal("radius.address_taken");
  });
});
