import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { packetCode } from "../src/protocol/codes.ts";
import { walledClass } from "../src/replies/walled-garden.ts";
import { attributeOf } from "./support/access-server.ts";
import { type Reserved, type Stand, startStand, tellOfUnit } from "./support/stand.ts";

describe("a suspended customer of a unit with a walled garden", () => {
  let stand: Stand;
  let line: Reserved;
  let version = 0n;
  before(async function () {
    this.timeout(60_000);
    stand = await startStand({ pace: { gapMs: 1, pausesMs: [200, 200] } });
    const unit = { id: stand.unitId, timeZone: "America/Sao_Paulo" };
    await tellOfUnit(stand.nats, { ...unit, suspensionPolicy: "walled-garden" });
    line = await stand.reserve();
    await decided("on", "register");
  });
  after(() => stand.stop());

  async function decided(service: string, kind: string): Promise<void> {
    version += 1n;
    const { subscriptionId } = line;
    const operationId = await stand.decide(kind, { subscriptionId, service, version, kind });
    await eventually(() => {
      const answers = stand
        .said("isp.radius.v1.operation.applied")
        .map(({ applied }) => applied as Record<string, unknown>);
      const own = answers.filter((answer) => answer["operationId"] === operationId);
      expect(own.at(-1)?.["state"]).to.equal("applied");
    });
  }
  const ask = () => stand.nas.access(line.username, line.password);
  const begin = (acctSessionId: string, walled: boolean) =>
    stand.nas.account(1, [
      { name: "User-Name", value: line.username },
      { name: "Acct-Session-Id", value: acctSessionId },
      ...(walled ? [{ name: "Class", value: walledClass } as const] : []),
    ]);
  const asked = () =>
    stand.nas.disconnects.map((request) => attributeOf(request, "Acct-Session-Id"));

  it("is thrown out, and let in again to the provider's own pages", async () => {
    await begin("full-1", false);
    expect(attributeOf(await ask(), "Session-Timeout")).to.equal(undefined);
    await decided("suspended", "suspend");
    await eventually(() => expect(asked()).to.include("full-1"));
    const accept = await ask();
    expect(accept?.code).to.equal(packetCode.accessAccept);
    expect(attributeOf(accept, "Mikrotik-Address-List")).to.equal("torre-suspended");
    expect(attributeOf(accept, "Session-Timeout")).to.equal(300);
  });

  it("is let in under the name that the unit gives its garden", async () => {
    const unit = { id: stand.unitId, timeZone: "America/Sao_Paulo", version: 2n };
    const policy = { suspensionPolicy: "walled-garden", walledGardenName: "aviso-Londrina.1" };
    await tellOfUnit(stand.nats, { ...unit, ...policy });
    await eventually(async () =>
      expect(attributeOf(await ask(), "Mikrotik-Address-List")).to.equal("aviso-Londrina.1"),
    );
    await tellOfUnit(stand.nats, { ...unit, ...policy, walledGardenName: "", version: 3n });
    await eventually(async () =>
      expect(attributeOf(await ask(), "Mikrotik-Address-List"), "none").to.equal("torre-suspended"),
    );
  });

  it("stays in the garden, but nowhere else", async () => {
    await begin("walled-1", true);
    await begin("sneaked-1", false);
    await eventually(() => expect(asked()).to.include("sneaked-1"));
    expect(asked()).not.to.include("walled-1");
  });

  it("comes out by a Disconnect when he is resumed", async () => {
    await decided("on", "resume");
    await eventually(() => expect(asked()).to.include("walled-1"));
    expect(attributeOf(await ask(), "Mikrotik-Address-List")).to.equal(undefined);
  });

  it("is refused where the unit says so from then on", async () => {
    const unit = { id: stand.unitId, timeZone: "America/Sao_Paulo", version: 4n };
    await tellOfUnit(stand.nats, { ...unit, suspensionPolicy: "reject" });
    await decided("suspended", "suspend");
    await eventually(async () => expect((await ask())?.code).to.equal(packetCode.accessReject));
  });
});
