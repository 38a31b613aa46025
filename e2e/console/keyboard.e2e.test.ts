import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Page } from "playwright-core";
import { aCustomer, aPlan, aUnit, type Checklist, mark } from "../checklist/shared.ts";
import { listAt } from "../story/api.ts";
import { confirmed, type Desk, openDesk } from "./desk.ts";
import { someCpf } from "./rest.ts";

describe("the forms of the console, by keyboard alone", function () {
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

  /** Goes on with Tab until the field or button of this name has the keyboard. */
  const tabTo = async (name: string) => {
    const passed: string[] = [];
    for (let steps = 0; steps < 60; steps += 1) {
      const here = await page.evaluate<string>(
        "(({ labels, ariaLabel, innerText }) => labels?.[0]?.innerText ?? ariaLabel ?? innerText ?? '')(document.activeElement)",
      );
      if (here.trim() === name) return;
      passed.push(here.trim().slice(0, 30));
      await page.keyboard.press("Tab");
    }
    throw new Error(`Tab does not come to ${name}: ${passed.join(", ")}`);
  };
  const type = async (name: string, text: string) => {
    await tabTo(name);
    await page.keyboard.type(text);
  };
  const chooses = async (name: string, option: string) => {
    await type(name, option);
    await page.locator(".ant-select-item-option-active", { hasText: option }).waitFor();
    await page.keyboard.press("Enter");
  };
  const ready = (heading: string | RegExp) =>
    page.getByRole("heading", { name: heading }).first().waitFor();

  it("C2, C3: register a customer", async () => {
    const name = `Joana ${mark()}`;
    await page.goto("/customers/new");
    await ready("Novo cliente");
    await type("CPF", someCpf());
    await type("Nome completo", name);
    await type("Telefone", "43999887766");
    await type("Cidade", unit.city);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Control+s");
    await confirmed(page, `${name} foi cadastrado`);
  });

  it("C2, C22, C41: sell a plan with its login", async () => {
    const customer = await aCustomer(api, unit.city);
    const plan = await aPlan(api, unit.id, { kind: "dial-up" });
    await page.goto(`/customers/${customer.id}/new-plan`);
    await ready(/^Novo plano/);
    await chooses("Tipo de Plano", String(plan["name"]));
    await tabTo("Status");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    for (let tab = 0; tab < 3; tab += 1) {
      await tabTo("Próxima aba");
      await page.keyboard.press("Enter");
    }
    await page.getByRole("tab", { name: "Login / Salvar", selected: true }).focus();
    await type("Conta de E-Mail", `tecla-${mark()}`);
    await tabTo("Gerar");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Control+s");
    await confirmed(page, /Plano \d+ cadastrado/);
    const { body } = await api.get(`/customers/${customer.id}/tree`);
    expect(listAt(body, "subscriptions")[0]?.["service"]).to.equal("on");
  });

  it("C17, C20: add an entry of a list", async () => {
    const name = `Vera ${mark()}`;
    await page.goto("/settings/lists?list=salespeople");
    await ready("Configurações");
    await tabTo("Novo vendedor");
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor();
    await type("Nome", name);
    await page.keyboard.press("Control+s");
    await confirmed(page, "Salvo.");
  });

  it("C45: edit a tab, and leave it with Esc", async () => {
    const customer = await aCustomer(api, unit.city);
    const plan = await aPlan(api, unit.id, { kind: "other" });
    const held = await api.made("/subscriptions", { customerId: customer.id, planId: plan.id });
    await page.goto(`/customers/${customer.id}/subscriptions/${held.id}`);
    await ready(String(plan["name"]));
    await page.getByRole("tab", { name: "Detalhe" }).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    await tabTo("Editar");
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Salvar" }).waitFor();
    await type("Observações", "por teclado");
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").getByText("Sair sem salvar?").last().waitFor();
    await page.keyboard.press("Enter");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.keyboard.press("Control+s");
    await confirmed(page, "Inf. Cobrança");
    expect((await api.get(`/subscriptions/${held.id}`)).body["notes"]).to.equal("por teclado");
  });

  it("C2: write the titles of mandatory fields in bold, and of no other", async () => {
    const customer = await aCustomer(api, unit.city);
    const weights = async (path: string) => {
      await page.goto(path);
      await page.getByRole("main").getByRole("heading").first().waitFor();
      await page.locator(".ant-form-item-label label").first().waitFor();
      const read = `[...document.querySelectorAll(".ant-form-item-label label")]
        .map((label) => [label.textContent, Number(getComputedStyle(label.firstElementChild ?? label).fontWeight) >= 600])`;
      return new Map(await page.evaluate<[string, boolean][]>(read));
    };
    const registration = await weights("/customers/new");
    for (const [title, isBold] of Object.entries({ CPF: true, Cidade: true, Bairro: false }))
      expect(registration.get(title), title).to.equal(isBold);
    const sale = await weights(`/customers/${customer.id}/new-plan`);
    for (const [title, isBold] of Object.entries({ "Tipo de Plano": true, Vendedor: false }))
      expect(sale.get(title), title).to.equal(isBold);
  });
});
