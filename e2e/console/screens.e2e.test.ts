import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Page } from "playwright-core";
import { aCustomer, aPlan, aUnit, type Checklist, mark } from "../checklist/shared.ts";
import { at, listAt } from "../story/api.ts";
import { monthsBack } from "../story/days.ts";
import { type Desk, openDesk } from "./desk.ts";
import { addressOf, lookAt, routes } from "./screens.ts";

describe("the screens of the console", function () {
  this.timeout(120_000);
  let desk: Desk;
  let page: Page;
  let params: Readonly<Record<string, string>>;

  before(async function () {
    this.timeout(300_000);
    desk = await openDesk();
    params = await furnished(desk.api);
    page = await desk.sit();
  });

  after(() => desk?.leave());

  const look = async (name: string) => expect(await lookAt(page, name), name).to.deep.equal([]);
  const lookAtTabs = async (name: string) => {
    const tabs = page.getByRole("main").getByRole("tablist").first().getByRole("tab");
    for (const tab of await tabs.all()) {
      await tab.click();
      await look(`${name} ${await tab.innerText()}`);
    }
  };
  /** Opens each dialog that a button of the screen leads to. */
  const lookAtDialogs = async (name: string, buttons: RegExp) => {
    const leading = page.getByRole("main").getByRole("button", { name: buttons });
    await leading.first().waitFor();
    for (const button of await leading.all()) {
      const label = (await button.getAttribute("aria-label")) ?? (await button.innerText());
      if (!(await button.isVisible()) || /^(Editar|Apagar) /.test(label)) continue;
      await button.click();
      const dialog = page.getByRole("dialog");
      if ((await dialog.count()) === 0) continue;
      await look(`${name} ${label}`);
      await dialog.getByRole("button", { name: "Sair" }).click();
      await dialog.waitFor({ state: "hidden" });
    }
  };

  it("finds the routes of the router", () => {
    expect(routes()).to.include.members(["customers", "settings/:section?"]);
    expect(routes().length).to.be.greaterThan(10);
  });

  for (const route of routes())
    it(`meets WCAG 2.2 AA at /${route}, with its tabs`, async () => {
      await page.goto(addressOf(route, params));
      await page.getByRole("main").getByRole("heading").first().waitFor();
      await look(route);
      await lookAtTabs(route);
    });

  const lists = [
    "statuses",
    "salespeople",
    "cancellation-reasons",
    "due-days",
    "payment-forms",
    "ip-classes",
    "speed-profiles",
    "servers",
  ];
  const withDialogs = [
    "/settings/plans",
    "/settings/business-units",
    "/settings/templates",
    "/settings/operators",
    "/settings/roles",
    "/network/routing-points",
    "/network/nas",
    ...lists.map((list) => `/settings/lists?list=${list}`),
  ];
  for (const path of withDialogs)
    it(`meets WCAG 2.2 AA in the dialogs of ${path}`, async () => {
      await page.goto(path);
      await page.getByRole("main").getByRole("heading").first().waitFor();
      await look(path);
      await lookAtDialogs(path, /Nov[oa]/);
    });

  it("meets WCAG 2.2 AA in the debit accounts of a customer (C55)", async () => {
    await page.goto(`${addressOf("customers/:customerId", params)}?tab=debit-accounts`);
    await lookAtDialogs("debit", /Novos dados de débito/);
  });

  it("meets WCAG 2.2 AA where two edits of a tab meet (C45)", async () => {
    await page.goto(addressOf("customers/:customerId/subscriptions/:subscriptionId", params));
    await page.getByRole("button", { name: "Editar", exact: true }).click();
    await page.getByLabel("Dias de Trial").fill("5");
    const path = `/subscriptions/${params["subscriptionId"] ?? ""}`;
    const version = at((await desk.api.get(path)).body, "etags", "detail");
    await desk.api.patch(`${path}/detail`, { trialDays: 20 }, `"${String(version)}"`);
    await page.getByRole("button", { name: "Salvar" }).click();
    await page.getByRole("dialog").waitFor();
    await look("two edits meet");
    await page.getByRole("dialog").getByRole("button", { name: "Voltar" }).click();
  });

  it("meets WCAG 2.2 AA in every tab of a plan that is being edited (C45)", async () => {
    await page.goto(addressOf("customers/:customerId/subscriptions/:subscriptionId", params));
    for (const name of ["Detalhe", "Inf. Cobrança", "Contrato", "Faturamento"]) {
      await page.getByRole("tab", { name, exact: true }).click();
      const panel = page.getByRole("tabpanel", { name, exact: true });
      await panel.getByRole("button", { name: "Editar" }).click();
      await panel.getByRole("button", { name: "Salvar" }).waitFor();
      await look(`edit ${name}`);
      await panel.getByRole("button", { name: "Sair" }).click();
      await panel.getByRole("button", { name: "Editar" }).waitFor();
    }
  });

  it("meets WCAG 2.2 AA in the menu of a plan, and in every dialog that it opens (C8)", async () => {
    await page.goto(addressOf("customers/:customerId/subscriptions/:subscriptionId", params));
    const open = async () => {
      await page.getByRole("button", { name: "Abrir menu" }).first().click();
      await page.getByRole("menu").waitFor();
    };
    await open();
    await look("menu of a plan");
    const entries = page.locator(".context-menu [role=menuitem]:not([aria-disabled=true])");
    const names = await entries.allInnerTexts();
    await page.keyboard.press("Escape");
    for (const name of names.filter((one) => !/^(Editar Dados|Dados de Débito)/.test(one))) {
      await open();
      await page.getByRole("menuitem", { name, exact: true }).click();
      await page.getByRole("dialog").waitFor();
      await look(`act ${name}`);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
    }
  });
});

/** Something for every screen to show: a customer who is connected, billed and owes an invoice. */
async function furnished(api: Checklist): Promise<Readonly<Record<string, string>>> {
  const unit = await aUnit(api, { closingDay: 31 });
  const customer = await aCustomer(api, unit.city);
  const plan = await aPlan(api, unit.id, { name: "Fibra 500 Mega" });
  const on = monthsBack(0, 0);
  const held = await api.made("/subscriptions", {
    customerId: customer.id,
    planId: plan.id,
    status: "enabled",
    startOn: `${on.slice(0, 8)}01`,
    discount: { percent: 10 },
    notes: "Ligar antes de ir: portão azul.",
    access: { username: `tela-${mark()}`, password: "segredo-tela" },
  });
  await aPlan(api, unit.id, { name: "Fibra 300 Mega", priceCents: 7_000 });
  await api.made("/cancellation-reasons", { businessUnitId: unit.id, name: "Mudou-se" });
  await eventually(async () => {
    const { body } = await api.get(`/subscriptions/${held.id}`);
    expect(body).to.have.nested.property("etags.invoicing").that.is.a("string");
  });
  const closing = await api.made("/closings", { businessUnitId: unit.id, on });
  const stands = (state: string) =>
    eventually(
      async () => expect((await api.get(`/closings/${closing.id}`)).body["state"]).to.equal(state),
      { withinMs: 20_000 },
    );
  await stands("proposed");
  await api.post(`/closings/${closing.id}/commit`, {});
  await stands("committed");
  const invoices = await api.get(`/invoices?customerId=${customer.id}`);
  const invoiceId = String(listAt(invoices.body, "items")[0]?.["id"]);
  return {
    customerId: customer.id,
    subscriptionId: held.id,
    closingId: closing.id,
    invoiceId,
  };
}
