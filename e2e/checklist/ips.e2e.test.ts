import { eventually } from "@isp/testing";
import { expect } from "chai";
import { before, describe, it } from "mocha";
import { openStand, type Stand } from "../operations/stand.ts";
import { at, listAt } from "../story/api.ts";
import { made, type Newcomer } from "../story/newcomer.ts";

const someOctet = () => 1 + Math.floor(Math.random() * 254);

describe("the IPs of a connection plan", function () {
  this.timeout(60_000);
  let stand: Stand;
  let newcomer: Newcomer;
  let ipClassId: string;
  let ipId: string;
  const address = `100.99.${someOctet()}.${someOctet()}`;

  before(async function () {
    this.timeout(300_000);
    stand = await openStand();
    newcomer = await stand.settled({ ...stand.speedOf(512), simultaneousUse: 0 });
    const { businessUnitId } = newcomer;
    const ipClass = { businessUnitId, name: "Torre", cidr: "100.99.0.0/16", gateway: "100.99.0.1" };
    const dns = { dns1: "100.99.0.2", dns2: "100.99.0.3" };
    ipClassId = (await made(stand.api.post("/ip-classes", { ...ipClass, ...dns }))).id;
  });

  const ask = (attribute: string, mac?: string) =>
    stand.client.granted(newcomer.username, newcomer.password, attribute, mac);

  it("C90: gives its login the address, mask and DNS of the IP", async () => {
    const login = await stand.loginOf(newcomer.subscriptionId);
    const ip = await stand.api.post(`/subscriptions/${newcomer.subscriptionId}/ips`, {
      loginId: login["id"],
      address,
      ipClassId,
      firewallRule: "12",
    });
    expect(ip.status, JSON.stringify(ip.body)).to.equal(201);
    expect(ip.body).to.include({ address, netmask: "255.255.0.0", dns1: "100.99.0.2" });
    ipId = String(ip.body["id"]);
    await eventually(() => {
      expect(ask("Framed-IP-Address")).to.equal(address);
      expect(ask("Framed-IP-Netmask")).to.equal("255.255.0.0");
    });
  });

  it("C90: stands in the tree, and the search finds its customer by it", async () => {
    const { customerId } = newcomer;
    await eventually(async () => {
      const { body } = await stand.api.get(`/customers/${customerId}/tree`);
      const items = listAt(body, "subscriptions", 0, "items");
      expect(items.map(({ kind, name }) => [kind, name])).to.deep.include(["ip", address]);
      const found = await stand.api.get(`/customers?q=${address}`);
      const [customer] = listAt(found.body, "items");
      expect(customer?.["id"]).to.equal(customerId);
      expect(at(customer, "matches", 0, "kind")).to.equal("ip");
    });
  });

  it("C90: is asked for once, and keeps its class from being removed", async () => {
    const again = await stand.api.post(`/subscriptions/${newcomer.subscriptionId}/ips`, {
      address,
    });
    expect([again.status, again.body["code"]]).to.deep.equal([409, "radius.address_taken"]);
    const removed = await stand.api.delete(`/ip-classes/${ipClassId}`);
    expect([removed.status, removed.body["code"]]).to.deep.equal([409, "radius.entry_in_use"]);
  });

  const edit = async (change: object) => {
    const { etag } = await stand.api.get(`/ips/${ipId}`);
    const edited = await stand.api.patch(`/ips/${ipId}`, change, etag ?? "");
    expect(edited.status, JSON.stringify(edited.body)).to.equal(200);
    return edited.body;
  };

  it("C91: refuses every device but those whose MAC addresses are bound", async () => {
    await edit({ bindMac: true, macs: ["02:C9:10:00:00:01", "02c9.1000.0002"] });
    await eventually(() => {
      expect(ask("Framed-IP-Address", "02-C9-10-00-00-09"), "another device").to.equal(null);
      expect(ask("Framed-IP-Address", "02-C9-10-00-00-01")).to.equal(address);
    });
    const { etag } = await stand.api.get(`/ips/${ipId}`);
    const macs = Array.from({ length: 6 }, (_, index) => `02:C9:10:00:00:1${index}`);
    const six = await stand.api.patch(`/ips/${ipId}`, { macs }, etag ?? "");
    expect(six.status).to.equal(400);
    await edit({ bindMac: false, macs: [] });
  });

  it("C91: lets a device in by its MAC address where there is no login (D23)", async () => {
    const mac = "02:C9:11:00:00:07";
    const path = `/subscriptions/${newcomer.subscriptionId}/ips`;
    const free = `100.98.${someOctet()}.${someOctet()}`;
    await made(stand.api.post(path, { address: free, macs: [mac] }));
    await eventually(() => {
      expect(stand.client.granted(mac, "", "Framed-IP-Address", mac)).to.equal(free);
    });
    expect(stand.client.granted(mac, "", "Framed-IP-Address", "02:C9:11:00:00:08")).to.equal(null);
  });

  it("C92: has a speed and a message of its own, until they are taken back", async () => {
    const rate = { downKbps: 2_048, upKbps: 1_024 };
    await edit({ speed: { businessHours: rate, otherHours: rate }, message: "Boas-vindas" });
    await eventually(() => {
      expect(ask("Mikrotik-Rate-Limit")).to.equal("1024k/2048k");
      expect(ask("Reply-Message")).to.equal("Boas-vindas");
    });
    await edit({ speed: null });
    await eventually(() => {
      expect(ask("Mikrotik-Rate-Limit")).to.equal("256k/512k");
    });
  });

  it("C90: goes, and its address is free at once", async () => {
    expect((await stand.api.delete(`/ips/${ipId}`)).status).to.equal(204);
    expect((await stand.api.get(`/ips/${ipId}`)).status).to.equal(404);
    await eventually(() => {
      expect(ask("Framed-IP-Address")).to.equal(null);
      expect(ask("Mikrotik-Rate-Limit")).to.equal("256k/512k");
    });
    const path = `/subscriptions/${newcomer.subscriptionId}/ips`;
    expect((await stand.api.post(path, { address })).status).to.equal(201);
  });
});
