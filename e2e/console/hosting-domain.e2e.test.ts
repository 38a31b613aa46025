import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { mark } from "../checklist/shared.ts";
import { curl, dig } from "../hosting/clients.ts";
import { soon } from "../hosting/story.ts";
import { listAt } from "../story/api.ts";
import { confirmed } from "./desk.ts";
import { type HostingDesk, type HostingSeat, openHostingDesk } from "./hosting-desk.ts";
import { lookAt } from "./screens.ts";

describe("a domain at the console", function () {
  this.timeout(120_000);
  let desk: HostingDesk;
  let seat: HostingSeat;
  const typed = `Padaria-São-${mark()}.com.br`;
  const name = typed.toLowerCase();
  const itemId = async () => {
    const { body } = await desk.stand.api.get(`/subscriptions/${desk.stand.subscriptionId}`);
    const found = listAt(body, "items").find(({ kind }) => kind === "domain");
    return String(found?.["id"]);
  };
  const read = async () => (await desk.stand.api.get(`/domains/${await itemId()}`)).body;

  before(async function () {
    this.timeout(300_000);
    desk = await openHostingDesk();
    seat = await desk.sit();
    await seat.open(desk.stand.customerId, "Banda Larga");
  });
  after(() => desk?.leave());

  it("C93: greys what needs a domain first, and says so", async () => {
    expect(await seat.greyed("Banda Larga", "Cadastrar Novo Usuário de FTP")).to.contain(
      "Cadastre um domínio antes",
    );
  });

  it("C93, C94: is registered by its two tabs, and a mistake opens its own", async () => {
    const dialog = await seat.choose("Banda Larga", "Cadastrar Novo Domínio");
    expect(await dialog.getByLabel("Tamanho (MBytes)").inputValue()).to.equal("100");
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await dialog.getByText("Informe um nome de domínio").waitFor();
    await dialog.getByLabel("Nome Domínio").fill(typed);
    await dialog.getByText(/Nos servidores fica como xn--/).waitFor();
    await dialog.getByLabel("Desenvolvedor").fill("Ana Web");
    await dialog.getByLabel("Fone").fill("79999990000");
    expect(await lookAt(seat.page, "hosting new domain")).to.deep.equal([]);
    await dialog.getByRole("tab", { name: "Servidores" }).click();
    await dialog.getByLabel("Redirecionamento").fill("em outro lugar");
    await dialog.getByRole("tab", { name: "Cadastro" }).click();
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await dialog.getByText("Informe um IP, como 203.0.113.7", { exact: false }).waitFor();
    expect(await lookAt(seat.page, "hosting new domain servers")).to.deep.equal([]);
    await dialog.getByLabel("Redirecionamento").fill("");
    await dialog.getByRole("radio", { name: "Sim" }).check();
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await confirmed(seat.page, `O domínio ${name} foi cadastrado.`);
    await seat.row(name).waitFor();
    const domain = await read();
    expect(domain["name"]).to.match(/^xn--padaria-so-/);
    expect(domain).to.deep.include({ statistics: true });
    expect(domain["developer"]).to.include({ name: "Ana Web", phone: "79999990000" });
    // A site without a page yet is there, and has nothing to show.
    await eventually(async () => {
      expect((await curl(desk.stand.status, String(domain["name"]))).status).to.equal(403);
    }, soon);
  });

  it("C95: is read in its tabs, in both ways of writing its name", async () => {
    await seat.row(name).click();
    const { page } = seat;
    await page.getByRole("heading", { name }).waitFor();
    await page
      .getByText(String((await read())["name"]))
      .first()
      .waitFor();
    await page.getByText("(79) 99999-0000").waitFor();
    expect(await lookAt(page, "hosting domain")).to.deep.equal([]);
    for (const tab of ["Servidores", "DNS", "Estatísticas"]) {
      await page.getByRole("tab", { name: tab }).click();
      if (tab === "Servidores")
        await page.getByText("Próprio: navegadores avisam o visitante").waitFor();
      expect(await lookAt(page, `hosting domain ${tab}`), tab).to.deep.equal([]);
    }
  });

  it("C95: is edited, and an edit that meets another's lays both side by side", async () => {
    const dialog = await seat.choose(name, "Editar Dados do Domínio");
    await dialog.getByLabel("Observações").fill("Ligar para a Ana.");
    const path = `/domains/${await itemId()}`;
    const { etag } = await desk.stand.api.get(path);
    await desk.stand.api.patch(path, { notes: "Outra nota." }, etag ?? "");
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await seat.page.getByText(": Outra nota.").waitFor();
    expect(await lookAt(seat.page, "hosting edits meet")).to.deep.equal([]);
    await seat.dialog().getByRole("button", { name: "Voltar" }).click();
    await dialog.getByRole("button", { name: "Sair" }).click();
    await seat.page.getByRole("button", { name: "Descartar" }).click();
    await dialog.waitFor({ state: "detached" });
    const again = await seat.choose(name, "Editar Dados do Domínio");
    await again.getByRole("tab", { name: "Servidores" }).click();
    await again.getByLabel("Redirecionamento").fill("203.0.113.9");
    await again.getByText("apontarão para 203.0.113.9", { exact: false }).waitFor();
    await again.getByRole("button", { name: "Salvar" }).click();
    await confirmed(seat.page, "Salvo");
    const ascii = String((await read())["name"]);
    await eventually(
      async () => expect(await dig(desk.stand.status, ascii, "A")).to.deep.equal(["203.0.113.9"]),
      soon,
    );
    expect((await read())["notes"]).to.equal("Outra nota.");
  });

  it("C95: is deactivated with a reason that the trail keeps, and activated again", async () => {
    expect(await seat.greyed(name, "Ativar Domínio")).to.contain("já está ativo");
    const off = await seat.choose(name, "Desativar Domínio");
    await off.getByRole("button", { name: "Desativar" }).click();
    await off.getByText("Informe o motivo").waitFor();
    await off.getByLabel("Motivo").fill("Pedido do cliente");
    await off.getByRole("button", { name: "Desativar" }).click();
    await confirmed(seat.page, "foi desativado");
    await seat.page.getByText("Desativado: o site está fora do ar", { exact: false }).waitFor();
    expect(await lookAt(seat.page, "hosting deactivated")).to.deep.equal([]);
    const on = await seat.choose(name, "Ativar Domínio");
    await on.getByRole("button", { name: "Ativar" }).click();
    await confirmed(seat.page, "foi ativado");
    await eventually(async () => expect((await read())["active"]).to.equal(true));
    const { body } = await desk.stand.api.get("/audit?limit=50");
    expect(JSON.stringify(body)).to.contain("Pedido do cliente");
  });

  it("C95: is given up only by typing its name, with its reason", async () => {
    const dialog = await seat.choose(name, "Apagar Domínio");
    await dialog.getByText("guardados 30 dias", { exact: false }).waitFor();
    await dialog.getByLabel("Motivo").fill("Encerrou a loja");
    await dialog.getByLabel(/para confirmar/).fill("outro.com.br");
    await dialog.getByRole("button", { name: "Apagar" }).click();
    await dialog.getByText("Digite o nome como está acima", { exact: false }).waitFor();
    expect(await lookAt(seat.page, "hosting delete domain")).to.deep.equal([]);
    await dialog.getByLabel(/para confirmar/).fill(name);
    await dialog.getByRole("button", { name: "Apagar" }).click();
    await confirmed(seat.page, "os dados ficam guardados 30 dias");
    await seat.row(name).waitFor({ state: "detached" });
  });
});
