import { eventually } from "@isp/testing";
import { expect } from "chai";
import { before, describe, it } from "mocha";
import { at, listAt } from "../story/api.ts";
import { aCustomer, aPlan, aUnit, type Checklist, mark, refused, sharedSystem } from "./shared.ts";

describe("what a plan is billed by", function () {
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

  it("C33, C34: inherits form and due day from the first plan; both may be changed afterwards", async () => {
    const sale = await someone();
    const form = await api.made("/payment-forms", {
      businessUnitId: unit.id,
      name: mark(),
      kind: "pix",
    });
    // Day 10 is taken by the due day that every unit starts with.
    const dueDay = { businessUnitId: unit.id, day: 17, closingDay: 31 };
    const { id: dueDayId } = await api.made("/due-days", dueDay);
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
