import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Page } from "playwright-core";
import { aCustomer, aPlan, aUnit, type Checklist, mark } from "../checklist/shared.ts";
import { choose, confirmed, type Desk, openDesk } from "./desk.ts";
import { violations } from "./screens.ts";

describe("the operators at the console", function () {
  this.timeout(90_000);
  // Each part goes on from where the one before it ended.
  this.bail(true);
  const roleName = `Recepção ${mark()}`;
  const who = { username: `rita-${mark()}`, password: "senha-da-rita-1" };
  let desk: Desk;
  let api: Checklist;
  let page: Page;
  let rita: Page;
  let unit: Awaited<ReturnType<typeof aUnit>>;

  before(async function () {
    this.timeout(300_000);
    desk = await openDesk();
    ({ api } = desk);
    unit = await aUnit(api);
    page = await desk.sit();
  });

  after(() => desk?.leave());

  const dialog = () => page.getByRole("dialog");

  it("C2, C20: are given a role of permissions in words, with limits", async () => {
    await page.goto("/settings/roles");
    await page.getByRole("button", { name: "Novo papel" }).click();
    await dialog().getByRole("button", { name: "Salvar" }).click();
    await dialog().getByText("Informe o nome.").waitFor();
    await dialog().getByText("Escolha ao menos uma permissão.").waitFor();
    await dialog().getByLabel("Nome").fill(roleName);
    await dialog().getByLabel("Maior desconto").fill("5");
    await dialog().getByLabel("Ver clientes e seus planos").check();
    await dialog().getByLabel("Cadastrar e mudar operadores, papéis e tokens").check();
    await dialog().getByLabel("Ver operadores e papéis").check();
    await dialog().getByRole("button", { name: "Salvar" }).click();
    await confirmed(page, "Salvo");
    await page.getByRole("row", { name: new RegExp(`${roleName}.*3 permissões.*5 %`) }).waitFor();
  });

  it("C2: are registered with a role and a unit, and may be disabled", async () => {
    await page.goto("/settings/operators");
    await page.getByRole("button", { name: "Novo operador" }).click();
    await dialog().getByLabel("Nome").fill("Rita");
    await dialog().getByLabel("Usuário").fill(who.username);
    await dialog().getByLabel("Senha").fill(who.password);
    await choose(page, "Papel", roleName);
    await choose(page, "Unidades de Negócios", unit.city);
    await dialog().getByText("Novo operador").click();
    await dialog().getByRole("button", { name: "Salvar" }).click();
    await confirmed(page, "Salvo");
    await page.getByRole("row", { name: new RegExp(`${who.username}.*${unit.city}`) }).waitFor();
  });

  it("C1: are offered only what their role opens", async () => {
    rita = await desk.sit(who);
    await rita.goto("/customers");
    const areas = rita.getByRole("navigation", { name: "Áreas" });
    await areas.getByRole("link", { name: "Clientes" }).waitFor();
    expect(await areas.getByRole("link", { name: "Cobrança" }).count()).to.equal(0);
    expect(await rita.getByRole("button", { name: "Novo cliente" }).count()).to.equal(0);
    await rita.goto("/billing");
    await rita.getByText("Seu papel não abre esta tela").waitFor();
    await rita.goto("/customers/new");
    await rita.getByText("Seu papel não abre esta tela").waitFor();
  });

  it("C47: are shown a plan without asking for anything that their role does not open", async () => {
    const customer = await aCustomer(api, unit.city);
    const plan = await aPlan(api, unit.id, { kind: "other" });
    await api.made("/subscriptions", { customerId: customer.id, planId: plan.id });
    const refused: string[] = [];
    rita.on("response", (answer) => {
      if (answer.status() === 403) refused.push(answer.url());
    });
    await rita.goto(`/customers/${customer.id}`);
    await rita.getByRole("treeitem", { name: new RegExp(String(plan["name"])) }).click();
    await rita.getByRole("tab", { name: "Faturamento" }).click();
    await rita.getByText("Data Último Fechamento").waitFor();
    await rita.getByRole("tab", { name: "Histórico" }).click();
    await rita.getByText("cadastrou um plano").waitFor();
    expect(await rita.getByText("Contas em Aberto do Plano").count()).to.equal(0);
    expect(refused).to.deep.equal([]);
  });

  it("give nobody what they do not have", async () => {
    await rita.goto("/settings/operators");
    await rita.getByRole("button", { name: "Novo operador" }).click();
    const form = rita.getByRole("dialog");
    await form.getByLabel("Nome").fill("Novo");
    await form.getByLabel("Usuário").fill(`novo-${mark()}`);
    await form.getByLabel("Senha").fill("senha-nova-1");
    await choose(rita, "Papel", "Administrador");
    await form.getByLabel("Trabalha em todas as unidades").check();
    await form.getByRole("button", { name: "Salvar" }).click();
    await form.getByText("Ninguém dá nem tira o que não tem").waitFor();
  });

  it("C1: change their own password and sign in with it", async () => {
    await rita.goto("/customers");
    await rita.getByRole("button", { name: /^Menu de/ }).click();
    await rita.getByRole("menuitem", { name: "Trocar minha senha" }).click();
    await rita.getByLabel("Senha atual").fill("certamente-outra");
    await rita.getByLabel("Nova senha").fill("senha-nova-da-rita");
    await rita.getByRole("dialog").getByRole("button", { name: "Salvar" }).click();
    await rita.getByText("A senha atual não confere.").waitFor();
    await rita.getByLabel("Senha atual").fill(who.password);
    await rita.getByRole("dialog").getByRole("button", { name: "Salvar" }).click();
    await rita.getByLabel("Usuário").fill(who.username);
    await rita.getByLabel("Senha").fill("senha-nova-da-rita");
    await rita.getByRole("button", { name: "Entrar" }).click();
    await rita.getByRole("heading", { name: "Clientes" }).waitFor();
  });

  it("have API tokens that are shown once", async () => {
    await page.goto("/settings/operators");
    const row = page.getByRole("row", { name: new RegExp(who.username) });
    await row.getByRole("button", { name: "Tokens de API" }).click();
    await dialog().getByLabel("Para que serve").fill("cobrança externa");
    await dialog().getByRole("button", { name: "Criar token" }).click();
    await dialog().getByText("ele não será mostrado de novo").waitFor();
    await dialog().getByRole("button", { name: "Sair" }).click();
    await row.getByRole("button", { name: "Tokens de API" }).click();
    await dialog().getByText("cobrança externa").waitFor();
    expect(await dialog().getByText("ele não será mostrado de novo").count()).to.equal(0);
  });

  it("stand in the audit trail, whose chain is whole", async () => {
    await page.goto("/settings/audit");
    await page.getByText("criou um token de API").first().waitFor();
    await page.getByRole("button", { name: "Conferir integridade" }).click();
    await page.getByText("A auditoria está íntegra").last().waitFor();
  });

  it("work on screens that meet WCAG 2.2 AA", async () => {
    const settings = ["operators", "roles", "audit"].map((section) => `/settings/${section}`);
    const reports = ["day", "subscriptions", "logins", "customers"].map((key) => `/reports/${key}`);
    for (const path of [...settings, ...reports]) {
      await page.goto(path);
      await page.getByRole("row").nth(1).waitFor();
      expect(await violations(page), path).to.deep.equal([]);
    }
  });
});
