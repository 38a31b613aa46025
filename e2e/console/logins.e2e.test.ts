import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Page } from "playwright-core";
import { aCustomer, aPlan, aUnit, type Checklist, mark } from "../checklist/shared.ts";
import { type Json, listAt } from "../story/api.ts";
import { confirmed, type Desk, openDesk } from "./desk.ts";

describe("logins at the console", function () {
  this.timeout(90_000);
  let desk: Desk;
  let api: Checklist;
  let page: Page;
  let held: { readonly id: string; readonly planName: string; readonly username: string };

  before(async function () {
    this.timeout(300_000);
    desk = await openDesk();
    ({ api } = desk);
    page = await desk.sit();
    const unit = await aUnit(api);
    const planName = `Fibra 500 ${mark()}`;
    const options = ["new-radius-login", "change-password", "delete-login"];
    const plan = await aPlan(api, unit.id, { name: planName, options, loginCreatesMailbox: true });
    const customer = await aCustomer(api, unit.city);
    const username = `ana-${mark()}`;
    const sold = await api.made("/subscriptions", {
      customerId: customer.id,
      planId: plan.id,
      startOn: "2026-05-21",
      status: "enabled",
      access: { username, password: "segredo-da-ana" },
    });
    held = { id: sold.id, planName, username };
    await eventually(async () => expect(await itemsOf("login")).to.have.length(1));
    await page.goto(`/customers/${customer.id}`);
    await row(username).first().waitFor();
  });

  after(() => desk?.leave());

  const itemsOf = async (kind: string): Promise<Json[]> => {
    const { body } = await api.get(`/subscriptions/${held.id}`);
    return listAt(body, "items").filter((item) => item["kind"] === kind);
  };
  const row = (name: string) => page.getByRole("treeitem").filter({ hasText: name });
  const choose = async (name: string, entry: string) => {
    await row(name).first().click({ button: "right" });
    await page.getByRole("menuitem", { name: entry, exact: true }).click();
    return page.getByRole("dialog");
  };

  it("C85: a new login, with a password that is made, and the mailbox of its name", async () => {
    const username = `casa-${mark()}`;
    const dialog = await choose(held.planName, "Cadastrar Login de Radius");
    expect(await dialog.getByLabel("Nome do Plano").inputValue()).to.equal(held.planName);
    await dialog.getByLabel("Login de Acesso").fill(username);
    await dialog.getByRole("button", { name: "Gerar" }).click();
    expect(await dialog.getByLabel("Senha").inputValue()).to.have.length(12);
    expect(await dialog.getByLabel("Não").isChecked()).to.equal(true);
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await confirmed(page, `O login ${username} foi criado.`);
    await row(username).first().waitFor();
    await eventually(async () => {
      const mailboxes = (await itemsOf("mailbox")).map(({ name }) => String(name).split("@")[0]);
      expect(mailboxes).to.include(username);
    });
    const [login] = (await itemsOf("login")).filter(({ name }) => name === username);
    expect(login).to.include({ main: false });
  });

  it("C85: a name that is taken is said under the field", async () => {
    const dialog = await choose(held.planName, "Cadastrar Login de Radius");
    await dialog.getByLabel("Login de Acesso").fill(held.username);
    await dialog.getByRole("button", { name: "Gerar" }).click();
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await dialog.getByText("Já existe. Escolha outro.").waitFor();
    await dialog.getByRole("button", { name: "Sair" }).click();
    await page.getByRole("button", { name: "Descartar" }).click();
  });

  it("C86: another password, of the login and of its mailbox", async () => {
    const dialog = await choose(held.username, "Alterar Senha de Autenticação");
    expect(await dialog.getByLabel("Login de Acesso").inputValue()).to.equal(held.username);
    await dialog.getByText("A senha do e-mail deste login muda junto.").waitFor();
    await dialog.getByLabel("Senha").fill("outra-senha-boa");
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await confirmed(page, `A senha de ${held.username} foi alterada.`);
    const [login] = await itemsOf("login");
    await eventually(
      async () => {
        const { body } = await api.get(`/logins/${String(login?.["id"])}`);
        expect(body["mailPending"]).to.equal(false);
      },
      { withinMs: 15_000 },
    );
  });

  it("C87: names plan and login, deletes the mailbox too, and another login is main then (D20)", async () => {
    const dialog = await choose(held.username, "Apagar Login de Autenticação");
    await dialog.getByText(held.planName).waitFor();
    await dialog.getByText(held.username).waitFor();
    await dialog.getByText("O e-mail deste login também será apagado", { exact: false }).waitFor();
    await dialog.getByRole("button", { name: "Apagar login" }).click();
    await confirmed(page, `O login ${held.username} foi apagado.`);
    await eventually(
      async () => {
        const logins = await itemsOf("login");
        expect(logins.map(({ main }) => main)).to.deep.equal([true]);
        const mailboxes = (await itemsOf("mailbox")).map(({ name }) => String(name).split("@")[0]);
        expect(mailboxes).to.have.length(1).and.not.include(held.username);
      },
      { withinMs: 15_000 },
    );
    await row(held.username).first().waitFor({ state: "detached" });
  });

  it("C87: keeps the name of a deleted login from everybody else (D13)", async () => {
    const answer = await api.post(`/subscriptions/${held.id}/logins`, {
      username: held.username,
      password: "segredo-de-novo",
    });
    expect([answer.status, answer.body["code"]]).to.deep.equal([409, "radius.login_taken"]);
  });
});
