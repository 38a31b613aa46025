import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Page } from "playwright-core";
import { aCustomer, aPlan, aUnit, type Checklist } from "../checklist/shared.ts";
import { listAt } from "../story/api.ts";
import { typed, unitDay } from "../story/days.ts";
import { confirmed, type Desk, openDesk } from "./desk.ts";

describe("the plans of a customer at the console", function () {
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

  const tree = (customerId: string) => api.get(`/customers/${customerId}/tree`);

  it("C4, C43: numbers plans by registration, in Planos Ativos, Inativos and Cancelados", async () => {
    const customer = await aCustomer(api, unit.city);
    const plan = await aPlan(api, unit.id, { kind: "other" });
    const sale = { customerId: customer.id, planId: plan.id, status: "enabled" };
    const numbers: number[] = [];
    for (let count = 0; count < 3; count += 1)
      numbers.push(Number((await api.made("/subscriptions", sale))["number"]));
    const [, second] = listAt((await tree(customer.id)).body, "subscriptions");
    const suspension = { reason: "customer-request" };
    await api.post(`/subscriptions/${String(second?.["id"])}/suspend`, suspension);
    await page.goto(`/customers/${customer.id}`);
    await page.getByRole("treeitem", { name: "Planos Ativos 2" }).waitFor();
    await page.getByRole("treeitem", { name: "Planos Inativos 1" }).waitFor();
    await page.getByRole("treeitem", { name: "Planos Cancelados 0" }).waitFor();
    expect(numbers.toSorted((one, other) => one - other)).to.deep.equal(numbers);
    await page.getByRole("button", { name: "Novo plano" }).waitFor();
  });

  it("C21, C47: bills one customer at once, up to a day, and not a day twice", async () => {
    const customer = await aCustomer(api, unit.city);
    const plan = await aPlan(api, unit.id, { kind: "other", priceCents: 9_000 });
    const held = await api.made("/subscriptions", {
      customerId: customer.id,
      planId: plan.id,
      status: "enabled",
      startOn: unitDay(-10),
    });
    // Billing hears of a sale a moment later.
    await eventually(async () => {
      const { body } = await api.get(`/operations/${String(held["operationId"])}`);
      expect(body["state"]).to.equal("done");
    });
    await page.goto(`/customers/${customer.id}/subscriptions/${held.id}`);
    await page.getByRole("tab", { name: "Faturamento" }).click();
    await page.getByRole("button", { name: "Gerar faturamento" }).click();
    const dialog = page.getByRole("dialog");
    for (const [field, day] of [
      ["Cobrar até", unitDay(-1)],
      ["Vencimento", unitDay(20)],
    ] as const) {
      await dialog.getByLabel(field).fill(typed(day));
      await page.keyboard.press("Tab");
    }
    await dialog.getByText(/^Total da fatura: R\$/).waitFor();
    await dialog.getByRole("button", { name: "Gerar faturamento" }).click();
    await confirmed(page, "A fatura foi gerada");
    await page.waitForURL(/\/billing\/invoices\//);
    const { body } = await api.get(`/customers/${customer.id}/invoices`);
    const [invoice] = listAt(body, "items");
    expect([listAt(body, "items").length, invoice?.["dueOn"]]).to.deep.equal([1, unitDay(20)]);
    // Its part of the invoice stands in the account of the plan (C47).
    await page.goto(`/customers/${customer.id}/subscriptions/${held.id}`);
    await page.getByRole("tab", { name: "Faturamento" }).click();
    const account = page.getByRole("tabpanel", { name: "Faturamento" });
    const row = account.getByRole("row", { name: new RegExp(String(invoice?.["number"])) });
    await row.getByText(typed(unitDay(20))).waitFor();
    const openCents = Number(
      (await api.get(`/subscriptions/${held.id}/account`)).body["openCents"],
    );
    expect(openCents).to.equal(invoice?.["totalCents"]).and.to.be.greaterThan(0);
    const again = { on: unitDay(-1), dueOn: unitDay(20) };
    const refused = await api.post(`/subscriptions/${held.id}/bill`, again);
    expect(refused.body["code"]).to.equal("billing.nothing_to_bill");
  });

  it("C44: shows the side panel of the selected plan, its price with the discount in it", async () => {
    const customer = await aCustomer(api, unit.city);
    const plan = await aPlan(api, unit.id, { kind: "other" });
    const seller = await api.made("/salespeople", { businessUnitId: unit.id, name: "Vera" });
    const held = await api.made("/subscriptions", {
      customerId: customer.id,
      planId: plan.id,
      startOn: "2026-05-21",
      salespersonId: seller.id,
      discount: { percent: 10 },
      notes: "Poste 7",
    });
    await page.goto(`/customers/${customer.id}/subscriptions/${held.id}`);
    const side = page.getByRole("complementary", { name: "Características do plano" });
    await side.getByText("Vera", { exact: true }).waitFor();
    const facts = await side.locator("dl").first().innerText();
    const words = ["Plano", "Data Início", "Status", "F. Pagamento", "Dia Venc.", "Dias de Trial"];
    for (const label of [...words, "Desconto", "Valor Plano", "Vendedor", "Observações"])
      expect(facts).to.contain(label);
    for (const value of ["21/05/2026", "10 %", "81,00", "Poste 7"])
      expect(facts.replaceAll("\u00a0", " ")).to.contain(value);
  });
});
