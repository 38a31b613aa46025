import type { radius } from "@isp/contracts";
import { newId } from "@isp/kernel";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { aNas, nasSecret, operator, type Stand, startStand } from "./support/stand.ts";

const caller = { caller: operator };
const refusal = (promise: Promise<unknown>): Promise<unknown> => promise.catch((e: unknown) => e);

/** No version is named. */
const whichever = { expectedVersion: 0n };

describe("routing points and NAS", () => {
  let stand: Stand;
  before(async function () {
    this.timeout(60_000);
    stand = await startStand();
  });
  after(() => stand.stop());

  async function aPoint(name = "Torre Norte") {
    const point = { id: "", version: 0n, businessUnitId: stand.unitId, name, kind: "tower" };
    const request = { requestId: newId(), routingPoint: point };
    const { routingPoint } = await stand.network.createRoutingPoint(request, caller);
    return routingPoint!;
  }

  it("are created, read, changed and removed, and say so (C15)", async () => {
    const point = await aPoint();
    const changed = await stand.network.updateRoutingPoint(
      { requestId: newId(), routingPoint: { ...point, name: "Torre Sul", kind: "pole" } },
      caller,
    );
    expect(changed.routingPoint).to.include({ name: "Torre Sul", kind: "pole", version: 2n });
    const stale = { requestId: newId(), routingPoint: { ...point, name: "Torre Leste" } };
    expect(await refusal(stand.network.updateRoutingPoint(stale, caller))).to.include({
      code: "radius.changed_meanwhile",
      kind: "stale",
    });
    const read = await stand.network.getRoutingPoint({ id: point.id }, caller);
    expect(read.routingPoint).to.deep.equal(changed.routingPoint);
    const outdated = { requestId: newId(), id: point.id, expectedVersion: 77n };
    expect(await refusal(stand.network.deleteRoutingPoint(outdated, caller))).to.include({
      code: "radius.changed_meanwhile",
    });
    await stand.network.deleteRoutingPoint(
      { requestId: newId(), id: point.id, ...whichever },
      caller,
    );
    expect(await refusal(stand.network.getRoutingPoint({ id: point.id }, caller))).to.include({
      code: "radius.routing_point_not_found",
    });
    await eventually(() => {
      const told = stand.heard.filter(({ payload }) => payload["aggregateId"] === point.id);
      expect(told.map(({ subject }) => subject.split(".").at(-1))).to.deep.equal([
        "registered",
        "changed",
        "deleted",
      ]);
    });
  });

  it("are there once for a repeated request", async () => {
    const point = { id: "", version: 0n, businessUnitId: stand.unitId, name: "P", kind: "pole" };
    const request = { requestId: newId(), routingPoint: point };
    const first = await stand.network.createRoutingPoint(request, caller);
    expect(await stand.network.createRoutingPoint(request, caller)).to.deep.equal(first);
  });

  it("are not shown to another unit, and listed page by page", async () => {
    await aPoint("A");
    await aPoint("B");
    const ask = { businessUnitId: stand.unitId, pageSize: 1, pageToken: "" };
    const first = await stand.network.listRoutingPoints(ask, caller);
    expect(first.routingPoints).to.have.length(1);
    const second = await stand.network.listRoutingPoints(
      { ...ask, pageToken: first.nextPageToken },
      caller,
    );
    expect(second.routingPoints[0]?.id).to.not.equal(first.routingPoints[0]?.id);
    const stranger = { caller: { ...operator, units: [newId()] } };
    const none = await stand.network.listRoutingPoints({ ...ask, businessUnitId: "" }, stranger);
    expect(none.routingPoints).to.deep.equal([]);
  });

  it("belong to the unit of their routing point, and to no other (S27)", async () => {
    const point = await aPoint("Alheia");
    const given = {
      nas: aNas({ address: "10.0.0.8", routingPointId: point.id }),
      secret: nasSecret,
    };
    const { nas } = await stand.network.createNas({ requestId: newId(), ...given }, caller);
    const own = { caller: { ...operator, units: [stand.unitId] } };
    const stranger = { caller: { ...operator, units: [newId()] } };
    const all = { pageSize: 0, pageToken: "" };
    expect((await stand.network.listNas(all, own)).nas).to.deep.equal([nas]);
    expect((await stand.network.listNas(all, stranger)).nas).to.deep.equal([]);
    const id = nas!.id;
    const tries = [
      stand.network.getNas({ id }, stranger),
      stand.network.deleteNas({ requestId: newId(), id, ...whichever }, stranger),
      stand.network.updateNas({ requestId: newId(), nas, secret: "" }, stranger),
      stand.network.getNas({ id: stand.nasId }, own),
    ];
    for (const refused of await Promise.all(tries.map(refusal)))
      expect(refused).to.have.property("code", "radius.nas_not_found");
    const intruder = { ...given, nas: aNas({ address: "10.0.0.7", routingPointId: point.id }) };
    const nowhere = { ...given, nas: aNas({ address: "10.0.0.7" }) };
    for (const attempt of [intruder, nowhere]) {
      const request = { requestId: newId(), ...attempt };
      expect(await refusal(stand.network.createNas(request, stranger))).to.have.property(
        "code",
        "radius.field_invalid",
      );
    }
    await stand.network.deleteNas({ requestId: newId(), id, ...whichever }, own);
  });

  it("refuse what cannot be, naming every wrong field", async () => {
    const nas = aNas({ name: "", address: "not an address", coaPort: 70_000 });
    const error = await refusal(
      stand.network.createNas({ requestId: newId(), nas, secret: "a b" }, caller),
    );
    expect(error).to.have.property("code", "radius.field_invalid");
    expect((error as { fields: { pointer: string }[] }).fields.map((f) => f.pointer)).to.deep.equal(
      ["/name", "/address", "/coaPort", "/secret"],
    );
    const taken = { requestId: newId(), nas: aNas(), secret: nasSecret };
    expect(await refusal(stand.network.createNas(taken, caller))).to.include({
      code: "radius.nas_address_taken",
    });
  });

  it("lets only those who see every unit mark a proxy, which speaks for all (S27)", async () => {
    const point = await aPoint("Do proxy");
    const own = { caller: { ...operator, units: [stand.unitId] } };
    const given = { address: "10.0.0.6", routingPointId: point.id };
    const create = (proxy: boolean, by: typeof caller) =>
      stand.network.createNas(
        { requestId: newId(), nas: aNas({ ...given, proxy }), secret: nasSecret },
        by,
      );
    const update = (nas: radius.Nas, by: typeof caller) =>
      stand.network.updateNas({ requestId: newId(), nas, secret: "" }, by);
    expect(await refusal(create(true, own))).to.include({ code: "radius.field_invalid" });
    const { nas } = await create(false, own);
    expect(await refusal(update({ ...nas!, proxy: true }, own))).to.include({
      code: "radius.field_invalid",
    });
    const marked = await update({ ...nas!, proxy: true }, caller);
    const hijacked = { ...marked.nas!, address: "10.0.0.5", proxy: false };
    expect(await refusal(update(hijacked, own))).to.include({ code: "radius.field_invalid" });
    const request = { requestId: newId(), id: nas!.id, ...whichever };
    await stand.network.deleteNas(request, caller);
  });

  it("know an IPv6 address however it is written", async () => {
    const [long, short] = ["2001:DB8:0:0:0::6", "2001:db8::6"];
    const request = { requestId: newId(), nas: aNas({ address: long }), secret: nasSecret };
    const { nas } = await stand.network.createNas(request, caller);
    expect(nas?.address).to.equal(short);
    const again = { requestId: newId(), nas: aNas({ address: short }), secret: nasSecret };
    expect(await refusal(stand.network.createNas(again, caller))).to.include({
      code: "radius.nas_address_taken",
    });
    const removal = { requestId: newId(), id: nas!.id, ...whichever };
    await stand.network.deleteNas(removal, caller);
  });

  it("are kept while something is at them", async () => {
    const point = await aPoint("Com NAS");
    const nas = aNas({ address: "10.0.0.9", routingPointId: point.id });
    const created = await stand.network.createNas(
      { requestId: newId(), nas, secret: nasSecret },
      caller,
    );
    const remove = { requestId: newId(), id: point.id, ...whichever };
    expect(await refusal(stand.network.deleteRoutingPoint(remove, caller))).to.include({
      code: "radius.routing_point_in_use",
    });
    await stand.network.deleteNas(
      { requestId: newId(), id: created.nas!.id, ...whichever },
      caller,
    );
    await stand.network.deleteRoutingPoint({ ...remove, requestId: newId() }, caller);
  });

  it("answer only a NAS they know, and tell of a stranger (S15)", async () => {
    await eventually(async () =>
      expect(await stand.nas.access("x", "y", { patienceMs: 300 })).to.be.an("object"),
    );
    const update =
      (values: object, secret = "") =>
      async () => {
        const { nas } = await stand.network.getNas({ id: stand.nasId }, caller);
        const request = { requestId: newId(), nas: { ...nas!, ...values }, secret };
        await stand.network.updateNas(request, caller);
      };
    await update({ address: "10.255.0.1" })();
    await eventually(async () =>
      expect(await stand.nas.access("x", "y", { patienceMs: 300 })).to.equal(undefined),
    );
    await eventually(() =>
      expect(stand.said("isp.radius.v1.nas.unknown")[0]).to.include({ address: "127.0.0.1" }),
    );
    await update({ address: "127.0.0.1", requireMessageAuthenticator: true })();
    await eventually(async () =>
      expect(await stand.nas.access("x", "y", { patienceMs: 300 })).to.be.an("object"),
    );
    const without = { withoutMessageAuthenticator: true, patienceMs: 300 };
    expect(await stand.nas.access("x", "y", without), "S7").to.equal(undefined);
    await update({ requireMessageAuthenticator: false })();
    await eventually(async () =>
      expect(await stand.nas.access("x", "y", without)).to.be.an("object"),
    );
    const proxied = [{ name: "Proxy-State", value: Buffer.from("p") } as const];
    expect(await stand.nas.access("x", "y", { ...without, attributes: proxied }), "S8").to.equal(
      undefined,
    );
  }).timeout(20_000);

  it("never hand out a secret, and keep it sealed (S19)", async () => {
    const read = await stand.network.getNas({ id: stand.nasId }, caller);
    const listed = await stand.network.listNas({ pageSize: 0, pageToken: "" }, caller);
    const [row] = await stand.radius.context.db.query("SELECT * FROM nas WHERE id = ?", [
      stand.nasId,
    ]);
    const text = JSON.stringify([read, listed], (_, value: unknown) => String(value));
    expect(text).to.not.include(nasSecret);
    expect(Buffer.from(row.secret).includes(nasSecret)).to.equal(false);
  });
});
