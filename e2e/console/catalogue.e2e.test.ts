import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Page } from "playwright-core";
import { aCustomer, aUnit, type Checklist, mark } from "../checklist/shared.ts";
import { listAt } from "../story/api.ts";
import { choose, confirmed, type Desk, openDesk } from "./desk.ts";

describe("the settings at the console", function () {
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

  /** Chooses the business unit beside the search, which lists start from. */
  const inUnit = async (name: string) => {
    const box = page.getByRole("banner").getByRole("combobox", { name: "Unidade de Negócios" });
    await box.fill(name);
    await page.locator(".ant-select-item-option", { hasText: name }).first().click();
  };
  const dialog = () => page.getByRole("dialog");
  const save = () => dialog().getByRole("button", { name: "Salvar" }).click();
  const listed = async (path: string) =>
    listAt((await api.get(`${path}?businessUnitId=${unit.id}`)).body, "items");

  it("C5, C8, C12, C20: adds a plan with its right-click options as ticks, and says that it is saved", async () => {
    const name = `Fibra 300 Mega ${mark()}`;
    await page.goto("/settings/plans");
    await page.getByRole("button", { name: "Novo plano" }).click();
    await save();
    await dialog().getByText("Informe o nome.").waitFor();
    await dialog().getByLabel("Nome").fill(name);
    await choose(page, "Unidade de Negócios", unit.city);
    await dialog().getByLabel("Valor do Plano").fill("99,90");
    const tick = (label: string) => dialog().getByRole("checkbox", { name: label, exact: true });
    expect(await tick("Cadastrar Novo IP").isChecked()).to.equal(true);
    await tick("Cadastrar Novo IP").uncheck();
    await tick("Cadastrar Novo Domínio").check();
    await save();
    await confirmed(page, "Salvo.");
    const plan = (await listed("/plans")).find((one) => one["name"] === name);
    expect(plan?.["priceCents"]).to.equal(9_990);
    expect(plan?.["options"]).to.include("new-domain").and.not.include("new-ip");
  });

  it("C7: gives a broadband plan hosting limits, and takes them away again", async () => {
    const name = `Fibra com site ${mark()}`;
    await page.goto("/settings/plans");
    // Other stories have plans too, and a page shows fifty.
    await inUnit(unit.city);
    await page.getByRole("button", { name: "Novo plano" }).click();
    await dialog().getByLabel("Nome").fill(name);
    await choose(page, "Unidade de Negócios", unit.city);
    await dialog().getByLabel("Valor do Plano").fill("99,90");
    await dialog().getByLabel("Disco (MB)").fill("500");
    await dialog().getByLabel("Domínios").fill("1");
    await save();
    await confirmed(page, "Salvo.");
    const hosting = async () =>
      (await listed("/plans")).find((one) => one["name"] === name)?.["hosting"];
    expect(await hosting()).to.deep.equal({ diskMb: 500, domains: 1, databases: 0, ftpUsers: 0 });
    await page.getByRole("button", { name: `Editar ${name}` }).click();
    for (const limit of ["Disco (MB)", "Domínios", "Bancos de dados", "Usuários de FTP"])
      await dialog().getByLabel(limit).fill("");
    await save();
    await dialog().waitFor({ state: "hidden" });
    expect(await hosting()).to.equal(null);
    await inUnit("Todas as unidades");
  });

  it("C6, D23: keeps the business hours of a unit, as they are typed", async () => {
    const city = `Ibaiti ${mark()}`;
    await page.goto("/settings/business-units");
    await page.getByRole("button", { name: "Nova unidade de negócios" }).click();
    await dialog().getByLabel("Nome").fill(city);
    await dialog().getByLabel("Cidade", { exact: true }).fill(city);
    await dialog().getByLabel("Domínio de e-mail").fill(`${mark()}.example.com.br`);
    await dialog().getByLabel("Das").fill("8h30");
    await dialog().getByLabel("Às").fill("7:00");
    await save();
    await dialog().getByText("Precisa vir depois do início.").waitFor();
    await dialog().getByLabel("Às").fill("19:00");
    await dialog().getByRole("button", { name: "Acrescentar período" }).click();
    await dialog().getByRole("button", { name: "Apagar o período 2" }).click();
    await save();
    await confirmed(page, "Salvo.");
    const { body } = await api.get("/business-units?limit=200");
    const made = listAt(body, "items").find((one) => one["name"] === city);
    expect(made?.["businessHours"]).to.deep.equal([
      { weekdays: [1, 2, 3, 4, 5], from: "08:30", to: "19:00" },
    ]);
  });

  it("C14, C16: gives an IP class the mask of its range, and keeps the DNS servers new IPs start with", async () => {
    const name = `Classe ${mark()}`;
    await page.goto("/settings/lists?list=ip-classes");
    await page.getByRole("button", { name: "Nova classe de IP" }).click();
    await dialog().getByLabel("Nome").fill(name);
    await dialog().getByLabel("Faixa").fill("100.64.0.0/22");
    await dialog().getByLabel("DNS Primário").fill("100.64.0.2");
    await dialog().getByLabel("DNS Secundário").fill("100.64.0.3");
    await choose(page, "Unidade de Negócios", unit.city);
    await save();
    await confirmed(page, "Salvo.");
    const row = page.getByRole("row", { name: new RegExp(name) });
    await row.getByText("255.255.252.0").waitFor();
    await row.getByText("100.64.0.2, 100.64.0.3").waitFor();
  });

  it("C17: registers a server of a kind, with its address", async () => {
    const name = `Servidor ${mark()}`;
    await page.goto("/settings/lists?list=servers");
    await page.getByRole("button", { name: "Novo servidor" }).click();
    await dialog().getByLabel("Nome").fill(name);
    await choose(page, "Tipo", "Banco de dados");
    await dialog().getByLabel("Endereço").fill("db1.example.com.br");
    await save();
    await confirmed(page, "Salvo.");
    const row = page.getByRole("row", { name: new RegExp(name) });
    await row.getByText("db1.example.com.br").waitFor();
    await row.getByText("Banco de dados").waitFor();
    const { body } = await api.get("/servers?kind=database");
    const made = listAt(body, "items").find((one) => one["name"] === name);
    expect(made).to.include({ kind: "database", host: "db1.example.com.br" });
  });

  /** The last sentence under a field: the one before it may still be fading. */
  const refusal = () => dialog().locator(".ant-form-item-explain-error").last();

  it("C17, C40: names the variable that a contract template must not name, and refuses one without an end", async () => {
    const name = `Modelo ${mark()}`;
    await page.goto("/settings/templates");
    await page.getByRole("button", { name: "Novo modelo de contrato" }).click();
    await dialog().getByLabel("Nome").fill(name);
    await choose(page, "Unidade de Negócios", unit.city);
    const text = dialog().getByLabel("Texto do contrato");
    await text.fill("# Contrato\n{{ custmer.name }}");
    await save();
    await dialog().getByText("custmer.name").last().waitFor();
    await text.fill("{% for i in (1..100000000) %}x{% endfor %}");
    await save();
    await refusal().waitFor();
    expect(await listed("/contract-templates")).to.deep.equal([]);
    await text.fill("# Contrato\n{{ customer.name }}");
    await dialog().getByRole("button", { name: "Ver com dados de exemplo" }).click();
    await dialog().getByText("Antônia Conceição da Silva").last().waitFor();
    await save();
    await confirmed(page, "Salvo.");
    expect((await listed("/contract-templates")).map((one) => one["name"])).to.deep.equal([name]);
  });

  it("C3, C20, C55: keeps the debit accounts of a customer: new, changed, removed, shown masked", async () => {
    const customer = await aCustomer(api, unit.city);
    await page.goto(`/customers/${customer.id}?tab=debit-accounts`);
    const panel = page.getByRole("tabpanel", { name: "Dados Débitos" });
    await panel.getByRole("button", { name: "Novos dados de débito" }).click();
    await dialog().getByLabel("Banco").fill("001");
    await dialog().getByLabel("Agência").fill("1234-5");
    await dialog().getByLabel("Conta", { exact: true }).fill("12345-6");
    await dialog().getByLabel("Titular", { exact: true }).first().fill("Maria da Silva");
    await dialog().getByLabel(/CPF/).fill("52998224724");
    await save();
    await refusal().waitFor();
    await dialog().getByLabel(/CPF/).fill("52998224725");
    await save();
    await confirmed(page, "Salvo.");
    await panel.getByText("•••45-6").waitFor();
    await panel.getByRole("button", { name: /^Editar/ }).click();
    await dialog().getByLabel("Agência").fill("4321");
    await save();
    await panel.getByText("4321").waitFor();
    await panel.getByRole("button", { name: /^Apagar/ }).click();
    await dialog().getByRole("button", { name: "Apagar" }).click();
    await confirmed(page, "foi apagado");
    const left = await api.get(`/customers/${customer.id}/debit-accounts`);
    expect(listAt(left.body, "items")).to.deep.equal([]);
  });
});
