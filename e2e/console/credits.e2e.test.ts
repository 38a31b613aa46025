import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Page } from "playwright-core";
import { aCustomer, aPlan, aUnit, type Checklist, mark } from "../checklist/shared.ts";
import { listAt } from "../story/api.ts";
import { monthsBack, typed, unitDay } from "../story/days.ts";
import { choose, confirmed, type Desk, openDesk } from "./desk.ts";
import { lookAt } from "./screens.ts";

const reais = (cents: number) => (cents / 100).toFixed(2).replace(".", ",");

describe("money that is the customer's own, at the console", function () {
  this.timeout(150_000);
  let desk: Desk;
  let api: Checklist;
  let page: Page;
  let unit: Awaited<ReturnType<typeof aUnit>>;

  before(async function () {
    this.timeout(300_000);
    desk = await openDesk();
    ({ api } = desk);
    unit = await aUnit(api);
    await api.made("/payment-forms", { businessUnitId: unit.id, name: "Pix", kind: "pix" });
    page = await desk.sit();
  });

  after(() => desk?.leave());

  /** A customer who holds a plan of 90.00 that billing has heard of. */
  async function sold(startOn: string, extra: object = {}) {
    const customer = await aCustomer(api, unit.city);
    const plan = await aPlan(api, unit.id, { kind: "other", priceCents: 9_000 });
    const sale = { customerId: customer.id, planId: plan.id, status: "enabled", startOn };
    const held = await api.made("/subscriptions", { ...sale, ...extra });
    await eventually(async () => {
      const { status } = await api.get(`/subscriptions/${held.id}/bill-preview`);
      expect(status).to.equal(200);
    });
    const path = `/customers/${customer.id}/subscriptions/${held.id}`;
    return { customer, held, number: String(held["number"]), path };
  }

  async function owed() {
    const { customer, held } = await sold(unitDay(-10));
    const bill = { on: unitDay(-1), dueOn: unitDay() };
    const invoice = await api.made(`/subscriptions/${held.id}/bill`, bill);
    return { customer, invoiceId: invoice.id, totalCents: Number(invoice["totalCents"]) };
  }

  /** Registers a payment at the invoice that is open, as a hand does. */
  async function pays(cents: number): Promise<void> {
    await page.getByRole("button", { name: "Registrar pagamento" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Quita a fatura nesse dia").waitFor();
    await dialog.getByLabel("Valor").fill(reais(cents));
    await choose(page, "Forma de pagamento", "Boleto");
    await dialog.getByRole("button", { name: "Registrar pagamento" }).click();
    await confirmed(page, "Pagamento registrado");
    await dialog.waitFor({ state: "detached" });
  }

  it("C47: comes of an invoice that is paid in part, and then with more than is open", async () => {
    const { customer, invoiceId, totalCents } = await owed();
    await page.goto(`/billing/invoices/${invoiceId}`);
    await pays(1_000);
    await page.getByText("Para quitar hoje").waitFor();
    await page
      .getByText(reais(totalCents - 1_000))
      .first()
      .waitFor();
    expect((await api.get(`/invoices/${invoiceId}`)).body).to.include({
      state: "issued",
      paidCents: 1_000,
      openCents: totalCents - 1_000,
    });
    await pays(totalCents);
    await page.getByText("Pago a mais (crédito do cliente)").waitFor();
    const { body } = await api.get(`/invoices/${invoiceId}`);
    expect(body).to.include({ state: "paid", paidCents: totalCents, surplusCents: 1_000 });
    await page.goto(`/customers/${customer.id}?tab=invoices`);
    const credit = page.getByRole("region", { name: "Crédito do cliente" });
    await credit.getByText("Crédito na conta").waitFor();
    expect(await lookAt(page, "credit of a customer")).to.deep.equal([]);
  });

  it("R14: goes back to him out of today's till, and is his again once that is reversed", async () => {
    const credit = page.getByRole("region", { name: "Crédito do cliente" });
    await credit.getByRole("button", { name: "Devolver crédito" }).click();
    const dialog = page.getByRole("dialog");
    await choose(page, "Forma de pagamento", "Pix");
    await dialog.getByLabel("Observação").fill("Chave 529.982.247-25");
    expect(await lookAt(page, "paying a credit out")).to.deep.equal([]);
    await dialog.getByRole("button", { name: "Devolver crédito" }).click();
    await confirmed(page, "Crédito devolvido");
    await credit.getByRole("row", { name: /Chave 529.*10,00/ }).waitFor();
    expect(await credit.getByRole("button", { name: "Devolver crédito" }).count()).to.equal(0);
    const cash = async () => {
      const path = `/reports/cash?businessUnitId=${unit.id}&on=${unitDay()}`;
      const lines = listAt((await api.get(path)).body, "lines");
      return lines.find((line) => line["paymentFormName"] === "Pix");
    };
    expect(await cash()).to.include({ payouts: 1, paidOutCents: 1_000, receivedCents: 0 });
    await page.goto(`/reports/cash?businessUnitId=${unit.id}`);
    await page.getByRole("row", { name: /admin Pix.*1.*10,00/ }).waitFor();
    expect(await lookAt(page, "cash of the day with a payout")).to.deep.equal([]);

    await page.goBack();
    await credit.getByRole("button", { name: "Estornar" }).click();
    await dialog.getByLabel("Motivo").fill("Chave errada");
    await dialog.getByRole("button", { name: "Estornar" }).click();
    await confirmed(page, "Devolução estornada");
    await credit.getByText(/Estornado por .*Chave errada/).waitFor();
    await credit.getByRole("button", { name: "Devolver crédito" }).waitFor();
    expect(await cash()).to.include({ paidOutCents: 0 });
  });

  it("R6, C21: is asked for months that nobody billed only after they were counted and ticked", async () => {
    const { path, held } = await sold(monthsBack(3, 10));
    await page.goto(path);
    await page.getByRole("tab", { name: "Faturamento" }).click();
    await page.getByRole("button", { name: "Gerar faturamento" }).click();
    const dialog = page.getByRole("dialog");
    for (const [field, day] of [
      ["Cobrar até", monthsBack(0, 0)],
      ["Vencimento", unitDay(10)],
    ] as const) {
      await dialog.getByLabel(field).fill(typed(day));
      await page.keyboard.press("Tab");
    }
    await dialog.getByText(/^2 meses passados sem cobrança, R\$/).waitFor();
    await dialog.getByText(/^Total da fatura: R\$/).waitFor();
    expect(await lookAt(page, "months that nobody billed")).to.deep.equal([]);
    const issue = dialog.getByRole("button", { name: "Gerar faturamento" });
    await issue.click();
    await dialog.getByText("Há mais de um ciclo passado sem cobrança").waitFor();
    await dialog.getByLabel(/cobrar também os meses passados/).check();
    await issue.click();
    await confirmed(page, "A fatura foi gerada");
    await page.waitForURL(/\/billing\/invoices\//);
    const { body } = await api.get(`/subscriptions/${held.id}/account`);
    const preview = (await api.get(`/subscriptions/${held.id}/bill-preview`)).body;
    expect(Number(body["openCents"])).to.be.greaterThan(18_000);
    expect(preview["pastCycles"]).to.equal(0);
  });

  it("C54, C68: is not asked for by a fine above the law, which is said before anybody cancels", async () => {
    const bound = { validityMonths: 12, activatedOn: unitDay(-10) };
    const discount = { amountCents: 1_000 };
    const { path } = await sold(unitDay(-10), {
      discount,
      contract: { ...bound, cancellationFormula: "300,00" },
    });
    await page.goto(path);
    await page.getByRole("tab", { name: "Contrato" }).click();
    await page.getByRole("button", { name: "Simular multa" }).click();
    const dialog = page.getByRole("dialog");
    const fine = dialog.getByRole("region", { name: "Multa de cancelamento" });
    await fine
      .getByText(/300,00/)
      .first()
      .waitFor();
    // A benefit of 10.00 a month, for the eleven months that are left in full.
    await fine.getByText(/110,00/).waitFor();
    await fine.getByText("A multa passa do limite legal").waitFor();
    expect(await lookAt(page, "simulation of a fine")).to.deep.equal([]);
    await dialog.getByRole("button", { name: "Sair" }).click();
    await dialog.waitFor({ state: "detached" });
    const reason = `Mudou-se ${mark()}`;
    await api.made("/cancellation-reasons", { name: reason, businessUnitId: unit.id });
    await page.getByRole("treeitem", { selected: true }).click({ button: "right" });
    await page.getByRole("menuitem", { name: "Cancelar", exact: true }).click();
    const cap = dialog.getByRole("region", { name: "Limite legal" });
    await cap.getByText(/110,00/).waitFor();
    await cap.getByText("A multa passa do limite legal").waitFor();
    await choose(page, "Motivo de Cancelamento", reason);
    await dialog
      .getByText(/300,00/)
      .first()
      .waitFor();
    expect(await lookAt(page, "cancelling with a fine above the law")).to.deep.equal([]);
  });
});
