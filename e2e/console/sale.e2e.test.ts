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
