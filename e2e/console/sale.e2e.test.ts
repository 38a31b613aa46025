import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Page } from "playwright-core";
import { aCustomer, aPlan, aUnit, type Checklist, mark } from "../checklist/shared.ts";
import { at, listAt } from "../story/api.ts";
import { typed, unitDay } from "../story/days.ts";
import { choose, confirmed, type Desk, openDesk } from "./desk.ts";
import { someCpf } from "./rest.ts";

const connections = ["dial-up", "broadband", "ivr-extra-point"];
const others = ["email", "hosting", "other"];

describe("a sale at the console", function () {
  this.timeout(120_000);
  let desk: Desk;
  let api: Checklist;
  let page: Page;
  let unit: Awaited<ReturnType<typeof aUnit>>;
  let point: string;

  before(async function () {
    this.timeout(300_000);
    desk = await openDesk();
    ({ api } = desk);
    unit = await aUnit(api);
    point = `Torre ${mark()}`;
    await api.made("/routing-points", { businessUnitId: unit.id, name: point, kind: "tower" });
    page = await desk.sit();
  });

  after(() => desk?.leave());

  const begin = async (customerId: string) => {
    await page.goto(`/customers/${customerId}`);
    await page.getByRole("button", { name: "Novo plano" }).click();
    await page.getByLabel("Tipo de Plano").waitFor();
  };
  const named = async (kind: string, extra: object = {}) =>
    String(
      (await aPlan(api, unit.id, { kind, name: `Plano ${kind} ${mark()}`, ...extra }))["name"],
    );
  const nextTab = () => page.getByRole("button", { name: "Próxima aba" }).click();
  const tree = (customerId: string) => api.get(`/customers/${customerId}/tree`);

  it("C2, C3, C20: registers a customer once everything with a bold title is filled in, and says so", async () => {
    const name = `Rosa ${mark()}`;
    await page.goto("/customers/new");
    await page.getByRole("button", { name: "Salvar" }).click();
    await page.getByText("Informe o nome.").waitFor();
    await page.getByLabel("CPF").fill(someCpf());
    await page.getByLabel("Nome completo").fill(name);
    await page.getByLabel("Cidade").fill(unit.city);
    await page.getByRole("button", { name: "Salvar" }).click();
    await confirmed(page, `${name} foi cadastrado`);
    await page.getByRole("link", { name: "Dados Cadastro" }).waitFor();
    await page.getByRole("tab", { name: "Dados Débitos" }).waitFor();
    await page.getByRole("button", { name: "Novo plano" }).waitFor();
  });

  it("C20: registers a customer once when Salvar is clicked twice, and says so once", async () => {
    const name = `Rita ${mark()}`;
    await page.goto("/customers/new");
    await page.getByLabel("CPF").fill(someCpf());
    await page.getByLabel("Nome completo").fill(name);
    await page.getByLabel("Cidade").fill(unit.city);
    await page.getByRole("button", { name: "Salvar" }).dblclick();
    await confirmed(page, `${name} foi cadastrado`);
    await page.getByRole("button", { name: "Novo plano" }).waitFor();
    expect(await page.locator(".ant-message-success").count()).to.equal(1);
    await page.getByRole("tab", { name: "Histórico" }).click();
    await page.getByText("cadastrou o cliente").first().waitFor();
    expect(await page.getByText("cadastrou o cliente").count()).to.equal(1);
  });

  for (const kind of connections)
    it(`C7, C26, C41, C43: sells ${kind} with its login in bold, and a routing point only where one belongs`, async () => {
      const customer = await aCustomer(api, unit.city);
      const plan = await named(kind);
      await begin(customer.id);
      await choose(page, "Tipo de Plano", plan);
      const asksPoint = kind !== "dial-up";
      expect(await page.getByLabel("Ponto de Roteamento").count()).to.equal(asksPoint ? 1 : 0);
      if (asksPoint) await choose(page, "Ponto de Roteamento", point);
      await choose(page, "Status", "Habilitado");
      for (let tab = 0; tab < 3; tab += 1) await nextTab();
      const login = `c41-${mark()}`;
      await page.getByLabel("Conta de E-Mail").fill(login);
      await page.getByRole("button", { name: "Gerar" }).click();
      await page.getByRole("button", { name: "Salvar" }).click();
      await confirmed(page, /Plano \d+ cadastrado/);
      const main = page.getByRole("treeitem", { name: new RegExp(login) }).first();
      await main.waitFor();
      const name = main.getByText(login);
      expect(
        await name.evaluate(
          (node) => node.ownerDocument.defaultView!.getComputedStyle(node).fontWeight,
        ),
      ).to.match(/^[67]/);
    });

  for (const kind of others)
    it(`C7, C26, C42: sells ${kind} without login and without routing point`, async () => {
      const customer = await aCustomer(api, unit.city);
      const plan = await named(kind);
      await begin(customer.id);
      await choose(page, "Tipo de Plano", plan);
      expect(await page.getByLabel("Ponto de Roteamento").count()).to.equal(0);
      await choose(page, "Status", "Habilitado");
      await page.getByRole("tab", { name: "Login / Salvar" }).click();
      await page.getByText("Este plano não usa login").waitFor();
      expect(await page.getByLabel("Conta de E-Mail").count()).to.equal(0);
      await page.getByRole("button", { name: "Salvar" }).click();
      await confirmed(page, /Plano \d+ cadastrado/);
      const held = listAt((await tree(customer.id)).body, "subscriptions");
      expect(held.map(({ status, service }) => [status, service])).to.deep.equal([
        ["enabled", "on"],
      ]);
    });

  it("C22 to C25, C27, C28, C31: starts today, in the unit of his city, with what the catalogue says", async () => {
    const customer = await aCustomer(api, unit.city);
    const other = await aUnit(api);
    const [mine, proportional, theirs] = [
      await named("hosting", { trialDays: 20, advanceBilling: true }),
      await named("other", { proportionalTrial: true, advanceBilling: false }),
      String((await aPlan(api, other.id, { name: `Alheio ${mark()}` }))["name"]),
    ];
    await begin(customer.id);
    expect(await page.getByLabel("Data Início").inputValue()).to.equal(typed(unitDay()));
    const main = page.getByRole("main");
    expect(await main.getByLabel("Unidade de Negócios").isDisabled()).to.equal(true);
    expect(await main.getByLabel("Unidade de Negócios").inputValue()).to.equal(unit.city);
    expect(await main.getByLabel("Nº Contrato").isDisabled()).to.equal(true);
    await main.getByLabel("Tipo de Plano").fill(theirs);
    await page.getByText("Esta unidade ainda não tem planos.").waitFor();
    await choose(page, "Tipo de Plano", mine);
    expect(await main.getByLabel("Dias de Trial").isDisabled()).to.equal(true);
    expect(await main.getByLabel("Dias de Trial").inputValue()).to.equal("20");
    expect(await main.getByRole("radio", { name: "Sim" }).isChecked()).to.equal(true);
    await choose(page, "Tipo de Plano", proportional);
    await main.getByText("Trial proporcional: até o fechamento").waitFor();
    expect(await main.getByRole("radio", { name: "Não" }).isChecked()).to.equal(true);
    await page.getByRole("button", { name: "Salvar" }).click();
    await confirmed(page, /Plano \d+ cadastrado/);
    const [held] = listAt((await tree(customer.id)).body, "subscriptions");
    expect([at(held, "startOn"), at(held, "businessUnitId")]).to.deep.equal([unitDay(), unit.id]);
  });

  it("C22: starts on the unit's day, also for an operator who sits where it is another", async () => {
    const far = await desk.sit(undefined, "Pacific/Kiritimati");
    const west = await desk.sit(undefined, "Pacific/Midway");
    const customer = await aCustomer(api, unit.city);
    // It is never the same day in both places.
    for (const who of [far, west]) {
      await who.goto(`/customers/${customer.id}/new-plan`);
      await who.getByLabel("Tipo de Plano").waitFor();
      expect(await who.getByLabel("Data Início").inputValue()).to.equal(typed(unitDay()));
    }
  });

  it("C33 to C39: leaves form and due day of a later plan to the first, and reckons the discount", async () => {
    const customer = await aCustomer(api, unit.city);
    const plan = await named("other");
    const first = await aPlan(api, unit.id, { kind: "other" });
    await api.made("/subscriptions", { customerId: customer.id, planId: first.id });
    const account = { bankCode: "001", agency: "1234-5", account: "12345-6", holder: "Ana Prado" };
    const debit = await api.made(`/customers/${customer.id}/debit-accounts`, {
      ...account,
      document: "529.982.247-25",
    });
    await begin(customer.id);
    await choose(page, "Tipo de Plano", plan);
    await nextTab();
    expect(await page.getByLabel("Forma Pagamento").isDisabled()).to.equal(true);
    expect(await page.getByLabel("Dia Vencimento").isDisabled()).to.equal(true);
    expect(await page.getByLabel("Valor do Plano").isDisabled()).to.equal(true);
    await choose(page, "Dados de Débito", /Ana Prado/);
    await page.getByText("%", { exact: true }).click();
    await page.getByLabel("Desconto em %").fill("50");
    await eventually(async () =>
      expect(await page.getByLabel("Valor a Pagar").inputValue()).to.equal("45,00"),
    );
    await page.getByLabel("Observações").fill("Cliente antigo");
    await page.getByRole("button", { name: "Salvar" }).click();
    await confirmed(page, /Plano \d+ cadastrado/);
    const [, later] = listAt((await tree(customer.id)).body, "subscriptions");
    expect(later?.["debitAccountId"]).to.equal(debit.id);
    expect([at(later, "discount"), at(later, "payableCents"), at(later, "notes")]).to.deep.equal([
      { percent: 50 },
      4_500,
      "Cliente antigo",
    ]);
  });

  it("C40: takes the contract tab, and shows when the contract ends", async () => {
    const customer = await aCustomer(api, unit.city);
    const plan = await named("other");
    await begin(customer.id);
    await choose(page, "Tipo de Plano", plan);
    await nextTab();
    await nextTab();
    await page.getByLabel("Valor da Taxa de Instalação").fill("120,00");
    await page.getByLabel("Data Ativação").fill("29/02/2024");
    await page.getByLabel("Data Ativação").press("Tab");
    await page.getByLabel("Validade Contrato").fill("12");
    await eventually(async () =>
      expect(await page.getByLabel("Data de Vencimento").inputValue()).to.equal("28/02/2025"),
    );
    await page.getByRole("button", { name: "Salvar" }).click();
    await confirmed(page, /Plano \d+ cadastrado/);
    const [held] = listAt((await tree(customer.id)).body, "subscriptions");
    expect(at(held, "contract", "installFeeCents")).to.equal(12_000);
  });

  it("C19: makes a password with one button and shows it, to be read out", async () => {
    const customer = await aCustomer(api, unit.city);
    const plan = await named("dial-up");
    await begin(customer.id);
    await choose(page, "Tipo de Plano", plan);
    await choose(page, "Status", "Habilitado");
    await page.getByRole("tab", { name: "Login / Salvar" }).click();
    const field = page.getByRole("textbox", { name: "Senha" });
    expect(await field.getAttribute("type")).to.equal("password");
    await page.getByRole("button", { name: "Gerar" }).click();
    const first = await field.inputValue();
    expect(first).to.match(/^\S{12,}$/);
    expect(await field.getAttribute("type")).to.equal("text");
    await page.getByRole("button", { name: "Gerar" }).click();
    expect(await field.inputValue()).to.not.equal(first);
  });
});
