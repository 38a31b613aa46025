import { eventually, fakeClock } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { attributeOf } from "./support/access-server.ts";
import { broadband, type Reserved, type Stand, startStand, tellOfUnit } from "./support/stand.ts";

const slowerByDay = {
  ...broadband,
  speed: {
    businessHours: { downKbps: 512, upKbps: 256 },
    otherHours: { downKbps: 1_024, upKbps: 512 },
  },
};
const week = [{ weekdays: [1, 2, 3, 4, 5], from: "08:00", to: "18:00" }];

describe("the speed of an accept through the day", () => {
  let stand: Stand;
  let line: Reserved;
  const clock = fakeClock("2026-09-08T15:00:00Z");
  before(async function () {
    this.timeout(60_000);
    stand = await startStand({ clock });
    line = await stand.reserve({ plan: slowerByDay });
    const decision = { subscriptionId: line.subscriptionId, service: "on", version: 1n };
    await stand.decide("registered", { ...decision, kind: "register", plan: slowerByDay });
  });
  after(() => stand.stop());

  const speed = async () =>
    attributeOf(await stand.nas.access(line.username, line.password), "Mikrotik-Rate-Limit");
  const becomes = (rate: string) => eventually(async () => expect(await speed()).to.equal(rate));

  it("D23: is that of business hours while nothing is known of the unit", () =>
    becomes("256k/512k"));

  it("D23: follows the unit's clock, its business hours, and holidays", async () => {
    const unit = { id: stand.unitId, timeZone: "America/Sao_Paulo", businessHours: week };
    await tellOfUnit(stand.nats, unit);
    clock.set(new Date("2026-09-08T02:00:00Z"));
    await becomes("512k/1024k");
    clock.set(new Date("2026-09-08T15:00:00Z"));
    await becomes("256k/512k");
    clock.set(new Date("2026-09-07T15:00:00Z"));
    await becomes("512k/1024k");
  });

  it("D23: follows what the unit says later, and not what is late", async () => {
    const sunday = [{ weekdays: [7], from: "00:00", to: "23:59" }];
    const unit = { id: stand.unitId, timeZone: "America/Sao_Paulo" };
    clock.set(new Date("2026-09-06T15:00:00Z"));
    await becomes("512k/1024k");
    await tellOfUnit(stand.nats, { ...unit, version: 3n, businessHours: sunday });
    await becomes("256k/512k");
    await tellOfUnit(stand.nats, { ...unit, version: 2n, businessHours: week });
    await tellOfUnit(stand.nats, { ...unit, version: 4n, businessHours: week });
    await becomes("512k/1024k");
  });
});
