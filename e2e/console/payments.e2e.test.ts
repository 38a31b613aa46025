import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Page } from "playwright-core";
import { aCustomer, aPlan, aUnit, type Checklist, refused } from "../checklist/shared.ts";
import { listAt } from "../story/api.ts";
import { typed, unitDay } from "../story/days.ts";
import { lookAt } from "./screens.ts";
import { confirmed, type Desk, openDesk } from "./desk.ts";

const reais = (cents: number) => (cents / 100).toFixed(2).replace(".", ",");

describe("the payments of an invoice at the console", function () {
  this.timeout(120_000);
  let desk: Desk;
  let api: Checklist;
  let page: Page;
  let unit: Awaited<ReturnType<typeof aUnit>>;

  before(async function () {
    this.timeout(300_000);
    desk = await openDesk();
    ({ api } = desk);
    unit = await aUnit(api);
    page = await desk.sit();
  });

  after(() => desk?.leave());

  /** An invoice of 90.00 over one plan, issued and due today. */
  async function owed() {
    const customer = await aCustomer(api, unit.city);
    const plan = await aPlan(api, unit.id, { kind: "other", priceCents: 9_000 });
    const sale = { customerId: customer.id, planId: plan.id, status: "enabled" };
    const held = await api.made("/subscriptions", { ...sale, startOn: unitDay(-10) });
    const bill = { on: unitDay(-1), dueOn: unitDay() };
    const invoice = await eventually(async () => {
      const answer = await api.post(`/subscriptions/${held.id}/bill`, bill);
      expect(answer.status).to.equal(201);
      return answer.body;
    });
    const totalCents = Number(invoice["totalCents"]);
    return { customer, held, invoiceId: String(invoice["id"]), totalCents };
  }

  it("C47: are registered at the invoice, in full as the form proposes, and stand in the plan's account", async () => {
    const { customer, held, invoiceId, totalCents } = await owed();
    await page.goto(`/billing/invoices/${invoiceId}`);
    await page.getByRole("button", { name: "Registrar pagamento" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Quita a fatura nesse dia").waitFor();
    await dialog.getByLabel("Forma de pagamento").click();
    await page.getByRole("option", { name: "Boleto" }).waitFor({ state: "attached" });
    await page.keyboard.press("Enter");
    await dialog.getByRole("button", { name: "Registrar pagamento" }).click();
    await confirmed(page, "Pagamento registrado");
    await page.getByText("Paga", { exact: true }).waitFor();
    const { body } = await api.get(`/invoices/${invoiceId}`);
    expect(body).to.include({ state: "paid", paidCents: totalCents, openCents: 0 });
    const account = await api.get(`/subscriptions/${held.id}/account`);
    expect(account.body["openCents"]).to.equal(0);
    await page.goto(`/customers/${customer.id}/subscriptions/${held.id}`);
    await page.getByRole("tab", { name: "Faturamento" }).click();
    const panel = page.getByRole("tabpanel", { name: "Faturamento" });
    await panel.getByRole("row", { name: new RegExp(String(body["number"])) }).waitFor();
    await panel.locator(".ant-table-row-expand-icon").click();
    await panel
      .getByRole("row", { name: new RegExp(typed(unitDay())) })
      .last()
      .waitFor();
  });

  it("C47: are taken back with a reason, which stays in sight, and the invoice is open again", async () => {
    const { held, invoiceId, totalCents } = await owed();
    const forms = await api.get(`/payment-forms?businessUnitId=${unit.id}`);
    const formId = String(listAt(forms.body, "items")[0]?.["id"]);
    const payment = { amountCents: 1_000, paidOn: unitDay(), formId };
    await api.made(`/invoices/${invoiceId}/payments`, payment);
    const part = await api.get(`/subscriptions/${held.id}/account`);
    expect(part.body["openCents"]).to.equal(totalCents - 1_000);
    await page.goto(`/billing/invoices/${invoiceId}`);
    await page.getByRole("button", { name: "Estornar" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Estornar" }).click();
    await dialog.getByText("Informe o motivo").waitFor();
    await dialog.getByLabel("Motivo").fill("Cheque devolvido");
    await dialog.getByRole("button", { name: "Estornar" }).click();
    await confirmed(page, "Pagamento estornado");
    await page.getByText("Cheque devolvido").waitFor();
    const { body } = await api.get(`/invoices/${invoiceId}`);
    expect(body).to.include({ state: "issued", paidCents: 0, openCents: totalCents });
    const [taken] = listAt(body, "payments");
    const again = await api.post(`/payments/${String(taken?.["id"])}/reverse`, { reason: "x" });
    refused(again, 409);
    expect(again.body["code"]).to.equal("billing.payment_reversed");
  });

  it("stand in the statement of the customer with the balance after each, on screen, as CSV and on paper", async () => {
    const { customer, invoiceId, totalCents } = await owed();
    const forms = await api.get(`/payment-forms?businessUnitId=${unit.id}`);
    const formId = String(listAt(forms.body, "items")[0]?.["id"]);
    const payment = { amountCents: 1_000, paidOn: unitDay(), formId };
    await api.made(`/invoices/${invoiceId}/payments`, payment);
    await page.goto(`/customers/${customer.id}?tab=statement`);
    const panel = page.getByRole("tabpanel", { name: "Faturas" });
    const left = reais(totalCents - 1_000);
    await panel
      .getByRole("row", { name: new RegExp(`Pagamento da fatura \\d+.*10,00.*${left}`) })
      .waitFor();
    await panel.getByText("Em aberto hoje").waitFor();
    expect(await lookAt(page, "statement")).to.deep.equal([]);
    const path = `/customers/${customer.id}/statement`;
    const { body } = await api.get(path);
    expect(body).to.include({ openingCents: 0, closingCents: totalCents - 1_000 });
    const [invoice, paid] = listAt(body, "moves");
    expect(invoice).to.include({ kind: "invoice", amountCents: totalCents });
    expect(paid).to.include({ kind: "payment", amountCents: -1_000, on: unitDay() });
    const file = await page.request.get(`/api/v1${path}.csv`);
    expect(await file.text())
      .to.include(`Pagamento;`)
      .and.include(left);
    const paper = await page.request.get(`/api/v1${path}.pdf`);
    expect(paper.headers()["content-type"]).to.equal("application/pdf");
    refused(await api.get(`${path}?fromOn=2026-02-02&toOn=2026-02-01`), 400);
  });

  it("stand in the cash of the day, by operator and form", async () => {
    await page.goto(`/reports/cash?businessUnitId=${unit.id}`);
    const row = page.getByRole("row", { name: /admin Boleto/ });
    await row.waitFor();
    await page.getByRole("row", { name: /Saldo do dia/ }).waitFor();
    const { body } = await api.get(`/reports/cash?businessUnitId=${unit.id}&on=${unitDay()}`);
    const [line] = listAt(body, "lines");
    expect(line).to.include({ operatorName: "admin", payments: 3, reversals: 1 });
    refused(await api.get("/reports/cash?on=hoje"), 400);
  });

  it("leave open what is not paid, which stands by its age", async () => {
    const { totalCents } = await owed();
    await page.goto(`/reports/aging?businessUnitId=${unit.id}`);
    await page.getByRole("row", { name: /^A vencer R\$/ }).waitFor();
    const { body } = await api.get(`/reports/aging?businessUnitId=${unit.id}&on=${unitDay()}`);
    const [notDue] = listAt(body, "bands");
    expect(Number(notDue?.["openCents"])).to.be.at.least(totalCents);
    const { body: later } = await api.get(
      `/reports/aging?businessUnitId=${unit.id}&on=${unitDay(40)}`,
    );
    expect(listAt(later, "bands")[3]?.["invoices"]).to.equal(notDue?.["invoices"]);
  });

  it("are not asked for any more once the invoice was taken back by a credit note, whose days are billed again", async () => {
    const { held, invoiceId, totalCents } = await owed();
    await page.goto(`/billing/invoices/${invoiceId}`);
    await page.getByRole("button", { name: "Estornar fatura" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Motivo").fill("Cobrança em dobro");
    await dialog.getByRole("button", { name: "Estornar fatura" }).click();
    await confirmed(page, "Fatura estornada");
    await page.getByText(/Cancelada pela nota de crédito \d+/).waitFor();
    await page.getByText(/Cobrança em dobro/).waitFor();
    const { body } = await api.get(`/invoices/${invoiceId}`);
    expect(body).to.include({ state: "cancelled", openCents: 0 });
    const bill = { on: unitDay(-1), dueOn: unitDay() };
    const again = await api.post(`/subscriptions/${held.id}/bill`, bill);
    expect(again.body["totalCents"], JSON.stringify(again.body)).to.equal(totalCents);
  });

  it("are refused with a word at the field that is wrong", async () => {
    const { invoiceId } = await owed();
    const forms = await api.get(`/payment-forms?businessUnitId=${unit.id}`);
    const formId = String(listAt(forms.body, "items")[0]?.["id"]);
    const paying = { amountCents: 1_000, paidOn: unitDay(), formId };
    const path = `/invoices/${invoiceId}/payments`;
    refused(await api.post(path, { ...paying, paidOn: unitDay(1) }), 400, "/paidOn");
    refused(await api.post(path, { ...paying, amountCents: 0 }), 400, "/amountCents");
    refused(await api.post(path, { ...paying, amountCents: 10.5 }), 400, "/amountCents");
    refused(await api.post(path, { ...paying, formId: invoiceId }), 400, "/formId");
    refused(await api.post(path, { ...paying, note: "x" }), 400);
  });
});
