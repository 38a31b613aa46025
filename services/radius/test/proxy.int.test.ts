import { newId } from "@isp/kernel";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { NamedAttribute } from "../src/protocol/attributes.ts";
import { acctStatus } from "../src/protocol/codes.ts";
import { type AccessServer, openAccessServer } from "./support/access-server.ts";
import { aNas, operator, type Reserved, type Stand, startStand } from "./support/stand.ts";

const proxyAddress = "127.0.0.2";
const proxySecret = "segredo-do-proxy";

/** FreeRADIUS in front sends everything from its own address, signed with its own secret. */
describe("an access server behind a proxy", () => {
  let stand: Stand;
  let proxy: AccessServer;
  let tower: string;
  let login: Reserved;
  let realNasId: string;

  before(async function () {
    this.timeout(60_000);
    stand = await startStand();
    tower = await routingPoint("Torre Norte");
    const pole = await routingPoint("Poste 12");
    await nas({ name: "Concentrador do proxy", address: proxyAddress, proxy: true }, proxySecret);
    realNasId = await nas({ name: "bras-1", address: "10.77.0.1", routingPointId: tower });
    await nas({ name: "bras-2", address: "10.77.0.2", routingPointId: pole });
    const { authPort, acctPort } = stand.radius;
    proxy = await openAccessServer({
      authPort,
      acctPort,
      secret: proxySecret,
      address: proxyAddress,
    });
    login = await stand.reserve({ routingPointId: tower });
    const { subscriptionId } = login;
    await stand.decide("registered", {
      subscriptionId,
      service: "on",
      version: 1n,
      kind: "register",
    });
    await eventually(async () => expect(await asked(at("10.77.0.1"))).to.equal(2));
  });
  after(async () => {
    proxy.close();
    await stand.stop();
  });

  const caller = { caller: operator };
  async function routingPoint(name: string): Promise<string> {
    const wanted = { id: "", version: 0n, businessUnitId: stand.unitId, name, kind: "tower" };
    const request = { requestId: newId(), routingPoint: wanted };
    const { routingPoint: made } = await stand.network.createRoutingPoint(request, caller);
    return made!.id;
  }
  async function nas(
    values: Parameters<typeof aNas>[0],
    secret = "segredo-da-nas",
  ): Promise<string> {
    const request = { requestId: newId(), nas: aNas(values), secret };
    return (await stand.network.createNas(request, caller)).nas!.id;
  }
  const at = (address: string): NamedAttribute => ({ name: "NAS-IP-Address", value: address });
  const named = (name: string): NamedAttribute => ({ name: "NAS-Identifier", value: name });
  const asked = async (nas: NamedAttribute, by = proxy) =>
    (await by.access(login.username, login.password, { attributes: [nas], patienceMs: 500 }))?.code;

  it("counts as itself, by its address or its name", async () => {
    expect(await asked(at("10.77.0.1"))).to.equal(2);
    expect(await asked(named("bras-1"))).to.equal(2);
    expect(await asked(at("10.77.0.2")), "the other routing point").to.equal(3);
    expect(await asked(named("bras-2"))).to.equal(3);
  });

  it("keeps its name, whoever registers another by it", async () => {
    const [point] = (
      await stand.network.listRoutingPoints(
        { businessUnitId: "", pageSize: 0, pageToken: "" },
        caller,
      )
    ).routingPoints.filter(({ name }) => name === "Poste 12");
    await nas({ name: "bras-1", address: "10.77.0.3", routingPointId: point!.id });
    await eventually(async () => expect(await asked(at("10.77.0.3"))).to.equal(3));
    expect(await asked(named("bras-1"))).to.equal(2);
  });

  it("is believed of nobody who is not marked as a proxy", async () => {
    expect(await asked(at("10.77.0.2"), stand.nas)).to.equal(2);
  });

  it("has its own sessions", async () => {
    const acctSessionId = newId();
    const session: readonly NamedAttribute[] = [
      at("10.77.0.1"),
      { name: "User-Name", value: login.username },
      { name: "Acct-Session-Id", value: acctSessionId },
    ];
    expect((await proxy.account(acctStatus.start, session))?.code).to.equal(5);
    await eventually(() => {
      const started = stand.said(`isp.radius.v1.session.started.${tower}`);
      expect(started.find((fact) => fact["acctSessionId"] === acctSessionId)).to.include({
        nasId: realNasId,
        nasAddress: "10.77.0.1",
      });
    });
  });
});
