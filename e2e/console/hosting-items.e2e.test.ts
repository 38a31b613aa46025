import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { mark } from "../checklist/shared.ts";
import { type Account, dig, ftps, sql } from "../hosting/clients.ts";
import { soon, type Story, storyOf } from "../hosting/story.ts";
import { confirmed } from "./desk.ts";
import { type HostingDesk, type HostingSeat, openHostingDesk } from "./hosting-desk.ts";
import { lookAt } from "./screens.ts";

describe("what hangs under a domain, at the console", function () {
  this.timeout(120_000);
  let desk: HostingDesk;
  let story: Story;
  let seat: HostingSeat;
  let domain: Awaited<ReturnType<Story["domain"]>>;
  const login = `f${mark()}`;
  const base = `loja_${mark()}`;

  before(async function () {
    this.timeout(300_000);
    desk = await openHostingDesk();
    story = storyOf(desk.stand);
    domain = await story.domain({}, desk.stand);
    seat = await desk.sit();
    await seat.open(desk.stand.customerId, domain.name);
  });
  after(() => desk?.leave());

  it("C96: an FTP user gets his seven permissions and a password that is shown once", async () => {
    const dialog = await seat.choose(domain.name, "Acrescentar Login do FTP");
    await dialog.getByLabel("Login de FTP").fill(login);
    await dialog.getByRole("button", { name: "Gerar" }).click();
    await dialog.getByLabel("Caminho Virtual").fill("fotos");
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await dialog.getByText("Comece por /", { exact: false }).waitFor();
    await dialog.getByLabel("Caminho Virtual").fill("");
    expect(await dialog.getByRole("checkbox").count()).to.equal(7);
    await dialog.getByRole("button", { name: "Só leitura" }).click();
    expect(await dialog.getByRole("checkbox", { checked: true }).count()).to.equal(3);
    expect(await lookAt(seat.page, "hosting new ftp user")).to.deep.equal([]);
    await dialog.getByRole("button", { name: "Salvar" }).click();
    const once = seat.page.getByRole("dialog", { name: `O usuário de FTP ${login} foi criado` });
    await once.waitFor();
    expect(await lookAt(seat.page, "hosting ftp password once")).to.deep.equal([]);
    const password = await once.locator("dd").last().innerText();
    await once.getByRole("button", { name: "OK" }).click();
    await eventually(async () => {
      const listed = await ftps(desk.stand.status, { username: login, password }, "/");
      expect(listed.code).to.equal(0);
    }, soon);
    const denied = await ftps(desk.stand.status, { username: login, password }, "/a.txt", [
      "--upload-file",
      import.meta.filename,
    ]);
    expect(denied.code).to.not.equal(0);
  });

  it("C96: is read with what he may and may not, edited, and given up", async () => {
    await seat.row(login).click();
    const list = seat.page.getByRole("list", { name: "Permissões de Usuário" });
    await list.waitFor();
    expect(await list.textContent())
      .to.contain("Leitura: Sim")
      .and.to.contain("Escritura: Não");
    expect(await lookAt(seat.page, "hosting ftp user")).to.deep.equal([]);
    const dialog = await seat.choose(login, "Editar Dados do Usuário de FTP");
    await dialog.getByRole("checkbox", { name: "Escritura" }).check();
    expect(await lookAt(seat.page, "hosting edit ftp user")).to.deep.equal([]);
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await confirmed(seat.page, "Salvo");
    await eventually(async () => {
      expect(await list.textContent()).to.contain("Escritura: Sim");
    });
    const again = await seat.choose(login, "Editar Dados do Usuário de FTP");
    await again.getByRole("button", { name: "Apagar usuário de FTP" }).click();
    await seat.page.getByText("As sessões abertas caem", { exact: false }).waitFor();
    await seat.page.getByRole("button", { name: "Apagar", exact: true }).click();
    await seat.row(login).waitFor({ state: "detached" });
  });

  it("C97, D14: a database answers its password once, with a line that opens it", async () => {
    const dialog = await seat.choose("Banda Larga", "Cadastrar Novo Banco de Dados");
    await dialog.getByLabel("Nome Banco de Dados").fill("1-loja");
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await dialog.getByText("comece por uma letra", { exact: false }).waitFor();
    await dialog.getByLabel("Nome Banco de Dados").fill(base);
    await dialog.getByRole("radio", { name: "PostgreSQL" }).check();
    expect(await lookAt(seat.page, "hosting new database")).to.deep.equal([]);
    await dialog.getByRole("button", { name: "Salvar" }).click();
    const once = seat.page.getByRole("dialog", { name: `O banco ${base} foi criado` });
    await once.waitFor();
    expect(await lookAt(seat.page, "hosting database password once")).to.deep.equal([]);
    const line = new URL(await once.locator("code").innerText());
    await once.getByRole("button", { name: "OK" }).click();
    const account: Account = {
      engine: "postgresql",
      name: line.pathname.slice(1),
      username: line.username,
      password: decodeURIComponent(line.password),
    };
    expect(line.protocol).to.equal("postgresql:");
    await eventually(async () => {
      expect((await sql(desk.stand.status, account, "SELECT 1")).body.trim()).to.equal("1");
    }, soon);
    await seat.row(base).click();
    await seat.page.getByText("Linha de conexão").waitFor();
    expect(await seat.page.getByRole("main").innerText()).to.not.contain(account.password);
    expect(await lookAt(seat.page, "hosting database")).to.deep.equal([]);
    await seat.page.getByRole("main").getByRole("button", { name: "Nova Senha" }).click();
    const ask = seat.page.getByRole("dialog", { name: `Gerar uma senha nova para` });
    await ask.getByText("conexões abertas são encerradas", { exact: false }).waitFor();
    expect(await lookAt(seat.page, "hosting new database password")).to.deep.equal([]);
    await ask.getByRole("button", { name: "Gerar senha nova" }).click();
    const renewed = seat.page.getByRole("dialog", { name: `Senha nova do banco de dados ${base}` });
    const { password: second } = new URL(await renewed.locator("code").innerText());
    expect(await lookAt(seat.page, "hosting database password renewed")).to.deep.equal([]);
    await renewed.getByRole("button", { name: "OK" }).click();
    const now = { ...account, password: decodeURIComponent(second) };
    await eventually(async () => {
      expect((await sql(desk.stand.status, now, "SELECT 1")).body.trim()).to.equal("1");
    }, soon);
    expect((await sql(desk.stand.status, account, "SELECT 1")).code).to.not.equal(0);
  });

  it("C98: a host is explained while it is typed, and answers in DNS", async () => {
    const dialog = await seat.choose(domain.name, "Acrescentar Host/Alias de Domínio");
    await dialog.getByLabel("Nome do Host").fill("*");
    await dialog.getByLabel("Apontado para").fill("shops.exemplo.com");
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await dialog.getByText("Cadastre cada nome", { exact: false }).waitFor();
    await dialog.getByText("Para apontar para outro nome, escolha Alias").waitFor();
    expect(await lookAt(seat.page, "hosting host explained")).to.deep.equal([]);
    await dialog.getByLabel("Nome do Host").fill("vpn");
    await dialog.getByLabel("Apontado para").fill("2001:db8::8");
    await dialog.getByText(`vpn.${domain.name}. AAAA 2001:db8::8`).waitFor();
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await confirmed(seat.page, `O host vpn.${domain.name} foi criado.`);
    await eventually(
      async () =>
        expect(await dig(desk.stand.status, `vpn.${domain.name}`, "AAAA")).to.deep.equal([
          "2001:db8::8",
        ]),
      soon,
    );
  });

  it("C98: stands in the domain's table of records, where it is edited", async () => {
    await seat.row(domain.name).click();
    await seat.page.getByRole("tab", { name: "DNS" }).click();
    await seat.page
      .getByRole("row", { name: /vpn AAAA 2001:db8::8/ })
      .first()
      .waitFor();
    await seat.page.getByRole("button", { name: `Editar vpn.${domain.name}` }).click();
    const dialog = seat.dialog();
    await dialog.getByRole("radio", { name: /Alias/ }).check();
    await dialog.getByLabel("Apontado para").fill("shops.exemplo.com");
    await dialog.getByText(`vpn.${domain.name}. CNAME shops.exemplo.com.`).waitFor();
    expect(await lookAt(seat.page, "hosting edit host")).to.deep.equal([]);
    await dialog.getByRole("button", { name: "Salvar" }).click();
    await confirmed(seat.page, "Salvo");
    await seat.page
      .getByRole("row", { name: /vpn CNAME shops\.exemplo\.com/ })
      .first()
      .waitFor();
  });
});
