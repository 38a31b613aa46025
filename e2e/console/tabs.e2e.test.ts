import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Page } from "playwright-core";
import { aCustomer, aPlan, aUnit, type Checklist, mark } from "../checklist/shared.ts";
import { at } from "../story/api.ts";
import { aColleague, choose, confirmed, type Desk, openDesk } from "./desk.ts";

describe("the tabs of a plan at the console", function () {
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
    const plan = await aPlan(api, unit.id, { name: `Fibra 512 ${mark()}` });
    const held = await api.made("/subscriptions", {
      customerId: customer.id,
      planId: plan.id,
      startOn: "2026-05-21",
      ...extra,
    });
    return { ...held, path: `/customers/${customer.id}/subscriptions/${held.id}` };
  };
  const editing = async (who: Page, path: string, tab: string) => {
    await who.goto(path);
    await who.getByRole("tab", { name: tab, exact: true }).click();
    await panelOf(who, tab).getByRole("button", { name: "Editar" }).click();
    await panelOf(who, tab).getByRole("button", { name: "Salvar" }).waitFor();
    return panelOf(who, tab);
  };
  const panelOf = (who: Page, tab: string) => who.getByRole("tabpanel", { name: tab, exact: true });

  it("C45, C46: warns at Tipo de Plano that only billing changes, and saves Detalhe for itself", async () => {
    const access = { username: `c46-${mark()}`, password: "segredo-46" };
    const held = await sold({ status: "enabled", access });
    const other = await aPlan(api, unit.id, { name: `Fibra 256 ${mark()}`, priceCents: 5_000 });
    const panel = await editing(page, held.path, "Detalhe");
    await panel.getByText("não vão para os servidores").waitFor();
    expect(await panel.getByLabel("Nº Contrato").isDisabled()).to.equal(true);
    await choose(page, "Tipo de Plano", String(other["name"]));
    await panel.getByText(`Será cobrado ${String(other["name"])}; a linha continua`).waitFor();
    await panel.getByLabel("Dias de Trial").fill("7");
    await panel.getByRole("button", { name: "Salvar" }).click();
    await confirmed(page, "Detalhe: alterações salvas");
    const { body } = await api.get(`/subscriptions/${held.id}`);
    expect([body["planId"], body["trialDays"], body["payableCents"]]).to.deep.equal([
      other.id,
      7,
      5_000,
    ]);
    expect(at(body, "carriedPlan", "name")).to.not.equal(other["name"]);
  });

  it("C29, C30, C57: offers the statuses that editing may set, and names the operation for the others", async () => {
    const access = { username: `c30-${mark()}`, password: "segredo-30" };
    const held = await sold({ status: "enabled", access });
    const panel = await editing(page, held.path, "Detalhe");
    await panel.getByRole("combobox", { name: "Status" }).click();
    const option = (text: string) => page.locator(".ant-select-item-option", { hasText: text });
    await option("Suspenso (servidores e cobrança) – use Suspender").waitFor();
    expect(
      await option("servidores e cobrança").getAttribute("aria-disabled", { timeout: 2_000 }),
    ).to.equal("true");
    await option("Suspenso (só cobrança)").click();
    await panel.getByRole("button", { name: "Salvar" }).click();
    await confirmed(page, "Detalhe");
    const { body } = await api.get(`/subscriptions/${held.id}`);
    expect([body["status"], body["service"]]).to.deep.equal(["suspended-administrative", "on"]);
  });

  it("C36, C37, C38, C45: turns the discount from R$ to %, and says what is to pay while it is typed", async () => {
    const held = await sold({ discount: { amountCents: 1_000 } });
    const panel = await editing(page, held.path, "Inf. Cobrança");
    expect(await panel.getByLabel("Valor do Plano").isDisabled()).to.equal(true);
    const toPay = (amount: string) =>
      eventually(async () =>
        expect(await panel.getByLabel("Valor a Pagar").inputValue()).to.equal(amount),
      );
    await toPay("80,00");
    await panel.getByLabel("Desconto em R$").fill("25,00");
    await toPay("65,00");
    await panel.getByText("%", { exact: true }).click();
    await panel.getByLabel("Desconto em %").fill("50");
    await toPay("45,00");
    await panel.getByRole("button", { name: "Salvar" }).click();
    await confirmed(page, "Inf. Cobrança");
    const { body } = await api.get(`/subscriptions/${held.id}`);
    expect([body["discount"], body["payableCents"]]).to.deep.equal([{ percent: 50 }, 4_500]);
  });

  it("C37: refuses a discount above the price and keeps what was typed", async () => {
    const held = await sold();
    const panel = await editing(page, held.path, "Inf. Cobrança");
    await panel.getByLabel("Desconto em R$").fill("90,01");
    await panel.getByRole("button", { name: "Salvar" }).click();
    await panel.getByText("O desconto passa do valor do plano.").waitFor();
    expect(await panel.getByLabel("Desconto em R$").inputValue()).to.equal("90,01");
    expect((await api.get(`/subscriptions/${held.id}`)).body["discount"]).to.equal(null);
  });

  it("C45: tells the second of two operators who was faster and what differs, and loses nothing he typed", async () => {
    const held = await sold({ notes: "antes" });
    const [mine, theirs] = [page, await desk.sit(await aColleague(api, "Vera Lima"))];
    const panel = await editing(mine, held.path, "Inf. Cobrança");
    const other = await editing(theirs, held.path, "Inf. Cobrança");
    await panel.getByLabel("Observações").fill("ligar antes");
    await other.getByLabel("Observações").fill("poste 7");
    await other.getByLabel("Desconto em R$").fill("10,00");
    await other.getByRole("button", { name: "Salvar" }).click();
    await confirmed(theirs, "Inf. Cobrança");
    await panel.getByRole("button", { name: "Salvar" }).click();
    const dialog = mine.getByRole("dialog");
    await dialog.getByText(/Vera Lima salvou esta aba em .+, enquanto você digitava/).waitFor();
    await dialog.getByText("Você: ligar antes").waitFor();
    await dialog.getByText("Vera Lima: poste 7").waitFor();
    await dialog.getByText("Vera Lima: 11,11 % (R$ 10,00)").waitFor();
    await dialog.getByRole("button", { name: "Usar estas escolhas" }).click();
    expect(await panel.getByLabel("Observações").inputValue()).to.equal("ligar antes");
    expect(await panel.getByLabel("Desconto em R$").inputValue()).to.equal("10,00");
    await panel.getByRole("button", { name: "Salvar" }).click();
    await confirmed(mine, "Inf. Cobrança");
    const { body } = await api.get(`/subscriptions/${held.id}`);
    expect([body["notes"], body["payableCents"]]).to.deep.equal(["ligar antes", 8_000]);
  });

  it("C45: takes the other's value where that is chosen", async () => {
    const held = await sold();
    const panel = await editing(page, held.path, "Detalhe");
    await panel.getByLabel("Dias de Trial").fill("5");
    await api.patch(`/subscriptions/${held.id}/detail`, { trialDays: 20 }, '"1"');
    await panel.getByRole("button", { name: "Salvar" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Você: 5").waitFor();
    await dialog.getByRole("radio", { name: /: 20$/ }).check();
    await dialog.getByRole("button", { name: "Usar estas escolhas" }).click();
    expect(await panel.getByLabel("Dias de Trial").inputValue()).to.equal("20");
  });

  it("C40, C45: edits the contract, shows it on paper, and keeps it as it was accepted", async () => {
    const held = await sold();
    const panel = await editing(page, held.path, "Contrato");
    await panel.getByLabel("Valor da Taxa de Instalação").fill("100,00");
    await panel.getByLabel("Parcelas Taxa de Instalação").fill("3");
    await panel.getByLabel("Fórmula de Cancelamento").fill("beneficio * 2");
    await page.keyboard.press("Control+s");
    await confirmed(page, "Contrato");
    await panel.getByText("Rascunho").waitFor();
    const href = await panel.getByRole("link", { name: /Visualizar/ }).getAttribute("href");
    const pdf = await page.request.get(href ?? "");
    expect((await pdf.body()).subarray(0, 5).toString()).to.equal("%PDF-");
    await panel.getByRole("button", { name: "Aceitar contrato" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Aceitar contrato" }).click();
    await panel.getByText(/Aceito em \d\d\/\d\d\/\d{4}, por .+/).waitFor();
    expect((await api.get(`/subscriptions/${held.id}/contract`)).body["accepted"]).to.equal(true);
    expect(await panel.getByRole("button", { name: "Aceitar contrato" }).count()).to.equal(0);
  });

  it("C45, C47: corrects the last closing, beside the account of the plan", async () => {
    const held = await sold();
    const panel = await editing(page, held.path, "Faturamento");
    await panel.getByLabel("Data Último Fechamento").fill("31/05/2026");
    await panel.getByLabel("Data Último Fechamento").press("Tab");
    await panel.getByRole("button", { name: "Salvar" }).click();
    await confirmed(page, "Faturamento");
    await panel.getByText("31/05/2026").first().waitFor();
    await panel.getByRole("heading", { name: "Contas em Aberto do Plano" }).waitFor();
    const { body } = await api.get(`/subscriptions/${held.id}`);
    expect(body["lastClosingOn"]).to.equal("2026-05-31");
  });

  it("C45: asks before it throws away what was typed", async () => {
    const held = await sold();
    const panel = await editing(page, held.path, "Inf. Cobrança");
    await panel.getByLabel("Observações").fill("quase perdido");
    await panel.getByRole("button", { name: "Sair" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Continuar digitando" }).click();
    expect(await panel.getByLabel("Observações").inputValue()).to.equal("quase perdido");
  });
});
