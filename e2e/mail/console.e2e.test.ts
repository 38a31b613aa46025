import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Browser, Page } from "playwright-core";
import { openBrowser } from "../console/browser.ts";
import { confirmed } from "../console/desk.ts";
import { lookAt } from "../console/screens.ts";
import { subjectsOf } from "./clients.ts";
import { type MailCustomer, type MailStand, openMailStand, secret } from "./stand.ts";

describe("mailboxes at the console", function () {
  this.timeout(90_000);
  let stand: MailStand;
  let owner: MailCustomer;
  let browser: Browser;
  let page: Page;

  before(async function () {
    this.timeout(300_000);
    stand = await openMailStand();
    owner = await stand.newcomer();
    browser = await openBrowser();
    const context = await browser.newContext({
      baseURL: stand.status.gateway.url,
      locale: "pt-BR",
      viewport: { width: 1280, height: 720 },
    });
    await context.request.post("/api/v1/session", { data: stand.status.operator });
    page = await context.newPage();
    page.setDefaultTimeout(15_000);
    await page.goto(`/customers/${owner.customerId}`);
    await row(owner.address).first().waitFor();
  });

  after(() => browser?.close());

  const row = (name: string) => page.getByRole("treeitem").filter({ hasText: name });
  const choose = async (name: string, entry: string) => {
    await row(name).first().click({ button: "right" });
    await page.getByRole("menuitem", { name: entry, exact: true }).click();
    return page.getByRole("dialog");
  };
  /** Pictures of it in both themes, and nothing that WCAG forbids. */
  const shown = async (name: string) =>
    expect(await lookAt(page, `mail ${name}`)).to.deep.equal([]);

  it("C72, C73, C74: a new one with its tabs is open to its owner within two seconds of the save", async () => {
    const { body } = await stand.api.get(`/subscriptions/${owner.subscriptionId}`);
    const dialog = await choose(String(body["planName"]), "Cadastrar Novo E-mail");
    expect(await dialog.getByLabel("Plano do Cliente").inputValue()).to.equal(body["planName"]);
    await dialog.getByLabel("E-Mail", { exact: true }).fill("vendas");
    await dialog.getByLabel("Senha").fill(secret);
    await shown("new-mailbox");
    await dialog.getByRole("tab", { name: "Encaminhamento" }).click();
    await dialog.getByRole("radio", { name: "Sim" }).first().check();
    await dialog.getByLabel("Endereço que recebe as cópias").fill(owner.address);
    await shown("forwarding");
    const saved = performance.now();
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await confirmed(page, `O e-mail vendas@${owner.domain} foi criado.`);
    const session = await stand.clients.open(`vendas@${owner.domain}`, secret);
    expect(performance.now() - saved).to.be.below(2_000);
    await stand.clients.bring({
      from: "bia@outside.example",
      to: `vendas@${owner.domain}`,
      subject: "Pedido",
    });
    await eventually(async () => expect(await subjectsOf(session)).to.deep.equal(["Pedido"]));
    await session.logout();
    await row(`vendas@${owner.domain}`).first().waitFor();
  });

  it("C78, C75: edits it, and a mistake opens its tab", async () => {
    const dialog = await choose(`vendas@${owner.domain}`, "Editar Dados do E-Mail");
    await dialog.getByRole("tab", { name: "Encaminhamento" }).click();
    await dialog.getByLabel("Endereço que recebe as cópias").fill("ninguém");
    await dialog.getByRole("tab", { name: "AutoResposta" }).click();
    await dialog.getByLabel("Texto da AutoResposta").fill("Estou viajando…");
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await dialog.getByText("Informe um endereço de e-mail válido.").waitFor();
    await dialog.getByLabel("Endereço que recebe as cópias").fill(owner.address);
    await shown("edit-mailbox");
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await confirmed(page, "Salvo");
    const { id } = await mailboxNamed("vendas");
    const { body } = await stand.api.get(`/mailboxes/${id}`);
    expect(body).to.include({ autoReply: "Estou viajando…", copyTo: owner.address });
  });

  it("C83: shows what really lies there, and sets another quota", async () => {
    const dialog = await choose(`vendas@${owner.domain}`, "Trocar Quota do E-Mail");
    await eventually(async () =>
      expect(await dialog.getByLabel("Em uso").inputValue()).to.contain("em uma mensagem"),
    );
    await dialog.getByLabel("Nova Quota").fill("20");
    await shown("quota");
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await confirmed(page, "Salvo");
  });

  it("C81, C82: sends a test message and reads it, after saying why", async () => {
    const test = await choose(`vendas@${owner.domain}`, "Enviar E-Mail de Teste");
    await test.getByRole("button", { name: "Enviar" }).click();
    await test.getByText("O servidor de e-mail aceitou a mensagem.").waitFor();
    await test.getByRole("button", { name: "Sair" }).click();
    const dialog = await choose(`vendas@${owner.domain}`, "Verificar Caixa Postal");
    await dialog.getByRole("button", { name: "Ver mensagens" }).click();
    await dialog.getByText("Diga o motivo").waitFor();
    await dialog.getByLabel("Motivo da consulta").fill("Cliente pediu para conferir");
    await dialog.getByRole("button", { name: "Ver mensagens" }).click();
    await dialog.getByRole("button", { name: /Mensagem de teste/ }).click();
    await dialog.getByText(/Enviada pelo provedor em/).waitFor();
    await shown("read-mailbox");
    await dialog.getByRole("button", { name: "Sair" }).click();
  });

  it("C79: changes its password, and the sessions of the old one end", async () => {
    const session = await stand.clients.open(`vendas@${owner.domain}`, secret);
    await session.mailboxOpen("INBOX");
    const dialog = await choose(`vendas@${owner.domain}`, "Trocar Senha do E-Mail");
    await dialog.getByLabel("Senha").fill("outra-senha-9");
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await eventually(() => expect(session.usable).to.equal(false), { withinMs: 4_000 });
  });

  it("C80: offers no move of the main one, and asks where another goes", async () => {
    await row(owner.address).first().click({ button: "right" });
    const entry = page.getByRole("menuitem", { name: "Trocar o E-Mail de Cliente" });
    expect(await entry.getAttribute("aria-disabled")).to.equal("true");
    await page.keyboard.press("Escape");
    const dialog = await choose(`vendas@${owner.domain}`, "Trocar o E-Mail de Cliente");
    await dialog.getByText("Outro plano deste cliente").waitFor();
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await dialog.getByText("Escolha o plano.").waitFor();
    await dialog.getByRole("button", { name: "Sair" }).click();
  });

  async function mailboxNamed(name: string): Promise<{ readonly id: string }> {
    const { body } = await stand.api.get(`/subscriptions/${owner.subscriptionId}`);
    const items = body["items"] as readonly { readonly id: string; readonly name: string }[];
    const found = items.find((item) => item.name.startsWith(`${name}@`));
    if (found === undefined) throw new Error(`no mailbox ${name}`);
    return found;
  }
});
