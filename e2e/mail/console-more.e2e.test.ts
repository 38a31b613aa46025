import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Browser, Locator, Page } from "playwright-core";
import { openBrowser } from "../console/browser.ts";
import { confirmed } from "../console/desk.ts";
import { at, listAt } from "../story/api.ts";
import { subjectsOf } from "./clients.ts";
import { type MailCustomer, type MailStand, openMailStand, secret } from "./stand.ts";

describe("what else operators do with mail at the console", function () {
  this.timeout(90_000);
  let stand: MailStand;
  let owner: MailCustomer;
  let browser: Browser;
  let page: Page;
  let id: string;

  before(async function () {
    this.timeout(300_000);
    stand = await openMailStand();
    owner = await stand.newcomer();
    ({ id } = await stand.mailbox(owner, "balcao", { antispam: true }));
    browser = await openBrowser();
    const context = await browser.newContext({
      baseURL: stand.status.gateway.url,
      locale: "pt-BR",
      viewport: { width: 1280, height: 720 },
    });
    await context.request.post("/api/v1/session", { data: stand.status.operator });
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await page.goto(`/customers/${owner.customerId}`);
  });

  after(() => browser?.close());

  const choose = async (entry: string) => {
    const row = page.getByRole("treeitem").filter({ hasText: `balcao@${owner.domain}` });
    await row.first().click({ button: "right" });
    await page.getByRole("menuitem", { name: entry, exact: true }).click();
    return page.getByRole("dialog");
  };

  /** A question that was answered has a button of the same name until it is gone. */
  const leave = async (dialog: Locator) => {
    const open = () => page.getByRole("dialog").count();
    await eventually(async () => expect(await open()).to.equal(1), { withinMs: 15_000 });
    await dialog.getByRole("button", { name: "Sair" }).click();
  };

  it("C78: give a mailbox another address, and take it away again", async () => {
    const dialog = await choose("Editar Dados do E-Mail");
    await dialog.getByRole("tab", { name: "Outros endereços" }).click();
    await dialog.getByText("Nenhum outro endereço").waitFor();
    await dialog.getByLabel("Novo endereço").fill("x@outside.example");
    await dialog.getByRole("button", { name: "Adicionar" }).click();
    await dialog.getByText("Este endereço pertence ao domínio de outro cliente").first().waitFor();
    const address = `atendimento@${owner.domain}`;
    await dialog.getByLabel("Novo endereço").fill(address);
    await dialog.getByRole("button", { name: "Adicionar" }).click();
    await dialog.getByRole("button", { name: `Tirar ${address}` }).click();
    const sure = page.getByRole("button", { name: "Apagar", exact: true });
    await sure.click();
    await dialog.getByText("Nenhum outro endereço").waitFor();
    const { body } = await stand.api.get(`/mailboxes/${id}/aliases`);
    expect(listAt(body, "items")).to.deep.equal([]);
    await leave(dialog);
  });

  it("C78: give a mailbox another name", async () => {
    const dialog = await choose("Editar Dados do E-Mail");
    await dialog.getByLabel("E-Mail", { exact: true }).fill(`recepcao@${owner.domain}`);
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await confirmed(page, "Salvo");
    await (await stand.clients.open(`recepcao@${owner.domain}`, secret)).logout();
    await page.getByRole("treeitem").filter({ hasText: "recepcao@" }).first().waitFor();
    const { etag } = await stand.api.get(`/mailboxes/${id}`);
    const back = { address: `balcao@${owner.domain}` };
    expect((await stand.api.patch(`/mailboxes/${id}`, back, etag ?? "")).status).to.equal(200);
  });

  it("D13: delete a mailbox, and neither delete nor rename the one of a login there", async () => {
    await stand.mailbox(owner, "sobra");
    await page.reload();
    const edit = async (name: string) => {
      const row = page.getByRole("treeitem").filter({ hasText: `${name}@${owner.domain}` });
      await row.first().click({ button: "right" });
      await page.getByRole("menuitem", { name: "Editar Dados do E-Mail", exact: true }).click();
      const dialog = page.getByRole("dialog");
      await dialog.getByLabel("E-Mail", { exact: true }).waitFor();
      return dialog;
    };
    const ofLogin = await edit(owner.username);
    await ofLogin.getByText("Este é o e-mail de um login: troque o nome do login.").waitFor();
    expect(await ofLogin.getByLabel("E-Mail", { exact: true }).isEditable()).to.equal(false);
    expect(await ofLogin.getByRole("button", { name: "Apagar e-mail" }).count()).to.equal(0);
    await leave(ofLogin);
    const dialog = await edit("sobra");
    await dialog.getByRole("button", { name: "Apagar e-mail" }).click();
    await page.getByRole("button", { name: "Apagar", exact: true }).last().click();
    const address = `sobra@${owner.domain}`;
    await page.getByRole("treeitem").filter({ hasText: address }).waitFor({ state: "detached" });
    const bring = stand.clients.bring({ from: "bia@outside.example", to: address });
    const told = await bring.then(
      () => "taken",
      (error: unknown) => String(at(error, "response")),
    );
    expect(told).to.match(/^55\d 5\.1\.1/);
  });

  it("C85: D17: give a login another name, and its mailbox with it", async () => {
    const login = page.getByRole("treeitem").filter({ hasText: owner.username });
    await login.filter({ hasNotText: "@" }).first().click();
    await page.getByRole("button", { name: "Trocar o login" }).click();
    const username = `novo${owner.username.slice(-8)}`;
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Novo login").fill(username);
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await confirmed(page, `O login agora é ${username}.`);
    await page
      .getByRole("treeitem")
      .filter({ hasText: `${username}@` })
      .first()
      .waitFor();
    await (await stand.clients.open(`${username}@${owner.domain}`, owner.password)).logout();
  });

  it("C76: release what antispam holds, and destroy it", async () => {
    const to = { from: "banco@outside.example", to: `balcao@${owner.domain}` };
    await stand.clients.bring({ ...to, subject: "Boleto" });
    await stand.clients.bring({ ...to, subject: "Oferta" });
    const why = encodeURIComponent("Conferir");
    await eventually(async () => {
      const { body } = await stand.api.get(`/mailboxes/${id}/held-letters?reason=${why}`);
      expect(listAt(body, "items")).to.have.length(2);
    });
    const dialog = await choose("Verificar Caixa Postal");
    await dialog.getByLabel("Motivo da consulta").fill("Cliente espera um boleto");
    await dialog.getByRole("button", { name: "Ver mensagens" }).click();
    await dialog.getByRole("tab", { name: "Retidas pelo AntiSpam" }).click();
    const line = (subject: string) => dialog.getByRole("row").filter({ hasText: subject });
    await line("Boleto").getByRole("button", { name: "Liberar" }).click();
    await confirmed(page, "A mensagem será entregue.");
    await line("Oferta").getByRole("button", { name: "Destruir" }).click();
    await page.getByRole("button", { name: "Destruir" }).last().click();
    await confirmed(page, "A mensagem foi destruída.");
    await dialog.getByText("Nenhuma mensagem retida").waitFor();
    const session = await stand.clients.open(to.to, secret);
    await eventually(async () => expect(await subjectsOf(session)).to.deep.equal(["Boleto"]), {
      withinMs: 20_000,
    });
    await session.logout();
    await leave(dialog);
  });

  it("C51: say what becomes of mail to suspended mailboxes", async () => {
    await page.goto("/settings/mail");
    const { body } = await stand.api.get(`/business-units/${owner.businessUnitId}`);
    await page.getByRole("tabpanel").getByRole("combobox").click();
    await page.keyboard.type(String(body["name"]));
    await page.keyboard.press("Enter");
    const text = page.getByLabel("Texto mostrado ao cliente e a quem escreve");
    await text.fill("Suspensão");
    await page.getByRole("button", { name: "Salvar" }).click();
    await page.getByText("Até 200 letras sem acentos, em uma linha.").waitFor();
    await text.fill("Suspenso: fale conosco.");
    await page.getByRole("radio", { name: "Recusar com o texto abaixo" }).check();
    await page.getByRole("button", { name: "Salvar" }).click();
    await confirmed(page, "Salvo");
    const policy = await stand.api.get(`/business-units/${owner.businessUnitId}/mail-policy`);
    expect(policy.body).to.include({
      refusesSuspended: true,
      suspendedText: "Suspenso: fale conosco.",
    });
  });
});
