import { expect } from "chai";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "./console/browser.ts";
import { choose } from "./console/desk.ts";
import { arrange, someCpf } from "./console/rest.ts";
import { type RunningSystem, runningSystem } from "./console/running-system.ts";
import { violations } from "./console/screens.ts";
import { daysAfter, monthsBack, typed } from "./story/days.ts";

const mark = Date.now().toString(36);
const names = {
  city: `Cidade ${mark}`,
  plan: `Fibra 500 Mega ${mark}`,
  point: `Torre ${mark}`,
  customer: `Tiago Monteiro ${mark}`,
  login: `tiago-${mark}`,
};

describe("an operator at the console", function () {
  this.timeout(180_000);
  // Each part goes on from where the one before it ended.
  this.bail(true);
  let system: RunningSystem;
  let browser: Browser;
  let page: Page;
  let customerPath = "";

  before(async () => {
    system = await runningSystem();
    browser = await openBrowser();
    const context = await browser.newContext({
      baseURL: system.url,
      locale: "pt-BR",
      viewport: { width: 1280, height: 720 },
    });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
  });

  afterEach(async function () {
    const folder = process.env["TORRE_E2E_SCREENSHOTS"];
    if (this.currentTest?.state !== "failed" || folder === undefined) return;
    await page.screenshot({ path: `${folder}/console-failed.png` });
  });

  after(async () => {
    await browser?.close();
    await system?.stop();
  });

  it("is told when user and password do not match, and signs in with Entrar (C1)", async () => {
    await page.goto("/");
    await page.getByLabel("Usuário").fill(system.username);
    await page.getByLabel("Senha").fill("certainly not this");
    await page.getByRole("button", { name: "Entrar" }).click();
    await page.getByRole("alert").getByText("Usuário ou senha não conferem").waitFor();
    await page.getByLabel("Senha").fill(system.password);
    await page.getByRole("button", { name: "Entrar" }).click();
    await page.getByRole("heading", { name: "Clientes" }).waitFor();
    await furnish(page);
  });

  it("is refused a customer without what has a bold title, then registers him (C2, C3)", async () => {
    await page.goto("/customers/new");
    await page.getByRole("button", { name: "Salvar" }).click();
    await page.getByText("Informe o CPF.").waitFor();
    await page.getByLabel("CPF").fill("52998224726");
    await page.getByLabel("Nome completo").fill(names.customer);
    await page.getByText("Este CPF não existe").waitFor();
    await page.getByLabel("CPF").fill(someCpf());
    await page.getByLabel("Telefone").fill("43999887766");
    expect(await page.getByLabel("Telefone").inputValue()).to.equal("(43) 99988-7766");
    await page.getByLabel("Cidade").fill(names.city);
    await page.getByLabel("Cidade").press("Tab");
    await page.keyboard.press("Control+s");
    await page.getByRole("heading", { name: names.customer }).waitFor();
  });

  it("sells him a plan and connects him in one act, in the manual's four tabs (C22 to C41)", async () => {
    await page.getByRole("button", { name: "Novo plano" }).click();
    const startOn = typed(daysAfter(monthsBack(0, 0), -10));
    await page.getByLabel("Data Início").fill(startOn);
    await page.getByLabel("Data Início").press("Tab");
    await choose(page, "Tipo de Plano", names.plan);
    await page.getByRole("complementary").getByText(startOn).waitFor();
    expect(await page.getByLabel("Dias de Trial").isDisabled()).to.equal(true);
    await choose(page, "Ponto de Roteamento", names.point);
    await choose(page, "Status", "Habilitado");
    await page.getByRole("tab", { name: "Inf. Cobrança" }).click();
    expect(await page.getByLabel("Forma Pagamento").isEnabled()).to.equal(true);
    await page.getByLabel("Desconto em R$").fill("10,00");
    await page.getByRole("tab", { name: "Login / Salvar" }).click();
    await page.getByLabel("Conta de E-Mail").fill(names.login);
    await page.getByRole("button", { name: "Gerar" }).click();
    await page.getByRole("button", { name: "Salvar" }).click();
    await page.getByRole("heading", { name: names.plan }).waitFor();
    await page
      .getByRole("treeitem", { name: new RegExp(names.login) })
      .first()
      .waitFor();
    await page.getByText("R$ 89,90").first().waitFor();
    customerPath = new URL(page.url()).pathname;
  });

  it("suspends by right-click and sees every server follow (C51, C57)", async () => {
    await page.getByRole("treeitem", { name: new RegExp(names.plan) }).click({ button: "right" });
    await page.getByRole("menuitem", { name: "Suspender", exact: true }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Suspender" }).click();
    await dialog.getByText("Concluída").waitFor();
    await dialog.getByText("4 de 4 passos").waitFor();
    await dialog.getByRole("button", { name: "OK" }).click();
    await page.getByRole("treeitem", { name: "Planos Inativos 1" }).waitFor();
  });

  it("resumes by keyboard alone (C53)", async () => {
    await page.getByRole("treeitem", { name: new RegExp(names.plan) }).click();
    await page.keyboard.press("Shift+F10");
    await page.getByRole("menuitem", { name: "Reativar", exact: true }).waitFor();
    await page.getByRole("menuitem", { name: "Reativar", exact: true }).press("Enter");
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("button", { name: "Reativar" }).click();
    await dialog.getByText("Concluída").waitFor();
    await dialog.getByRole("button", { name: "OK" }).click();
    await page.getByRole("treeitem", { name: "Planos Ativos 1" }).waitFor();
  });

  it("finds him by his login from any screen, with the slash key", async () => {
    await page.goto("/settings");
    await page.getByRole("heading", { name: "Configurações" }).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type(names.login);
    await page.locator(".search-name", { hasText: names.customer }).first().click();
    await page.getByRole("heading", { name: names.customer }).waitFor();
  });

  it("closes the month, reads why each line is what it is, and opens the invoice (C58, C71)", async () => {
    await page.goto("/billing");
    await choose(page, "Unidade de Negócios", names.city);
    await page.getByRole("button", { name: "Calcular proposta" }).click();
    await page
      .getByRole("row", { name: new RegExp(names.customer) })
      .getByText("10", { exact: true })
      .click();
    await page.getByText(/10 de 3[01] dias do ciclo/).waitFor();
    await page.getByRole("button", { name: "Fechar e emitir faturas" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Fechar e emitir faturas" }).click();
    await page.getByRole("tab", { name: "Faturas" }).click();
    const invoice = page.getByRole("tabpanel", { name: "Faturas" }).getByRole("row", {
      name: new RegExp(names.customer),
    });
    await invoice.getByRole("link").first().click();
    await page.getByRole("heading", { name: /Fatura \d+/ }).waitFor();
    await page.getByText(/10 de 3[01] dias do ciclo/).waitFor();
  });

  it("meets WCAG 2.2 AA on the screens he works on", async () => {
    const newPlanPath = customerPath.replace(/subscriptions\/.*/, "new-plan");
    const lists = ["/customers", "/customers/new", "/billing", "/network", "/settings"];
    for (const path of [...lists, customerPath, newPlanPath]) {
      await page.goto(path);
      await page.getByRole("main").getByRole("heading").first().waitFor();
      expect(await violations(page), path).to.deep.equal([]);
    }
  });

  it("signs out", async () => {
    await page.getByRole("button", { name: /^Menu de/ }).click();
    await page.getByRole("menuitem", { name: "Sair" }).click();
    await page.getByRole("button", { name: "Entrar" }).waitFor();
  });
});

/** A unit of the story's own, so that no other closing bills its customer. */
async function furnish(page: Page): Promise<void> {
  const { id: businessUnitId } = await arrange(page, "/business-units", {
    name: names.city,
    city: names.city,
    closingDay: 31,
    mailDomain: `${mark}.torre.example`,
  });
  const rate = { downKbps: 500_000, upKbps: 250_000 };
  await arrange(page, "/plans", {
    businessUnitId,
    name: names.plan,
    kind: "broadband",
    priceCents: 9_990,
    speed: { businessHours: rate, otherHours: rate },
  });
  await arrange(page, "/routing-points", { businessUnitId, name: names.point, kind: "tower" });
}
