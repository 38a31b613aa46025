import { eventually } from "@isp/testing";
import { expect } from "chai";
import { before, describe, it } from "mocha";
import { at, listAt } from "../story/api.ts";
import { unitDay } from "../story/days.ts";
import { aCustomer, aPlan, aUnit, type Checklist, refused, sharedSystem } from "./shared.ts";

const absurd = [-1, 0.001, 10 ** 15, "9000", Number.MAX_SAFE_INTEGER + 1];

describe("whoever plays with amounts", function () {
  this.timeout(120_000);
  let api: Checklist;
  let unit: Awaited<ReturnType<typeof aUnit>>;

  before(async function () {
    this.timeout(300_000);
    ({ api } = await sharedSystem());
    unit = await aUnit(api);
  });

  /** A customer with an invoice that is open, and the form in which he pays. */
  async function owed() {
    const customer = await aCustomer(api, unit.city);
    const plan = await aPlan(api, unit.id, { kind: "other" });
    const sale = { customerId: customer.id, planId: plan.id, status: "enabled" };
    const held = await api.made("/subscriptions", { ...sale, startOn: unitDay(-10) });
    const invoice = await eventually(async () => {
      const bill = { on: unitDay(-1), dueOn: unitDay() };
      const answer = await api.post(`/subscriptions/${held.id}/bill`, bill);
      expect(answer.status).to.equal(201);
      return answer.body;
    });
    const forms = await api.get(`/payment-forms?businessUnitId=${unit.id}`);
    const formId = String(listAt(forms.body, "items")[0]?.["id"]);
    const totalCents = Number(invoice["totalCents"]);
    return { customer, sale, invoiceId: String(invoice["id"]), totalCents, formId };
  }

  it("S73: is refused amounts below nothing, parts of a centavo and more than anybody owes, at each field", async () => {
    const { customer, invoiceId, formId } = await owed();
    const paying = { paidOn: unitDay(), formId };
    const plan = { businessUnitId: unit.id, name: "Abuso", kind: "email" };
    const mailboxes = { included: 1, quotaMb: 10 };
    for (const amount of absurd) {
      const { body } = await api.get(`/invoices/${invoiceId}`);
      refused(
        await api.post(`/invoices/${invoiceId}/payments`, { ...paying, amountCents: amount }),
        400,
        "/amountCents",
      );
      const payout = { ...paying, businessUnitId: unit.id, amountCents: amount };
      refused(
        await api.post(`/customers/${customer.id}/credit-payouts`, payout),
        400,
        "/amountCents",
      );
      refused(await api.post("/plans", { ...plan, priceCents: amount }), 400, "/priceCents");
      const fee = { ...mailboxes, additionalFeeCents: amount };
      refused(await api.post("/plans", { ...plan, priceCents: 100, mailboxes: fee }), 400);
      expect((await api.get(`/invoices/${invoiceId}`)).body).to.deep.equal(body);
    }
    // There is no currency to change.
    const dollars = { ...paying, amountCents: 100, currency: "USD" };
    refused(await api.post(`/invoices/${invoiceId}/payments`, dollars), 400);
    refused(await api.post("/due-days", { businessUnitId: unit.id, day: 32, closingDay: 31 }), 400);
  });

  it("S73: gives no discount above the price, and none of more than all of it", async () => {
    const { sale } = await owed();
    for (const discount of [
      { percent: 101 },
      { percent: -1 },
      { basisPoints: 10_100 },
      { amountCents: 9_001 },
      { amountCents: -1 },
    ])
      refused(await api.post("/subscriptions", { ...sale, discount }), 400);
  });

  it("S73, S74: pays nothing back twice, however many ask for it at the same time", async () => {
    const { customer, invoiceId, totalCents, formId } = await owed();
    const paying = { paidOn: unitDay(), formId };
    const paid = await api.made(`/invoices/${invoiceId}/payments`, {
      ...paying,
      amountCents: totalCents + 2_000,
    });
    const payout = { ...paying, businessUnitId: unit.id, amountCents: 1_500 };
    const payouts = await Promise.all(
      Array.from({ length: 20 }, () =>
        api.post(`/customers/${customer.id}/credit-payouts`, payout),
      ),
    );
    expect(payouts.filter(({ status }) => status === 201)).to.have.length(1);
    for (const { status } of payouts) expect(status).to.be.oneOf([201, 409]);
    const reverse = { reason: "em dobro" };
    // What went back to him is not taken out of the payment as well.
    refused(await api.post(`/payments/${paid.id}/reverse`, reverse), 409);
    const back = String(at(payouts.find(({ status }) => status === 201)?.body, "id"));
    const reversals = await Promise.all(
      Array.from({ length: 20 }, () => api.post(`/credit-payouts/${back}/reverse`, reverse)),
    );
    expect(reversals.filter(({ status }) => status === 200)).to.have.length(1);
    const refunds = await Promise.all(
      Array.from({ length: 20 }, () => api.post(`/payments/${paid.id}/reverse`, reverse)),
    );
    expect(refunds.filter(({ status }) => status === 200)).to.have.length(1);
    const { body } = await api.get(`/customers/${customer.id}/statement`);
    expect(body["closingCents"]).to.equal(totalCents);
    expect((await api.get(`/customers/${customer.id}/credit`)).body["items"]).to.have.length(1);
  });
});
