import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Page } from "playwright-core";
import { aCustomer, aUnit, type Checklist, mark } from "../checklist/shared.ts";
import { at } from "../story/api.ts";
import { aColleague, confirmed, type Desk, openDesk } from "./desk.ts";

describe("a registration at the console", function () {
  this.timeout(90_000);
  let desk: Desk;
  let api: Checklist;
  let page: Page;

  before(async function () {
    this.timeout(300_000);
    desk = await openDesk();
    ({ api } = desk);
    page = await desk.sit();
  });

  after(() => desk?.leave());

  const editing = async (who: Page, customerId: string) => {
    await who.goto(`/customers/${customerId}`);
    await who.getByRole("button", { name: "Editar" }).click();
    await who.getByRole("button", { name: "Salvar" }).waitFor();
  };

  it("C3, C23: is edited in Dados Cadastro, and another city brings another unit", async () => {
    const [here, there] = [await aUnit(api), await aUnit(api)];
    const { id } = await aCustomer(api, here.city);
    await editing(page, id);
    await page.getByLabel("Nome completo").fill("");
    await page.getByRole("button", { name: "Salvar" }).click();
    await page.getByText("Informe o nome", { exact: false }).first().waitFor();
    const name = `Célia Prado ${mark()}`;
    await page.getByLabel("Nome completo").fill(name);
    await page.getByRole("combobox", { name: "Cidade" }).fill(there.city);
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+s");
    await confirmed(page, "Dados cadastrais salvos");
    const { body } = await api.get(`/customers/${id}`);
    expect([body["name"], body["businessUnitId"]]).to.deep.equal([name, there.id]);
  });

  it("C3: tells the second of two operators what the first has saved, and keeps what he typed", async () => {
    const unit = await aUnit(api);
    const { id } = await aCustomer(api, unit.city);
    const colleague = await desk.sit(await aColleague(api, "Bia"));
    await editing(page, id);
    await editing(colleague, id);
    await page.getByLabel("Telefone").fill("43999990001");
    await colleague.getByLabel("Telefone").fill("43999990002");
    await colleague.getByLabel("E-mail").fill("dele@example.com");
    await page.getByRole("button", { name: "Salvar" }).click();
    await confirmed(page, "Dados cadastrais salvos");
    await colleague.getByRole("button", { name: "Salvar" }).click();
    const dialog = colleague.getByRole("dialog");
    await dialog.getByText("(43) 99999-0001", { exact: false }).waitFor();
    await dialog.getByText("(43) 99999-0002", { exact: false }).waitFor();
    await dialog.getByRole("button").last().click();
    await colleague.getByRole("button", { name: "Salvar" }).click();
    await confirmed(colleague, "Dados cadastrais salvos");
    const { body } = await api.get(`/customers/${id}`);
    expect([at(body, "phone"), at(body, "email")]).to.deep.equal([
      "43999990002",
      "dele@example.com",
    ]);
  });
});
