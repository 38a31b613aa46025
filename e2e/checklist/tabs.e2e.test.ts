import { eventually } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { at, listAt } from "../story/api.ts";
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
  const debit = {
    bankCode: "001",
    agency: "1234-5",
    account: "12345-6",
    holder: "Maria da Silva",
    document: "529.982.247-25",
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

  it("C33, C34: inherits form and due day from the first plan; both may be changed afterwards", async () => {
    const sale = await someone();
    const form = await api.made("/payment-forms", {
      businessUnitId: unit.id,
      name: mark(),
      kind: "pix",
    });
    const day = 1 + Math.floor(Math.random() * 28);
    const dueDay = await api.post("/due-days", { businessUnitId: unit.id, day, closingDay: 31 });
    const dueDayId = String(dueDay.body["id"]);
    const first = await api.made("/subscriptions", { ...sale, paymentFormId: form.id, dueDayId });
    expect(first["paymentFormId"]).to.equal(form.id);
    const later = await eventually(async () => {
      const held = await api.made("/subscriptions", sale);
      expect([held["paymentFormId"], held["dueDayId"]]).to.deep.equal([form.id, dueDayId]);
      return held;
    });
    const path = `/subscriptions/${later.id}/billing`;
    const back = await api.patch(path, { paymentFormId: null, dueDayId: null }, '"1"');
    expect([back.body["paymentFormId"], back.body["dueDayId"], back.etag]).to.deep.equal([
      null,
      null,
      '"2"',
    ]);
    const elsewhere = { dueDayId: "01a00000-0000-7000-8000-000000000000" };
    refused(await api.patch(path, elsewhere, '"2"'), 400, "/dueDayId");
    refused(await api.remove(`/payment-forms/${form.id}`), 409);
    refused(await api.remove(`/due-days/${dueDayId}`), 409);
  });

  it("C35: draws from a debit account of the customer, and of nobody else", async () => {
    const [sale, other] = [await someone(), await someone()];
    const account = await api.made(`/customers/${sale.customerId}/debit-accounts`, debit);
    const body = { ...sale, debitAccountId: account.id };
    const held = await api.made("/subscriptions", body);
    expect(held["debitAccountId"]).to.equal(account.id);
    const stolen = { ...other, debitAccountId: account.id };
    refused(await api.post("/subscriptions", stolen), 400, "/debitAccountId");
    const edit = await api.patch(
      `/subscriptions/${held.id}/billing`,
      { debitAccountId: null },
      '"1"',
    );
    expect(edit.body["debitAccountId"]).to.equal(null);
  });

  it("C36, C37, C38: shows the plan's price, takes a discount in R$ or %, and shows what is to pay", async () => {
    const sale = await someone();
    const sold = (discount: object) => api.post("/subscriptions", { ...sale, discount });
    const due = async (discount: object) => {
      const { body } = await sold(discount);
      return [body["priceCents"], body["payableCents"]];
    };
    expect(await due({ amountCents: 2_500 })).to.deep.equal([9_000, 6_500]);
    expect(await due({ percent: 50 })).to.deep.equal([9_000, 4_500]);
    expect(await due({ percent: 33.33 })).to.deep.equal([9_000, 6_000]);
    expect(await due({ percent: 100 })).to.deep.equal([9_000, 0]);
    expect(await due({ amountCents: 9_000 })).to.deep.equal([9_000, 0]);
    refused(await sold({ percent: 101 }), 400);
    refused(await sold({ percent: -1 }), 400);
    refused(await sold({ amountCents: 9_001 }), 400, "/discount");
    refused(await api.post("/subscriptions", { ...sale, payableCents: 1 }), 400, "/payableCents");
    const held = await api.made("/subscriptions", sale);
    const path = `/subscriptions/${held.id}/billing`;
    const edited = await api.patch(path, { discount: { percent: 10 } }, '"1"');
    expect(edited.body["payableCents"]).to.equal(8_100);
    refused(await api.patch(path, { discount: { amountCents: 9_001 } }, '"2"'), 400, "/discount");
    const none = await api.patch(path, { discount: null }, '"2"');
    expect([none.body["discount"], none.body["payableCents"]]).to.deep.equal([null, 9_000]);
  });

  it("C39: keeps notes as they were written", async () => {
    const sale = await someone();
    const notes = "Poste 7 — ligar antes 📞\n'; DROP TABLE subscriptions; -- {{7*7}} <b>";
    const held = await api.made("/subscriptions", { ...sale, notes });
    expect((await api.get(`/subscriptions/${held.id}`)).body["notes"]).to.equal(notes);
    refused(await api.post("/subscriptions", { ...sale, notes: "x".repeat(4_001) }), 400, "/notes");
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

  it("C47: shows and corrects the last closing, and lists the account of the plan", async () => {
    const sale = await someone();
    const held = await api.made("/subscriptions", { ...sale, startOn: "2026-05-21" });
    const path = `/subscriptions/${held.id}`;
    const etag = await eventually(async () => {
      const version = at((await api.get(path)).body, "etags", "invoicing");
      expect(version).to.be.a("string");
      return `"${String(version)}"`;
    });
    const corrected = await api.patch(`${path}/invoicing`, { lastClosingOn: "2026-05-31" }, etag);
    expect(corrected.body).to.include({
      lastClosingOn: "2026-05-31",
      billedThroughOn: "2026-05-31",
    });
    expect((await api.get(path)).body["lastClosingOn"]).to.equal("2026-05-31");
    refused(await api.patch(`${path}/invoicing`, { lastClosingOn: "2026-04-30" }, etag), 412);
    const ahead = { lastClosingOn: "2126-05-31" };
    refused(
      await api.patch(`${path}/invoicing`, ahead, corrected.etag ?? ""),
      400,
      "/lastClosingOn",
    );
    const account = await api.get(`${path}/account`);
    expect(account.body).to.deep.equal({ items: [], openCents: 0 });
  });

  it("C3, C55: keeps debit accounts of a customer: checked, masked, and kept while a plan uses them", async () => {
    const sale = await someone();
    const path = `/customers/${sale.customerId}/debit-accounts`;
    refused(await api.post(path, { ...debit, document: "52998224724" }), 400, "/document");
    refused(await api.post(path, { ...debit, bankCode: "X" }), 400, "/bankCode");
    const account = await api.made(path, debit);
    expect([account["account"], account["document"]]).to.deep.equal(["•••45-6", "•••••••4725"]);
    refused(await api.post(path, debit), 409, "/account");
    const one = `/debit-accounts/${account.id}`;
    const edited = await api.patch(one, { agency: "4321" }, '"1"');
    expect([edited.body["agency"], edited.body["account"]]).to.deep.equal(["4321", "•••45-6"]);
    refused(await api.patch(one, { agency: "1" }, '"1"'), 412);
    const held = await api.made("/subscriptions", { ...sale, debitAccountId: account.id });
    await eventually(async () => {
      const { body } = await api.get(`/subscriptions/${held.id}`);
      expect(at(body, "etags", "invoicing")).to.be.a("string");
    });
    refused(await api.remove(one), 409);
    const listed = listAt((await api.get(path)).body, "items");
    expect(listed.map(({ id }) => id)).to.deep.equal([account.id]);
    const spare = await api.made(path, { ...debit, account: "99-9" });
    expect((await api.remove(`/debit-accounts/${spare.id}`)).status).to.equal(204);
  });
});
