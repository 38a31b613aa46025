import { expect } from "chai";
import { describe, it } from "mocha";
import { someCpf } from "../console/rest.ts";
import { at, listAt } from "../story/api.ts";
import { aCustomer, aPlan, aUnit, type Checklist, mark, refused, sharedSystem } from "./shared.ts";

describe("the catalogue", function () {
  this.timeout(60_000);
  let api: Checklist;

  before(async function () {
    this.timeout(300_000);
    ({ api } = await sharedSystem());
  });

  it("C5, C6: keeps plans per business unit; another unit does not offer them", async () => {
    const [one, other] = [await aUnit(api), await aUnit(api)];
    const plan = await aPlan(api, one.id);
    const offered = listAt((await api.get(`/plans?businessUnitId=${one.id}`)).body, "items");
    expect(offered.map(({ id }) => id)).to.deep.equal([plan.id]);
    const elsewhere = listAt((await api.get(`/plans?businessUnitId=${other.id}`)).body, "items");
    expect(elsewhere).to.deep.equal([]);
    const stranger = await aCustomer(api, other.city);
    const sale = { customerId: stranger.id, planId: plan.id };
    refused(await api.post("/subscriptions", sale), 400, "/planId");
  });

  it("C7: knows dial-up, broadband, extra points, e-mail, hosting and other plans, no more", async () => {
    const { id } = await aUnit(api);
    for (const kind of ["dial-up", "broadband", "ivr-extra-point", "email", "hosting", "other"])
      expect((await aPlan(api, id, { kind }))["kind"]).to.equal(kind);
    const plan = { businessUnitId: id, name: "X", priceCents: 1, kind: "fax" };
    refused(await api.post("/plans", plan), 400, "/kind");
  });

  it("C8: offers per plan the right-click options that are ticked, out of a closed list (D21)", async () => {
    const { id } = await aUnit(api);
    const plan = await aPlan(api, id, { options: ["new-ip", "disconnect"] });
    expect(plan["options"]).to.deep.equal(["new-ip", "disconnect"]);
    const options = ["new-ip", "format-disk"];
    const edit = await api.patch(`/plans/${plan.id}`, { options }, '"1"');
    refused(edit, 400, "/options");
    const ticked = await api.patch(`/plans/${plan.id}`, { options: ["new-email"] }, '"1"');
    expect(ticked.body["options"]).to.deep.equal(["new-email"]);
  });

  it("C9, C10: gives its trial days to new sales, and the rest of the month where it says so", async () => {
    const unit = await aUnit(api);
    const customer = await aCustomer(api, unit.city);
    const sold = async (extra: object) => {
      const plan = await aPlan(api, unit.id, extra);
      const body = { customerId: customer.id, planId: plan.id, startOn: "2026-05-21" };
      return (await api.made("/subscriptions", body))["trialDays"];
    };
    expect(await sold({ trialDays: 20 })).to.equal(20);
    expect(await sold({ trialDays: 0, proportionalTrial: true })).to.equal(10);
    expect(await sold({})).to.equal(0);
    const negative = {
      businessUnitId: unit.id,
      name: "X",
      kind: "other",
      priceCents: 1,
      trialDays: -1,
    };
    refused(await api.post("/plans", negative), 400, "/trialDays");
  });

  it("C11: bills in advance where the plan says so, else where the unit does", async () => {
    const unit = await aUnit(api, { advanceBilling: true });
    const customer = await aCustomer(api, unit.city);
    const plan = await aPlan(api, unit.id);
    const sale = { customerId: customer.id, planId: plan.id };
    expect((await api.made("/subscriptions", sale))["advanceBilling"]).to.equal(true);
    await api.patch(`/plans/${plan.id}`, { advanceBilling: false }, '"1"');
    expect((await api.made("/subscriptions", sale))["advanceBilling"]).to.equal(false);
    await api.patch(`/plans/${plan.id}`, { advanceBilling: null }, '"2"');
    expect((await api.made("/subscriptions", sale))["advanceBilling"]).to.equal(true);
    const own = { ...sale, advanceBilling: false };
    expect((await api.made("/subscriptions", own))["advanceBilling"]).to.equal(false);
  });

  it("C12: prices a sale by the catalogue; a new price is a new version and what was sold keeps its own (R19)", async () => {
    const unit = await aUnit(api);
    const customer = await aCustomer(api, unit.city);
    const plan = await aPlan(api, unit.id);
    const sale = { customerId: customer.id, planId: plan.id };
    const before = await api.made("/subscriptions", sale);
    const edited = await api.patch(`/plans/${plan.id}`, { priceCents: 12_000 }, '"1"');
    expect([edited.status, edited.body["priceCents"], edited.etag]).to.deep.equal([
      200,
      12_000,
      '"2"',
    ]);
    const after = await api.made("/subscriptions", sale);
    const kept = await api.get(`/subscriptions/${before.id}`);
    expect([kept.body["priceCents"], after["priceCents"]]).to.deep.equal([9_000, 12_000]);
    const prices = listAt((await api.get(`/plans/${plan.id}/prices`)).body, "items");
    expect(prices.map((price) => [price["priceCents"], price["subscriptions"]])).to.deep.equal([
      [12_000, 1],
      [9_000, 1],
    ]);
    refused(await api.post("/subscriptions", { ...sale, priceCents: 1 }), 400, "/priceCents");
  });

  it("C13: says a plan's speed, and its name may say it too", async () => {
    const { id } = await aUnit(api);
    const speed = { businessHours: { downKbps: 512, upKbps: 128 } };
    const plan = await aPlan(api, id, { name: "Banda Larga 512 Kbps 🚀", speed });
    expect(plan["name"]).to.equal("Banda Larga 512 Kbps 🚀");
    expect(at(plan, "speed", "otherHours", "downKbps")).to.equal(512);
  });

  it("C15: keeps routing points: tower, condominium, server, radio, pole and others", async () => {
    const { id: businessUnitId } = await aUnit(api);
    for (const kind of ["tower", "condominium", "server", "radio", "pole", "other"]) {
      const point = await api.made("/routing-points", { businessUnitId, name: "Centro", kind });
      expect(point["kind"]).to.equal(kind);
    }
    const point = await api.made("/routing-points", {
      businessUnitId,
      name: "Torre",
      kind: "tower",
    });
    const path = `/routing-points/${point.id}`;
    const { etag } = await api.get(path);
    const renamed = await api.patch(path, { name: "Torre do Centro" }, etag ?? "");
    expect([renamed.status, renamed.body["name"], renamed.body["kind"]]).to.deep.equal([
      200,
      "Torre do Centro",
      "tower",
    ]);
    refused(await api.patch(path, { name: "X" }, etag ?? ""), 412);
    refused(await api.patch(path, { name: "X" }), 428);
    expect((await api.remove(path)).status).to.equal(204);
  });

  it("C16: keeps IP classes with the mask of their range", async () => {
    const { id: businessUnitId } = await aUnit(api);
    const body = { businessUnitId, name: "CGNAT", cidr: "100.64.0.0/22", gateway: "100.64.0.1" };
    const entry = await api.made("/ip-classes", body);
    expect(entry["netmask"]).to.equal("255.255.252.0");
    refused(await api.post("/ip-classes", { ...body, cidr: "100.64.0.9/22" }), 400, "/cidr");
    const path = `/ip-classes/${entry.id}`;
    const renamed = await api.patch(path, { name: "CGNAT Norte", dns1: "9.9.9.9" }, '"1"');
    expect([renamed.body["name"], renamed.body["dns1"], renamed.body["cidr"]]).to.deep.equal([
      "CGNAT Norte",
      "9.9.9.9",
      "100.64.0.0/22",
    ]);
    refused(await api.remove(path, '"1"'), 412);
    expect((await api.remove(path, '"2"')).status).to.equal(204);
    refused(await api.get(path), 404);
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

  it("C18: finds customers by what an operator types: part of a name, document or street", async () => {
    const unit = await aUnit(api);
    const [name, document] = [`Antônio ${mark()}`, someCpf()];
    const street = `Rua Goiás ${mark()}`;
    const customer = await aCustomer(api, unit.city, { name, document, address: `${street}, 20` });
    const typed = [name.slice(0, 11).replace("ô", "o"), document, document.slice(0, 9)];
    for (const text of [...typed, street.replace("á", "a").toLowerCase()]) {
      const found = await api.get(`/customers?q=${encodeURIComponent(text)}`);
      const ids = listAt(found.body, "items").map(({ id }) => id);
      expect(ids, text).to.include(customer.id);
    }
    const nobody = await api.get(`/customers?q=${encodeURIComponent(`ninguém ${mark()}`)}`);
    expect(listAt(nobody.body, "items")).to.deep.equal([]);
  });
});
