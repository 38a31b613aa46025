import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Page } from "playwright-core";
import { aCustomer, aPlan, aUnit, type Checklist, mark } from "../checklist/shared.ts";
import { choose, confirmed, type Desk, openDesk } from "./desk.ts";

const phone = () => `4399${Math.floor(Math.random() * 9_000_000 + 1_000_000)}`;

/** An element as the page's own code clicks it. */
type Clicked = { readonly click: () => void };

describe("an attendant looking things up at the console", function () {
  this.timeout(90_000);
  const login = `lia-${mark()}`;
  const name = `Lía D'Ávila ${mark()}`;
  const number = phone();
  let desk: Desk;
  let api: Checklist;
  let page: Page;
  let unit: Awaited<ReturnType<typeof aUnit>>;
  let customerPath = "";
  let planPath = "";

  before(async function () {
    this.timeout(300_000);
    desk = await openDesk();
    ({ api } = desk);
    unit = await aUnit(api);
    const customer = await aCustomer(api, unit.city, { name, phone: number });
    const plan = await aPlan(api, unit.id);
    const held = await api.made("/subscriptions", {
      customerId: customer.id,
      planId: plan.id,
      status: "enabled",
      access: { username: login, password: "segredo-18" },
    });
    customerPath = `/customers/${customer.id}`;
    planPath = `${customerPath}/subscriptions/${held.id}`;
    page = await desk.sit();
  });

  after(() => desk?.leave());

  const searched = async (text: string) => {
    const box = page.getByRole("combobox", { name: "Procurar cliente" });
    await box.blur();
    await page.keyboard.press("/");
    await box.fill(text);
    return page.locator(".ant-select-dropdown").filter({ visible: true });
  };

  it("C18: finds by name without accents, by login and by phone, and is told what matched", async () => {
    await page.goto("/settings");
    const byName = await searched(name.replace("í", "i").replace("'Á", " a"));
    await byName.getByText("Por nome").waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name }).waitFor();
    const byPhone = await searched(`(43) ${number.slice(2, 7)}-${number.slice(7)}`);
    await byPhone.getByText("Por telefone").waitFor();
    const byLogin = await searched(login);
    await byLogin.getByText("Por login").waitFor();
    await byLogin.getByText(login, { exact: false }).first().waitFor();
    await searched(`nada-${mark()}`);
    await page.getByText("acentos e pontos não importam").waitFor();
    await page.keyboard.press("Escape");
  });

  it("C18: has the last customers one key away", async () => {
    await page.goto("/settings");
    await page.getByRole("heading", { name: "Configurações" }).waitFor();
    const recent = await searched("");
    await recent.getByText("Últimos clientes").waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name }).waitFor();
  });

  it("C4: lists plans by unit and status, sorts them, and opens one with the plan selected", async () => {
    await page.goto("/reports/subscriptions");
    await choose(page, "Unidade de Negócios", unit.city);
    await choose(page, "Status", "Habilitado");
    await page.getByRole("columnheader", { name: /Valor a Pagar/ }).click();
    await page.waitForURL(/businessUnitId=.*status=enabled.*sort=payable/);
    await page.getByText("1 linha mostrada").waitFor();
    await page.reload();
    const row = page.getByRole("row", { name: new RegExp(login) });
    await row.getByRole("link").click();
    await page.waitForURL(`**${planPath}`);
  });

  it("C4: keeps a choice that is followed by the next before the list is drawn anew", async () => {
    await page.goto(`/reports/subscriptions?businessUnitId=${unit.id}`);
    await page.getByText("1 linha mostrada").waitFor();
    await page.getByRole("combobox", { name: "Status" }).click();
    const option = page.locator(".ant-select-item-option").filter({ hasText: "Habilitado" });
    await option.first().waitFor();
    const header = await page.getByRole("columnheader", { name: /Valor a Pagar/ }).elementHandle();
    await option.first().evaluate(async (chosen: Clicked, next) => {
      chosen.click();
      // The address changes within microtasks; what is drawn follows in a task of its own.
      for (let turn = 0; turn < 100; turn++) await Promise.resolve();
      (next as Clicked | null)?.click();
    }, header);
    await page.waitForURL(/businessUnitId=.*status=enabled.*sort=payable/);
    await page.getByText("1 linha mostrada").waitFor();
  });

  it("C4: takes a list along as CSV, as it is filtered", async () => {
    await page.goto(`/reports/logins?businessUnitId=${unit.id}`);
    await page.getByRole("link", { name: login }).waitFor();
    const file = page.waitForEvent("download");
    await page.getByRole("button", { name: "Exportar CSV" }).click();
    const text = await readFile(await (await file).path(), "utf8");
    expect(text.split("\r\n").filter((line) => line !== "")).to.have.length(2);
    expect(text).to.include(login);
  });

  it("reads the day: totals, comparisons, and the lines behind them", async () => {
    await page.goto(`/reports/day?businessUnitId=${unit.id}`);
    await page.getByRole("tab", { name: "Cadastros do dia (1)" }).waitFor();
    await page.getByText("Sem vendedor").first().waitFor();
    await page.getByRole("row", { name: new RegExp(name) }).waitFor();
    await page.getByRole("button", { name: "Dia anterior" }).click();
    await page.getByRole("tab", { name: "Cadastros do dia (0)" }).waitFor();
  });

  it("pins a note that everybody sees, changes it, and removes it", async () => {
    await page.goto(`${customerPath}?tab=notes`);
    await page.getByLabel("Nova anotação").fill("Cachorro bravo");
    await page.getByLabel(/^Fixar: mostrar/).check();
    await page.getByRole("button", { name: "Salvar" }).click();
    await confirmed(page, "Anotação salva");
    const alerts = page.getByRole("status", { name: "Avisos do cliente" });
    await alerts.getByText("Cachorro bravo").waitFor();
    await page.getByRole("button", { name: "Editar a anotação" }).click();
    await page.getByLabel("Anotação", { exact: true }).fill("Cachorro muito bravo");
    await page.getByRole("listitem").getByRole("button", { name: "Salvar" }).click();
    await alerts.getByText("Cachorro muito bravo").waitFor();
    await page.getByRole("button", { name: "Soltar" }).click();
    await alerts.getByText("Cachorro").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Apagar a anotação" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Apagar" }).click();
    await page.getByText("Nenhuma anotação").waitFor();
  });

  it("reads who did what, also what was refused, and never a password", async () => {
    await api.post(`${planPath.replace(customerPath, "")}/resume`, {});
    await page.goto(planPath);
    await page.getByRole("tab", { name: "Histórico" }).click();
    const panel = page.getByRole("tabpanel", { name: "Histórico" });
    await panel.getByText(/reativou o plano · recusado/).waitFor();
    await panel.getByText("cadastrou um plano").waitFor();
    await panel.getByText("O que foi pedido").last().click();
    await panel.getByText("não se guarda").waitFor();
    expect(await panel.textContent()).not.to.include("segredo-18");
  });

  it("reads what was asked in the words and names of the screens", async () => {
    const customer = await aCustomer(api, unit.city);
    const point = await api.made("/routing-points", {
      businessUnitId: unit.id,
      name: `Torre ${mark()}`,
      kind: "tower",
    });
    const plan = await aPlan(api, unit.id, { name: `Fibra ${mark()}` });
    await api.made("/subscriptions", {
      customerId: customer.id,
      planId: plan.id,
      routingPointId: point.id,
      startOn: "2026-05-21",
      discount: { amountCents: 2_500 },
      contract: { installFeeCents: 12_000 },
    });
    await page.goto(`/customers/${customer.id}`);
    await page.getByRole("treeitem", { name: new RegExp(String(plan["name"])) }).click();
    await page.getByRole("tab", { name: "Histórico" }).click();
    const panel = page.getByRole("tabpanel", { name: "Histórico" });
    await panel.getByText("O que foi pedido").last().click();
    const asked = panel.locator(".asked").last();
    await asked.getByText(String(plan["name"])).waitFor();
    await asked.getByText(String(point["name"])).waitFor();
    for (const said of [/^Ponto de Roteamento$/, /^Valor da Taxa de Instalação$/, "21/05/2026"])
      await asked.getByText(said).waitFor();
    await asked.getByText(/R\$\s25,00/).waitFor();
    expect(await asked.innerText()).not.to.match(/[0-9a-f]{8}-[0-9a-f-]{27}/);
  });
});
