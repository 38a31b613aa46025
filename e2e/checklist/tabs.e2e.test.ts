import { expect } from "chai";
import { before, describe, it } from "mocha";
import { at } from "../story/api.ts";
import { unitDay } from "../story/days.ts";
import { aCustomer, aPlan, aUnit, type Checklist, mark, refused, sharedSystem } from "./shared.ts";

describe("the tabs of a plan", function () {
  this.timeout(60_000);
  let api: Checklist;
  let unit: { readonly id: string; readonly city: string };

  before(async function () {
    this.timeout(300_000);
    ({ api } = await sharedSystem());
    unit = await aUnit(api);
  });

  const someone = async () => {
    const customer = await aCustomer(api, unit.city);
    const plan = await aPlan(api, unit.id);
    return { customerId: customer.id, planId: plan.id };
  };

  it("C22: starts today where no day is given, and may start in the past or on 29 February", async () => {
    const sale = await someone();
    const started = async (startOn?: string) =>
      (await api.made("/subscriptions", { ...sale, ...(startOn && { startOn }) }))["startOn"];
    expect(await started()).to.equal(unitDay());
    expect(await started("2007-05-21")).to.equal("2007-05-21");
    expect(await started("2028-02-29")).to.equal("2028-02-29");
    refused(await api.post("/subscriptions", { ...sale, startOn: "2027-02-29" }), 400, "/startOn");
  });

  it("C23: takes its business unit from the customer's city; no field changes it", async () => {
    const sale = await someone();
    const held = await api.made("/subscriptions", sale);
    expect(held["businessUnitId"]).to.equal(unit.id);
    const asked = { ...sale, businessUnitId: (await aUnit(api)).id };
    refused(await api.post("/subscriptions", asked), 400, "/businessUnitId");
  });

  it("C24, C43: gives contract numbers in order of registration, never chosen", async () => {
    const sale = await someone();
    const one = await api.made("/subscriptions", sale);
    const other = await api.made("/subscriptions", sale);
    expect(Number(other["number"])).to.be.greaterThan(Number(one["number"]));
    refused(await api.post("/subscriptions", { ...sale, number: 7 }), 400, "/number");
  });

  it("C25: needs a plan", async () => {
    const { customerId } = await someone();
    refused(await api.post("/subscriptions", { customerId }), 400, "/planId");
  });

  it("C26: takes a routing point for broadband and extra points only", async () => {
    const { customerId } = await someone();
    const point = await api.made("/routing-points", { businessUnitId: unit.id, name: "Torre 1" });
    const sold = async (kind: string) => {
      const plan = await aPlan(api, unit.id, { kind });
      return api.post("/subscriptions", { customerId, planId: plan.id, routingPointId: point.id });
    };
    expect((await sold("broadband")).body["routingPointId"]).to.equal(point.id);
    expect((await sold("ivr-extra-point")).status).to.equal(201);
    refused(await sold("dial-up"), 400, "/routingPointId");
    refused(await sold("hosting"), 400, "/routingPointId");
  });

  it("C27: takes trial days from the catalogue at the sale, and lets them be edited afterwards", async () => {
    const sale = await someone();
    refused(await api.post("/subscriptions", { ...sale, trialDays: 5 }), 400, "/trialDays");
    const held = await api.made("/subscriptions", sale);
    const path = `/subscriptions/${held.id}/detail`;
    expect((await api.patch(path, { trialDays: 20 }, '"1"')).body["trialDays"]).to.equal(20);
    refused(await api.patch(path, { trialDays: -1 }, '"2"'), 400, "/trialDays");
  });

  it("C28: gives the rest of the month where the plan says proportional trial", async () => {
    const { customerId } = await someone();
    const plan = await aPlan(api, unit.id, { proportionalTrial: true, trialDays: 3 });
    const sale = { customerId, planId: plan.id, startOn: "2026-05-21" };
    expect((await api.made("/subscriptions", sale))["trialDays"]).to.equal(10);
  });

  it("C29, C30: is active in service only when enabled; the administrative suspension touches no server", async () => {
    const sale = await someone();
    const waiting = await api.made("/subscriptions", sale);
    expect([waiting["status"], waiting["service"]]).to.deep.equal(["waiting-installation", "off"]);
    const access = { username: `c29-${mark()}`, password: "segredo-29" };
    const on = await api.made("/subscriptions", { ...sale, status: "enabled", access });
    expect([on["status"], on["service"]]).to.deep.equal(["enabled", "on"]);
    const status = "suspended-administrative";
    const edited = await api.patch(`/subscriptions/${on.id}/detail`, { status }, '"1"');
    expect([edited.body["status"], edited.body["service"]]).to.deep.equal([status, "on"]);
    const suspended = await api.patch(
      `/subscriptions/${on.id}/detail`,
      { status: "suspended" },
      '"2"',
    );
    expect([suspended.status, at(suspended.body, "details", "operation")]).to.deep.equal([
      409,
      "suspend",
    ]);
  });

  it("C31, C32: keeps its own advance billing and its seller", async () => {
    const sale = await someone();
    const seller = await api.made("/salespeople", { businessUnitId: unit.id, name: "Vera 😀" });
    const body = { ...sale, advanceBilling: true, salespersonId: seller.id };
    const held = await api.made("/subscriptions", body);
    expect([held["advanceBilling"], held["salespersonId"]]).to.deep.equal([true, seller.id]);
  });

  it("C40: keeps the contract: fee, parts, sale, activation, validity and the expiry that follows (D7)", async () => {
    const sale = await someone();
    const contract = {
      installFeeCents: 10_000,
      installments: 3,
      soldOn: "2024-02-20",
      activatedOn: "2024-02-29",
      validityMonths: 12,
      cancellationFormula: "300,00",
    };
    const installationAddress = "Rua Sergipe, 100, fundos";
    const held = await api.made("/subscriptions", { ...sale, contract, installationAddress });
    expect(held["contract"]).to.include({ ...contract, expiresOn: "2025-02-28" });
    expect(held["installationAddress"]).to.equal(installationAddress);
    const path = `/subscriptions/${held.id}/contract`;
    const edited = await api.patch(path, { validityMonths: 24 }, '"1"');
    expect(edited.body["contract"]).to.include({ expiresOn: "2026-02-28", installments: 3 });
    refused(await api.patch(path, { installments: 0 }, '"2"'), 400, "/installments");
    const formula = { cancellationFormula: "process.exit()" };
    refused(await api.patch(path, formula, '"2"'), 400, "/cancellationFormula");
    const wrong = { ...sale, contract: { ...contract, installments: 200 } };
    refused(await api.post("/subscriptions", wrong), 400, "/contract/installments");
  });

  it("C41, C42: takes a login only for an enabled connection plan", async () => {
    const sale = await someone();
    const access = { username: `c41-${mark()}`, password: "segredo-41" };
    refused(await api.post("/subscriptions", { ...sale, access }), 400, "/access");
    const hosting = await aPlan(api, unit.id, { kind: "hosting" });
    const wrong = { ...sale, planId: hosting.id, status: "enabled", access };
    refused(await api.post("/subscriptions", wrong), 400, "/access");
    const held = await api.made("/subscriptions", { ...sale, status: "enabled", access });
    expect(held["operationId"]).to.be.a("string");
  });

  it("C45: edits each tab apart, each under a version of its own, and says whose edit was there first", async () => {
    const sale = await someone();
    const held = await api.made("/subscriptions", sale);
    const path = `/subscriptions/${held.id}`;
    expect(held["etags"]).to.include({ detail: "1", billing: "1", contract: "1" });
    expect((await api.patch(`${path}/detail`, { trialDays: 5 }, '"1"')).status).to.equal(200);
    expect((await api.patch(`${path}/billing`, { notes: "a" }, '"1"')).status).to.equal(200);
    expect((await api.patch(`${path}/contract`, { validityMonths: 6 }, '"1"')).status).to.equal(
      200,
    );
    const stale = await api.patch(`${path}/billing`, { notes: "b" }, '"1"');
    refused(stale, 412);
    expect(at(stale.body, "details", "changedBy")).to.be.a("string");
    refused(await api.patch(`${path}/contract`, { validityMonths: 7 }), 428);
    const { body } = await api.get(path);
    expect([
      body["trialDays"],
      body["notes"],
      at(body, "contract", "validityMonths"),
    ]).to.deep.equal([5, "a", 6]);
    expect(body["etags"]).to.include({ detail: "2", billing: "2", contract: "2" });
  });
});
