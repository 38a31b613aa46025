import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Page } from "playwright-core";
import { aCustomer, aPlan, aUnit, type Checklist, mark } from "../checklist/shared.ts";
import { listAt } from "../story/api.ts";
import { openDemoNas } from "../nas/demo-nas.ts";
import type { Nas } from "../nas/nas.ts";
import { confirmed, type Desk, openDesk } from "./desk.ts";
import { violations } from "./screens.ts";

const password = "segredo-da-linha";

describe("the connection of a login at the console", function () {
  this.timeout(90_000);
  let desk: Desk;
  let api: Checklist;
  let page: Page;
  let nas: Nas;
  let unit: Awaited<ReturnType<typeof aUnit>>;
  let point: { readonly id: string; readonly name: string };

  before(async function () {
    this.timeout(300_000);
    desk = await openDesk();
    ({ api } = desk);
    page = await desk.sit();
    unit = await aUnit(api);
    const name = `Torre ${mark()}`;
    const { id } = await api.made("/routing-points", { businessUnitId: unit.id, name });
    point = { id, name };
    nas = await openDemoNas(api, { address: "127.0.88.1" });
  });

  after(async () => {
    nas?.close();
    await desk?.leave();
  });

  /** A customer at the tower who is connected. */
  const connected = async (options = ["disconnect", "radius-configuration"]) => {
    const plan = await aPlan(api, unit.id, { options });
    const customer = await aCustomer(api, unit.city);
    const username = `luz-${mark()}`;
    const sold = await api.made("/subscriptions", {
      customerId: customer.id,
      planId: plan.id,
      startOn: "2026-05-21",
      status: "enabled",
      routingPointId: point.id,
      access: { username, password },
    });
    await eventually(async () => expect(await nas.connect(username, password)).to.be.an("object"), {
      withinMs: 15_000,
    });
    const { body } = await api.get(`/subscriptions/${sold.id}`);
    const login = listAt(body, "items").find(({ kind }) => kind === "login");
    return { customerId: customer.id, username, loginId: String(login?.["id"]) };
  };
  type Held = Awaited<ReturnType<typeof connected>>;
  const closing = (held: Held) => opened(held, "Fechar Conexão Atual");
  const opened = async ({ customerId, username }: Held, entry: string) => {
    await page.goto(`/customers/${customerId}`);
    const row = page.getByRole("treeitem").filter({ hasText: username }).first();
    await row.click({ button: "right" });
    await page.getByRole("menuitem", { name: entry, exact: true }).click();
    return page.getByRole("dialog");
  };

  it("C88: shows since when and where, disconnects the user, and says what the NAS answered", async () => {
    const held = await connected();
    const dialog = await closing(held);
    await dialog.getByText("Data de Início").waitFor();
    await dialog.getByText(point.name).waitFor();
    await dialog.getByRole("button", { name: "Desconectar o usuário" }).click();
    await dialog.getByText("o NAS desconectou").waitFor();
    await dialog.getByText("Conexão encerrada. O cliente já pode se conectar de novo.").waitFor();
    expect(await nas.connect(held.username, password), "he is back").to.be.an("object");
  });

  it("C88: a stuck record is closed when the NAS refuses, and the customer is back", async () => {
    const held = await connected();
    nas.habits.disconnect = 504;
    const dialog = await closing(held);
    expect(await dialog.getByRole("button", { name: "Encerrar registro" }).count()).to.equal(0);
    await dialog.getByRole("button", { name: "Desconectar o usuário" }).click();
    await dialog.getByText("Session-Context-Not-Removable", { exact: false }).waitFor();
    await dialog.getByRole("button", { name: "Encerrar registro" }).click();
    await confirmed(page, "O registro da conexão foi encerrado.");
    await dialog.getByText("Este login não está conectado agora.").waitFor();
    nas.habits.disconnect = "ack";
  });

  it("C89: shows what RADIUS holds, live, and the password when it is asked for", async () => {
    const held = await connected();
    const dialog = await opened(held, "Verificar Configurações no Servidor de Radius");
    const value = (name: string) =>
      dialog.getByRole("row").filter({ hasText: name }).getByRole("cell").last();
    await value("Status").getByText("Conectado", { exact: true }).waitFor();
    expect(await value("Calling-Station-Id").innerText()).to.equal("qualquer MAC");
    expect(await value("Last-Mac-Connected").innerText()).to.include("02:00:00:00:00:01");
    await value("Password").getByRole("button", { name: "Mostrar senha" }).click();
    await value("Password").getByText(password).waitFor();
    for (const session of nas.sessions.values())
      if (session.username === held.username) await session.stop();
    await dialog.getByRole("button", { name: "Atualizar" }).click();
    await value("Status").getByText("Desconectado", { exact: true }).waitFor();
    const { body } = await api.get(`/logins/${held.loginId}/radius`);
    const names = listAt(body, "attributes").map(({ name }) => name);
    expect(names).to.include.members(["Password", "Group-Name", "Last-Connection"]);
    const { body: trail } = await api.get("/audit?limit=20");
    const paths = listAt(trail, "items").map((entry) => entry["path"]);
    expect(paths.join(" ")).to.include(`/logins/${held.loginId}/radius`);
  });

  it("says why a customer does not connect", async () => {
    const held = await connected();
    for (const session of nas.sessions.values())
      if (session.username === held.username) await session.stop();
    await nas.access(held.username, "senha-errada");
    await page.goto(`/customers/${held.customerId}`);
    await page.getByRole("treeitem").filter({ hasText: held.username }).first().click();
    await page.getByRole("button", { name: "Por que não conecta?" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("O equipamento envia a senha errada.").waitFor();
    await dialog.getByRole("row").filter({ hasText: "senha errada" }).waitFor();
  });

  it("C91: binds the device seen last with one click, and clears it again", async () => {
    const options = ["disconnect", "radius-configuration", "new-ip"];
    const held = await connected(options);
    await page.goto(`/customers/${held.customerId}`);
    await page.getByRole("treeitem").filter({ hasText: held.username }).first().click();
    await page.getByRole("button", { name: "Por que não conecta?" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("qualquer MAC").waitFor();
    await dialog.getByRole("button", { name: "Vincular 02:00:00:00:00:01 ao login" }).click();
    await confirmed(page, "02:00:00:00:00:01 vinculado");
    await dialog.getByRole("button", { name: "Remover 02:00:00:00:00:01" }).waitFor();
    const other = [{ name: "Calling-Station-Id", value: "02:00:00:00:00:77" }] as const;
    await eventually(async () =>
      expect((await nas.access(held.username, password, other))?.code, "another device").to.equal(
        3,
      ),
    );
    expect(await violations(page, ".ant-modal")).to.deep.equal([]);
    await dialog.getByRole("button", { name: "Remover 02:00:00:00:00:01" }).click();
    await dialog.getByText("qualquer MAC").waitFor();
    const { body } = await api.get("/audit?limit=20");
    const paths = listAt(body, "items").map((entry) => String(entry["path"]));
    expect(paths.join(" ")).to.include("/bind-mac").and.to.include("/unbind-mac");
  });

  it("C88: the whole routing point, once the number is typed", async () => {
    for (const session of nas.sessions.values()) await session.stop();
    const held = [await connected(), await connected(), await connected()];
    const dialog = await closing(held[0]!);
    await dialog.getByRole("button", { name: "Desconectar o ponto de roteamento" }).click();
    const all = page.getByRole("dialog").last();
    await all.getByText("3 conectados agora").waitFor();
    await all.getByLabel("Digite o número de conectados").fill("2");
    await all.getByRole("button", { name: "Desconectar todos" }).click();
    await all.getByText("Digite 3.").waitFor();
    await all.getByLabel("Digite o número de conectados").fill("3");
    await all.getByRole("button", { name: "Desconectar todos" }).click();
    await all.getByText("3 de 3 respondidos").waitFor();
    await eventually(() => expect(nas.sessions.size).to.equal(0));
    const wrong = await api.post(`/routing-points/${point.id}/disconnect`, { confirmCount: 7 });
    expect([wrong.status, wrong.body["code"]]).to.deep.equal([409, "radius.count_differs"]);
  });
});
