import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Page } from "playwright-core";
import { aCustomer, aPlan, aUnit, type Checklist, mark, refused } from "../checklist/shared.ts";
import { listAt } from "../story/api.ts";
import { confirmed, type Desk, openDesk } from "./desk.ts";
import { lookAt } from "./screens.ts";

describe("a card on file at the console", function () {
  this.timeout(120_000);
  let desk: Desk;
  let api: Checklist;
  let page: Page;
  let unit: Awaited<ReturnType<typeof aUnit>>;
  let customerId: string;
  const token = `tok_${mark()}${mark()}`;

  before(async function () {
    this.timeout(300_000);
    desk = await openDesk();
    ({ api } = desk);
    unit = await aUnit(api);
    customerId = (await aCustomer(api, unit.city)).id;
    page = await desk.sit();
  });

  after(() => desk?.leave());

  it("C3, C55: is kept by the acquirer's token, and its number is refused where it is typed", async () => {
    await page.goto(`/customers/${customerId}?tab=debit`);
    await page.getByRole("tab", { name: "Dados Débitos" }).click();
    await page.getByRole("button", { name: "Novos dados de débito" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Cartão", { exact: true }).click();
    await dialog.getByLabel("Bandeira").fill("Visa");
    await dialog.getByLabel("Últimos quatro dígitos").fill("1111");
    await dialog.getByLabel("Validade").fill("2028-12");
    await dialog.getByLabel("Titular").fill("Ana Prado");
    await dialog.getByLabel("Token da adquirente").fill("4111 1111 1111 1111");
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await dialog.getByText("Isto é um número de cartão").first().waitFor();
    expect(await lookAt(page, "a card number that is refused")).to.deep.equal([]);
    await dialog.getByLabel("Token da adquirente").fill(token);
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await confirmed(page, "Salvo");
    await page.getByRole("row", { name: /Cartão Visa •••• 1111 · 12\/2028 Ana Prado/ }).waitFor();
    expect(await lookAt(page, "debit records with a card")).to.deep.equal([]);
  });

  it("C35: pays a plan, and its token is answered nowhere", async () => {
    const listed = await api.get(`/customers/${customerId}/debit-accounts`);
    const [card] = listAt(listed.body, "items");
    expect(card).to.include({ kind: "card", cardBrand: "Visa", cardLastDigits: "1111" });
    expect(JSON.stringify(listed.body)).to.not.include(token);
    const plan = await aPlan(api, unit.id, { kind: "other" });
    const sale = { customerId, planId: plan.id, debitAccountId: String(card?.["id"]) };
    const held = await api.made("/subscriptions", sale);
    expect(held["debitAccountId"]).to.equal(card?.["id"]);
    const history = await api.get(`/customers/${customerId}/history`);
    expect(JSON.stringify(history.body)).to.not.include(token);
    const again = await api.post(`/customers/${customerId}/debit-accounts`, {
      kind: "card",
      holder: "Ana Prado",
      cardBrand: "Visa",
      cardLastDigits: "1111",
      cardExpires: "2028-12",
      cardToken: token,
    });
    refused(again, 409);
  });
});
