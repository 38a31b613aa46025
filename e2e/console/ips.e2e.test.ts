import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Page } from "playwright-core";
import type { Checklist } from "../checklist/shared.ts";
import { at, listAt } from "../story/api.ts";
import { connectNewcomer, type Newcomer } from "../story/newcomer.ts";
import { confirmed, type Desk, openDesk } from "./desk.ts";
import { lookAt } from "./screens.ts";

const someOctet = () => 1 + Math.floor(Math.random() * 254);

describe("IPs in the console", function () {
  this.timeout(60_000);
  let desk: Desk;
  let api: Checklist;
  let page: Page;
  let newcomer: Newcomer;
  const address = `100.97.${someOctet()}.${someOctet()}`;

  before(async function () {
    this.timeout(300_000);
    desk = await openDesk();
    api = desk.api;
    page = await desk.sit();
    newcomer = await connectNewcomer(api, { options: ["new-ip"] });
    const { businessUnitId } = newcomer;
    const ipClass = { businessUnitId, name: "Torre", cidr: "100.97.0.0/16", gateway: "100.97.0.1" };
    await api.made("/ip-classes", { ...ipClass, dns1: "100.97.0.2", dns2: "100.97.0.3" });
    await eventually(async () => {
      const { body } = await api.get(`/subscriptions/${newcomer.subscriptionId}`);
      expect(listAt(body, "items")).to.have.length(2);
    });
    await page.goto(`/customers/${newcomer.customerId}`);
  });
  after(() => desk?.leave());

  const menuOf = async (row: string | RegExp, entry: string) => {
    await page.getByRole("treeitem", { name: row }).first().click({ button: "right" });
    await page.getByRole("menuitem", { name: entry }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Número do IP").waitFor();
    return dialog;
  };
  const ip = async () => {
    const { body } = await api.get(`/subscriptions/${newcomer.subscriptionId}`);
    const item = listAt(body, "items").find(({ kind }) => kind === "ip");
    return item === undefined ? undefined : (await api.get(`/ips/${String(item["id"])}`)).body;
  };

  it("C90: begins with what the class gives, for the plan's login", async () => {
    const dialog = await menuOf(/Banda Larga/, "Cadastrar Novo IP");
    for (const [field, value] of [
      ["Número do IP", "0.0.0.0"],
      ["Máscara", "255.255.0.0"],
      ["DNS Primário", "100.97.0.2"],
      ["DNS Secundário", "100.97.0.3"],
      ["Gateway", "100.97.0.1"],
    ] as const)
      expect(await dialog.getByLabel(field).inputValue(), field).to.equal(value);
    expect(await lookAt(page, "ip-configuration")).to.deep.equal([]);
    await dialog.getByLabel("Número do IP").fill("100.96.0.9");
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await dialog.getByText("O endereço precisa estar em 100.97.0.0/16.").waitFor();
    await dialog.getByLabel("Número do IP").fill(address);
    await dialog.getByLabel("Número de Regra").fill("12");
  });

  it("C91: takes up to five MAC addresses, and finds the tab of a wrong one", async () => {
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Adicionar o Mac ao Login de Autenticação").check();
    await dialog.getByRole("tab", { name: "Mac Address" }).click();
    expect(await dialog.getByLabel(/^Mac-Address \d$/).count()).to.equal(5);
    await dialog.getByLabel("Mac-Address 1").fill("02:C9");
    await dialog.getByRole("tab", { name: "Velocidade/Obs" }).click();
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await dialog.getByText("Informe um Mac Address", { exact: false }).waitFor();
    expect(await lookAt(page, "ip-macs")).to.deep.equal([]);
    await dialog.getByLabel("Mac-Address 1").fill("02:C9:10:00:00:01");
  });

  it("C92: takes a speed and a message, and stands in the tree", async () => {
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("tab", { name: "Velocidade/Obs" }).click();
    await dialog.getByLabel("Download (P.Comercial)").fill("2048");
    await dialog.getByRole("tab", { name: "Configuração" }).click();
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await dialog
      .getByText("Informe as duas velocidades do P.Comercial", { exact: false })
      .waitFor();
    await dialog.getByLabel("UpLoad (P.Comercial)").fill("1024");
    await dialog.getByLabel("Mensagem").fill("Boas-vindas");
    expect(await lookAt(page, "ip-speed")).to.deep.equal([]);
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await confirmed(page, "Salvo");
    await page.getByRole("treeitem", { name: address }).waitFor();
    const saved = await ip();
    expect(saved).to.include({ address, firewallRule: "12", bindMac: true });
    expect(saved?.["macs"]).to.deep.equal(["02c910000001"]);
    expect(at(saved, "speed", "businessHours")).to.deep.equal({ downKbps: 2_048, upKbps: 1_024 });
  });

  it("C90, C92: is edited and removed from the item's menu", async () => {
    let dialog = await menuOf(address, "Editar Dados do IP");
    await dialog.getByRole("tab", { name: "Velocidade/Obs" }).click();
    await dialog.getByLabel("Mensagem").fill("Outra");
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await dialog.waitFor({ state: "detached" });
    expect((await ip())?.["message"]).to.equal("Outra");
    dialog = await menuOf(address, "Editar Dados do IP");
    await dialog.getByRole("button", { name: "Apagar IP" }).click();
    await page.getByRole("button", { name: "Apagar", exact: true }).click();
    await eventually(async () => expect(await ip()).to.equal(undefined));
    await page.getByRole("treeitem", { name: address }).waitFor({ state: "detached" });
  });
});
