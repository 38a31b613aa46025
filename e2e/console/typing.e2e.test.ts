import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Page } from "playwright-core";
import { aCustomer, aPlan, aUnit, type Checklist, mark } from "../checklist/shared.ts";
import { at, listAt } from "../story/api.ts";
import { confirmed, type Desk, openDesk } from "./desk.ts";

describe("what is typed at the console", function () {
  this.timeout(90_000);
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

  const sold = async (extra: object = {}) => {
    const customer = await aCustomer(api, unit.city);
    const plan = await aPlan(api, unit.id, { kind: "other" });
    const sale = { customerId: customer.id, planId: plan.id, ...extra };
    const held = await api.made("/subscriptions", sale);
    const customerPath = `/customers/${customer.id}`;
    return { id: held.id, customerPath, path: `${customerPath}/subscriptions/${held.id}` };
  };
  const panelOf = (tab: string) => page.getByRole("tabpanel", { name: tab, exact: true });
  const editing = async (path: string, tab: string) => {
    await page.goto(path);
    await page.getByRole("tab", { name: tab, exact: true }).click();
    await panelOf(tab).getByRole("button", { name: "Editar" }).click();
    await panelOf(tab).getByRole("button", { name: "Salvar" }).waitFor();
    return panelOf(tab);
  };
  const question = () => page.getByRole("dialog").filter({ hasText: "Sair sem salvar?" });

  it("C40: stays where it is no money and no date, and nothing is saved in its place", async () => {
    const contract = { installFeeCents: 15_000, activatedOn: "2026-01-10" };
    const held = await sold({ contract });
    const panel = await editing(held.path, "Contrato");
    await panel.getByLabel("Valor da Taxa de Instalação").fill("150.00");
    await panel.getByLabel("Data Ativação").fill("31/02/2026");
    await panel.getByRole("button", { name: "Salvar" }).click();
    await panel.getByText("Digite o valor com vírgula").waitFor();
    await panel.getByText("Digite a data como dd/mm/aaaa").waitFor();
    expect(await panel.getByLabel("Valor da Taxa de Instalação").inputValue()).to.equal("150.00");
    expect(await panel.getByLabel("Data Ativação").inputValue()).to.equal("31/02/2026");
    const kept = (await api.get(`/subscriptions/${held.id}`)).body;
    expect(at(kept, "contract")).to.include(contract);
    await panel.getByLabel("Valor da Taxa de Instalação").fill("120");
    await panel.getByLabel("Data Ativação").fill("28022026");
    await page.keyboard.press("Control+s");
    await confirmed(page, "Contrato");
    const saved = (await api.get(`/subscriptions/${held.id}`)).body;
    const expected = { installFeeCents: 12_000, activatedOn: "2026-02-28" };
    expect(at(saved, "contract")).to.include(expected);
  });

  it("C22: may be a day of the calendar", async () => {
    const held = await sold({ startOn: "2026-05-21" });
    const panel = await editing(held.path, "Detalhe");
    await panel.getByRole("button", { name: "Abrir o calendário" }).click();
    await page.getByRole("tooltip").getByText("15", { exact: true }).click();
    expect(await panel.getByLabel("Data Início").inputValue()).to.equal("15/05/2026");
    await page.keyboard.press("Control+s");
    await confirmed(page, "Detalhe");
    expect((await api.get(`/subscriptions/${held.id}`)).body["startOn"]).to.equal("2026-05-15");
  });

  it("C45: is asked after before a link leaves it behind, and not before another tab", async () => {
    const held = await sold();
    const panel = await editing(held.path, "Inf. Cobrança");
    await panel.getByLabel("Observações").fill("quase perdido");
    await page.getByRole("tab", { name: "Histórico" }).click();
    await page.getByRole("tab", { name: "Inf. Cobrança" }).click();
    await page.getByRole("link", { name: "Dados Cadastro" }).click();
    await question().getByRole("button", { name: "Continuar digitando" }).click();
    expect(await panel.getByLabel("Observações").inputValue()).to.equal("quase perdido");
    expect(new URL(page.url()).pathname).to.equal(held.path);
    await page.getByRole("link", { name: "Dados Cadastro" }).click();
    await question().getByRole("button", { name: "Descartar" }).click();
    await page.waitForURL(`**${held.customerPath}`);
  });

  it("C45: outlives Esc where two edits meet", async () => {
    const held = await sold();
    const panel = await editing(held.path, "Inf. Cobrança");
    await panel.getByLabel("Observações").fill("meu");
    await api.patch(`/subscriptions/${held.id}/billing`, { notes: "dele" }, '"1"');
    await panel.getByRole("button", { name: "Salvar" }).click();
    await page.getByRole("dialog").getByText("Você: meu").waitFor();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    expect(await panel.getByLabel("Observações").inputValue()).to.equal("meu");
    expect(await question().count()).to.equal(0);
  });

  it("C20: is asked after before Esc closes a dialog", async () => {
    const name = `Vera ${mark()}`;
    await page.goto("/settings/lists?list=salespeople");
    await page.getByRole("button", { name: "Novo vendedor" }).click();
    const dialog = page.getByRole("dialog").first();
    await dialog.getByLabel("Nome").fill(name);
    await page.keyboard.press("Escape");
    await question().getByRole("button", { name: "Continuar digitando" }).click();
    expect(await dialog.getByLabel("Nome").inputValue()).to.equal(name);
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await confirmed(page, "Salvo.");
    const { body } = await api.get("/salespeople?limit=200");
    expect(listAt(body, "items").map((one) => one["name"])).to.include(name);
  });

  it("C45: is not lost when the server cannot say what was saved meanwhile", async () => {
    const held = await sold();
    const panel = await editing(held.path, "Inf. Cobrança");
    await panel.getByLabel("Observações").fill("meu");
    await api.patch(`/subscriptions/${held.id}/billing`, { notes: "dele" }, '"1"');
    const away = `**/api/v1/subscriptions/${held.id}`;
    await page.route(away, (route) => route.abort());
    await panel.getByRole("button", { name: "Salvar" }).click();
    await panel.getByRole("alert").getByText("O servidor não respondeu").waitFor();
    expect(await panel.getByLabel("Observações").inputValue()).to.equal("meu");
    await page.unroute(away);
    await panel.getByRole("button", { name: "Salvar" }).click();
    await page.getByRole("dialog").getByText("Você: meu").waitFor();
  });

  it("overwrites no note that somebody else has changed meanwhile", async () => {
    const held = await sold();
    const note = await api.made(`${held.customerPath}/notes`, { text: "antes", pinned: false });
    await page.goto(`${held.customerPath}?tab=notes`);
    await page.getByRole("button", { name: "Editar a anotação" }).click();
    const entry = page.getByRole("listitem").filter({ has: page.getByLabel("Anotação") });
    await entry.getByLabel("Anotação", { exact: true }).fill("minha");
    await api.patch(`/customer-notes/${note.id}`, { text: "dele", pinned: true }, '"1"');
    // A fact about the customer makes the screen read everything of him again.
    await api.patch(held.customerPath, { email: "outra@example.com" }, '"1"');
    await page.getByRole("status", { name: "Avisos do cliente" }).getByText("dele").waitFor();
    await entry.getByRole("button", { name: "Salvar" }).click();
    await entry.getByRole("alert").waitFor();
    expect(await entry.getByLabel("Anotação", { exact: true }).inputValue()).to.equal("minha");
    const { body } = await api.get(`${held.customerPath}/notes`);
    expect(listAt(body, "items").map(({ text }) => text)).to.deep.equal(["dele"]);
  });
});
