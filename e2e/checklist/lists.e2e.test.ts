import { expect } from "chai";
import { before, describe, it } from "mocha";
import { at, listAt } from "../story/api.ts";
import { aCustomer, aPlan, aUnit, type Checklist, mark, refused, sharedSystem } from "./shared.ts";

describe("the lists of the catalogue", function () {
  this.timeout(60_000);
  let api: Checklist;

  before(async function () {
    this.timeout(300_000);
    ({ api } = await sharedSystem());
  });

  const simple = (unitId: string): readonly (readonly [string, object, object])[] => [
    ["/salespeople", { name: "Vera" }, { name: "Vera Lúcia" }],
    ["/cancellation-reasons", { businessUnitId: unitId, name: "Mudança" }, { archived: true }],
    ["/payment-forms", { businessUnitId: unitId, name: "Pix", kind: "pix" }, { name: "Pix QR" }],
    ["/due-days", { businessUnitId: unitId, day: 20, closingDay: 10 }, { closingDay: 5 }],
    ["/servers", { name: "Banco 1", kind: "database", host: "db1.example" }, { name: "Banco 2" }],
    [
      "/speed-profiles",
      { name: "512", speed: { businessHours: { downKbps: 512, upKbps: 128 } } },
      { name: "512 noturno" },
    ],
  ];

  it("C17: keeps the short lists: each can be read, added to, edited with If-Match and shortened", async () => {
    const unit = await aUnit(api);
    for (const [path, body, edit] of simple(unit.id)) {
      const entry = await api.made(path, body);
      const read = await api.get(`${path}/${entry.id}`);
      expect([read.status, read.etag], path).to.deep.equal([200, '"1"']);
      refused(await api.patch(`${path}/${entry.id}`, edit), 428);
      refused(await api.patch(`${path}/${entry.id}`, edit, '"7"'), 412);
      const edited = await api.patch(`${path}/${entry.id}`, edit, '"1"');
      expect(edited.body, path).to.include({ ...edit, version: 2 });
      const listed = listAt(
        (await api.get(`${path}?businessUnitId=${unit.id}&archived=true`)).body,
        "items",
      );
      expect(
        listed.map(({ id }) => id),
        path,
      ).to.include(entry.id);
      expect((await api.remove(`${path}/${entry.id}`)).status, path).to.equal(204);
      refused(await api.get(`${path}/${entry.id}`), 404);
    }
  });

  it("C17: refuses what cannot be: due day 32, an unknown form, a name of nothing or of 200 characters", async () => {
    const { id: businessUnitId } = await aUnit(api);
    refused(await api.post("/due-days", { businessUnitId, day: 32, closingDay: 1 }), 400, "/day");
    expect(
      (await api.made("/due-days", { businessUnitId, day: 31, closingDay: 31 }))["day"],
    ).to.equal(31);
    refused(await api.post("/due-days", { businessUnitId, day: 31, closingDay: 1 }), 409, "/day");
    const form = { businessUnitId, name: "Cheque", kind: "cheque" };
    refused(await api.post("/payment-forms", form), 400, "/kind");
    refused(await api.post("/salespeople", { name: "  " }), 400, "/name");
    refused(await api.post("/salespeople", { name: "x".repeat(200) }), 400, "/name");
    const name = "Zé 😀'; DROP TABLE salespeople; --";
    expect((await api.made("/salespeople", { name }))["name"]).to.equal(name);
  });

  it("C17: keeps what is in use, says by what it is used, and archives a plan that was sold", async () => {
    const unit = await aUnit(api);
    const customer = await aCustomer(api, unit.city);
    const [plan, unsold] = [await aPlan(api, unit.id), await aPlan(api, unit.id)];
    const seller = await api.made("/salespeople", { businessUnitId: unit.id, name: "Vera" });
    const sale = { customerId: customer.id, planId: plan.id };
    const nobody = { ...sale, salespersonId: "01a00000-0000-7000-8000-000000000000" };
    refused(await api.post("/subscriptions", nobody), 400, "/salespersonId");
    await api.made("/subscriptions", { ...sale, salespersonId: seller.id });
    const used = await api.remove(`/salespeople/${seller.id}`);
    expect([used.status, at(used.body, "details", "subscriptions")]).to.deep.equal([409, "1"]);
    const unitUsed = await api.remove(`/business-units/${unit.id}`);
    expect([unitUsed.status, at(unitUsed.body, "details", "customers")]).to.deep.equal([409, "1"]);
    const archived = await api.remove(`/plans/${plan.id}`);
    expect([archived.status, archived.body["archived"]]).to.deep.equal([200, true]);
    expect((await api.remove(`/plans/${unsold.id}`)).status).to.equal(204);
    refused(await api.get(`/plans/${unsold.id}`), 404);
    refused(await api.post("/subscriptions", sale), 400, "/planId");
    const offered = listAt((await api.get(`/plans?businessUnitId=${unit.id}`)).body, "items");
    expect(offered).to.deep.equal([]);
    refused(await api.patch(`/plans/${plan.id}`, { kind: "email" }, '"2"'), 400, "/kind");
    const back = await api.patch(`/plans/${plan.id}`, { archived: false }, '"2"');
    expect(back.body["archived"]).to.equal(false);
  });

  it("C17: changes a business unit, and removes one that nothing stands in", async () => {
    const unit = await aUnit(api);
    const other = await aUnit(api);
    const path = `/business-units/${unit.id}`;
    const edited = await api.patch(path, { otherCities: [`Cambé ${mark()}`] }, '"1"');
    expect([edited.status, edited.body["city"]]).to.deep.equal([200, unit.city]);
    refused(await api.patch(path, { city: other.city }, '"2"'), 409, "/city");
    refused(await api.patch(path, { closingDay: 0 }, '"2"'), 400, "/closingDay");
    expect((await api.remove(path)).status).to.equal(204);
    refused(await api.get(path), 404);
  });

  it("C17, D9: adds statuses of the provider's own; the seeded ones may only be renamed", async () => {
    const key = `no-spc-${mark()}`;
    const body = { key, name: "Em negociação", list: "active", connects: false, bills: false };
    refused(await api.post("/statuses", { ...body, list: "cancelled" }), 400, "/list");
    const created = await api.post("/statuses", body);
    expect([created.status, created.body["settable"]]).to.deep.equal([201, true]);
    refused(await api.post("/statuses", body), 409, "/key");
    const unit = await aUnit(api);
    const customer = await aCustomer(api, unit.city);
    const plan = await aPlan(api, unit.id);
    const sale = { customerId: customer.id, planId: plan.id };
    const held = await api.made("/subscriptions", { ...sale, status: key });
    expect([held["status"], held["list"], held["service"]]).to.deep.equal([key, "active", "off"]);
    refused(await api.patch(`/statuses/${key}`, { bills: true }, '"1"'), 409);
    const renamed = await api.patch(`/statuses/${key}`, { name: "Negociando" }, '"1"');
    expect(renamed.body["name"]).to.equal("Negociando");
    refused(await api.remove(`/statuses/${key}`), 409);
    const back = await api.patch(
      `/subscriptions/${held.id}/detail`,
      { status: "waiting-installation" },
      '"1"',
    );
    expect(back.body["status"]).to.equal("waiting-installation");
    expect((await api.remove(`/statuses/${key}`)).status).to.equal(204);
    const { etag } = await api.get("/statuses/enabled");
    refused(await api.patch("/statuses/enabled", { bills: false }, etag ?? ""), 409);
    refused(await api.remove("/statuses/enabled"), 409);
  });
});
