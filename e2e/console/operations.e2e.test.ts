import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Locator, Page } from "playwright-core";
import { aCustomer, aPlan, aUnit, type Checklist, mark } from "../checklist/shared.ts";
import { at, listAt } from "../story/api.ts";
import { unitDay, typed } from "../story/days.ts";
import { choose, type Desk, openDesk } from "./desk.ts";
import { violations } from "./screens.ts";

const later = unitDay(20);

const rate = (downKbps: number) => {
  const speed = { downKbps, upKbps: downKbps / 2 };
  return { businessHours: speed, otherHours: speed };
};

describe("the operations of a plan at the console", function () {
  this.timeout(90_000);
  let desk: Desk;
  let api: Checklist;
  let page: Page;
  let unit: Awaited<ReturnType<typeof aUnit>>;
  let slow: Awaited<ReturnType<typeof aPlan>>;

  before(async function () {
    this.timeout(300_000);
    desk = await openDesk();
    ({ api } = desk);
    unit = await aUnit(api);
    slow = await aPlan(api, unit.id, { name: `Rádio 256 ${mark()}`, speed: rate(256) });
    page = await desk.sit();
  });

  after(() => desk?.leave());

  const sold = async (extra: object = {}) => {
    const customer = await aCustomer(api, unit.city);
    const login = `op-${mark()}`;
    const held = await api.made("/subscriptions", {
      customerId: customer.id,
      planId: slow.id,
      status: "enabled",
      startOn: "2026-05-21",
      access: { username: login, password: "segredo-48" },
      ...extra,
    });
    const number = String(held["number"]);
    const path = `/customers/${customer.id}/subscriptions/${held.id}`;
    return { ...held, customer, login, number, path };
  };
  const dialog = () => page.getByRole("dialog");
  const opened = async (path: string, act: string): Promise<Locator> => {
    await page.goto(path);
    const row = page.getByRole("treeitem", { selected: true });
    await row.click({ button: "right" });
    await page.getByRole("menuitem", { name: act, exact: true }).click();
    await dialog().waitFor();
    return dialog();
  };
  const done = async () => {
    await dialog().getByText("Concluída").waitFor();
    await dialog().getByText("4 de 4 passos").waitFor();
    await dialog().getByRole("button", { name: "OK" }).click();
  };

  it("C8, C45: offers on a right-click what the catalogue ticks, and Editar Dados do Plano for every kind", async () => {
    for (const kind of ["broadband", "email", "hosting", "other"]) {
      const plan = await aPlan(api, unit.id, { kind, options: ["new-email"] });
      const customer = await aCustomer(api, unit.city);
      const held = await api.made("/subscriptions", { customerId: customer.id, planId: plan.id });
      const path = `/customers/${customer.id}/subscriptions/${held.id}`;
      await page.goto(`/customers/${customer.id}`);
      const row = page.getByRole("treeitem", { name: new RegExp(String(plan["name"])) });
      await row.click({ button: "right" });
      await page.getByRole("menuitem", { name: /^Cadastrar Novo E-mail/ }).waitFor();
      expect(await page.getByRole("menuitem", { name: /Novo IP|Novo Domínio/ }).count()).to.equal(
        0,
      );
      await page.getByRole("menuitem", { name: "Editar Dados do Plano" }).click();
      await page.waitForURL(`**${path}`);
      const panel = page.getByRole("tabpanel", { name: "Detalhe" });
      await panel.getByRole("button", { name: "Editar" }).waitFor();
      expect(await panel.getByRole("combobox").count(), "fields before Editar").to.equal(0);
    }
  });

  it("C27, C48: changes the plan, with price and speed beside the present ones and what moves", async () => {
    const held = await sold();
    const fast = await aPlan(api, unit.id, {
      name: `Rádio 512 ${mark()}`,
      priceCents: 12_000,
      speed: rate(512),
      mailboxes: { included: 0, additionalFeeCents: 500, quotaMb: 500 },
    });
    const act = await opened(held.path, "Trocar de Plano");
    expect(await act.getByLabel("Dias de Trial").inputValue()).to.equal("0");
    await choose(page, "Muda para o Plano", String(fast["name"]));
    await act.getByRole("cell", { name: "512 kbps / 256 kbps" }).waitFor();
    await act.getByLabel("Dias de Trial").fill("5");
    await act.getByText(/1 login e 1 e-mail continuam no plano/).waitFor();
    await act.getByText(/cada outra custa R\$\s5,00 por mês/).waitFor();
    const change = act.getByRole("button", { name: "Trocar de plano" });
    expect(await change.isEnabled()).to.equal(false);
    await accept(act);
    expect(await violations(page)).to.deep.equal([]);
    await change.click();
    await done();
    await page.getByRole("treeitem", { name: "Planos Ativos 1" }).waitFor();
    await page.getByRole("treeitem", { name: "Planos Inativos 1" }).waitFor();
    await page.getByRole("heading", { name: String(fast["name"]) }).waitFor();
    await page.getByRole("link", { name: /^Substitui / }).waitFor();
    const nextId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    expect((await api.get(`/subscriptions/${nextId}`)).body["trialDays"]).to.equal(5);
  });

  it("C49, C50, D19: transfers to another customer and shows the new passwords once", async () => {
    const held = await sold();
    const tiago = await aCustomer(api, unit.city, { name: `Tiago ${mark()}` });
    const name = String(tiago["name"]);
    const act = await opened(held.path, "Trocar de Cliente");
    await act.getByLabel("Nome do Cliente").fill(name);
    await page.locator(".ant-select-item-option", { hasText: name }).first().click();
    await act.getByText(`1 login e 1 e-mail passam para ${name}.`).waitFor();
    await act.getByText(/mantém a senha; perde o acesso à central/).waitFor();
    await act.getByRole("button", { name: "Trocar de cliente" }).click();
    await act.getByRole("button", { name: "Mostrar as senhas" }).click();
    await act.getByRole("row", { name: new RegExp(held.login) }).waitFor();
    await act.getByText("não serão mostradas de novo").waitFor();
    expect(await violations(page)).to.deep.equal([]);
    await done();
    await page.getByRole("treeitem", { name: "Planos Cancelados 1" }).waitFor();
    await page.getByRole("link", { name: `Transferido para ${name}` }).click();
    await page.getByRole("treeitem", { name: "Planos Ativos 1" }).waitFor();
  });

  it("C51, C52, C53: asks yes or no, suspends, says why, and resumes", async () => {
    const held = await sold();
    const suspend = await opened(held.path, "Suspender");
    await suspend.getByRole("button", { name: "Não" }).waitFor();
    await suspend.getByRole("button", { name: "Sim, suspender" }).click();
    await done();
    await page.getByText(/Suspenso nos servidores e na cobrança: Inadimplência/).waitFor();
    await page.getByRole("button", { name: "Reativar" }).click();
    await dialog().getByRole("button", { name: "Sim, reativar" }).click();
    await done();
    await page.getByRole("treeitem", { name: "Planos Ativos 1" }).waitFor();
  });

  it("C51: sets a suspension for a later day, lists it, and takes it back", async () => {
    const held = await sold();
    const suspend = await opened(held.path, "Suspender");
    await suspend.getByLabel("Data", { exact: true }).fill(typed(later));
    await suspend.getByLabel("Data", { exact: true }).press("Tab");
    await suspend.getByRole("button", { name: "Agendar" }).click();
    await suspend.getByText(`Agendada para ${typed(later)}`).waitFor();
    await suspend.getByRole("button", { name: "OK" }).click();
    await page.goto(`/reports/operations?state=scheduled&businessUnitId=${unit.id}`);
    const row = page.getByRole("row", { name: new RegExp(String(held.customer["name"])) });
    await row.getByRole("button", { name: "Desfazer" }).click();
    await page.getByRole("tooltip").getByRole("button", { name: "Desfazer" }).click();
    await row.waitFor({ state: "detached" });
    const { body } = await api.get(`/subscriptions/${held.id}/operations`);
    expect(listAt(body, "items").map(({ state }) => state)).to.include("cancelled");
  });

  it("C54, C68: shows the fine with its formula, waives it, and cancels with a reason", async () => {
    const reason = `Mudou-se ${mark()}`;
    await api.made("/cancellation-reasons", { name: reason, businessUnitId: unit.id });
    const contract = { validityMonths: 0, cancellationFormula: "valor_plano * 2" };
    const held = await sold({ contract });
    const act = await opened(held.path, "Cancelar");
    expect(await act.getByLabel("Plano", { exact: true }).isDisabled()).to.equal(true);
    await choose(page, "Motivo de Cancelamento", reason);
    await act.getByText(/valor_plano \* 2, com valor_plano = 90,00/).waitFor();
    await act.getByText(/R\$\s180,00/).waitFor();
    await act.getByLabel("Dispensar a multa").check();
    await act.getByText("Multa de cancelamento").waitFor({ state: "detached" });
    await act.getByRole("button", { name: "Cancelar o plano" }).click();
    await done();
    await page.getByRole("treeitem", { name: "Planos Cancelados 1" }).waitFor();
  });

  it("C56, D13: deletes only after its number was typed", async () => {
    const held = await sold();
    const act = await opened(held.path, "Apagar");
    await act.getByText("quando tiver certeza").waitFor();
    await act.getByText(/apagado em definitivo/).waitFor();
    const remove = act.getByRole("button", { name: "Apagar o plano" });
    await act.getByLabel(`Digite ${held.number} para confirmar`).fill("1");
    expect(await remove.isEnabled()).to.equal(false);
    await act.getByLabel(`Digite ${held.number} para confirmar`).fill(held.number);
    await remove.click();
    await done();
    await page.getByText("Ainda sem planos").waitFor();
    expect((await api.get(`/subscriptions/${held.id}`)).status).to.equal(404);
  });

  it("C48: shows what changed when something overtook the preview", async () => {
    const held = await sold();
    const fast = await aPlan(api, unit.id, { name: `Rádio 900 ${mark()}`, speed: rate(900) });
    const act = await opened(held.path, "Trocar de Plano");
    await choose(page, "Muda para o Plano", String(fast["name"]));
    await act.getByText(/1 login e 1 e-mail continuam/).waitFor();
    const ahead = { reason: "technical", on: later };
    await api.post(`/subscriptions/${held.id}/suspend`, ahead);
    await accept(act);
    await act.getByRole("button", { name: "Trocar de plano" }).click();
    await act.getByText("Algo mudou desde que você conferiu").waitFor();
    await act.getByText("Novo aviso:").waitFor();
    await accept(act);
    await act.getByRole("button", { name: "Trocar de plano" }).click();
    await done();
  });

  it("C46: marks a plan that is billed as one and carried as another, and lists it", async () => {
    const held = await sold();
    const { name, id: planId } = await aPlan(api, unit.id, { name: `Rádio 999 ${mark()}` }).then(
      (plan) => ({ id: plan.id, name: String(plan["name"]) }),
    );
    const { body } = await api.get(`/subscriptions/${held.id}`);
    const etag = String(at(body, "etags", "detail"));
    await api.patch(`/subscriptions/${held.id}/detail`, { planId }, `"${etag}"`);
    await page.goto(held.path);
    await page
      .getByText(new RegExp(`Cobrado como ${name}, linha em ${String(slow["name"])}`))
      .waitFor();
    await page.goto(`/reports/drift?businessUnitId=${unit.id}`);
    await page
      .getByRole("row", { name: new RegExp(name) })
      .getByRole("link")
      .first()
      .click();
    await page.getByRole("treeitem", { name: /cobrança ≠ linha/ }).waitFor();
    expect(await violations(page)).to.deep.equal([]);
  });
});

async function accept(act: Locator): Promise<void> {
  for (const box of await act.locator(".remarks-ticks input").all()) await box.check();
}
