import { expect } from "chai";
import { before, describe, it } from "mocha";
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
