import { writeFileSync } from "node:fs";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { aCustomer, mark } from "../checklist/shared.ts";
import { filesOf, writeRecords } from "../hosting/by-hand.ts";
import { curl, dig, ftps } from "../hosting/clients.ts";
import { soon, type Story, storyOf } from "../hosting/story.ts";
import { at } from "../story/api.ts";
import { type HostingDesk, type HostingSeat, openHostingDesk } from "./hosting-desk.ts";
import { lookAt } from "./screens.ts";

describe("a domain that moves, drifts and is visited, at the console", function () {
  this.timeout(120_000);
  let desk: HostingDesk;
  let story: Story;
  let seat: HostingSeat;
  let domain: Awaited<ReturnType<Story["domain"]>>;
  const login = { username: `f${mark()}`, password: "senha-do-site" };

  before(async function () {
    this.timeout(300_000);
    desk = await openHostingDesk();
    story = storyOf(desk.stand);
    domain = await story.domain({ ftp: login, statistics: true }, desk.stand);
    seat = await desk.sit();
    await seat.open(desk.stand.customerId, domain.name);
  });
  after(() => desk?.leave());

  it("says what was changed by hand, and applies what is wanted again", async () => {
    const { name, id } = domain;
    await writeRecords(desk.stand, name, { name, type: "A", records: ["203.0.113.77"] });
    await seat.row(name).click();
    await seat.page.getByRole("tab", { name: "DNS" }).click();
    await seat.page.getByRole("button", { name: "Comparar agora" }).click();
    await seat.page.getByText("Alguém mudou isto à mão no servidor").waitFor();
    const changed = seat.page.getByRole("row", { name: /^@ A diferente/ });
    await changed.waitFor();
    expect(await changed.innerText())
      .to.contain("203.0.113.77")
      .and.to.contain("127.0.0.1");
    expect(await lookAt(seat.page, "hosting drift")).to.deep.equal([]);
    await seat.page.getByRole("button", { name: "Aplicar de novo" }).click();
    await changed.waitFor({ state: "detached" });
    await story.inStep(`/domains/${id}`);
    expect(await dig(desk.stand.status, name, "A")).to.deep.equal(["127.0.0.1"]);
  });

  it("or accepts a zone as somebody left it", async () => {
    const { name, id } = domain;
    await writeRecords(desk.stand, name, { name, type: "TXT", records: ['"prova=1"'] });
    await seat.page.getByRole("button", { name: "Comparar agora" }).click();
    await seat.page.getByRole("button", { name: "Aceitar a zona como está" }).click();
    await seat.page.getByText("alterado à mão e aceito").waitFor();
    await story.inStep(`/domains/${id}`);
    expect(await dig(desk.stand.status, name, "TXT")).to.deep.equal(['"prova=1"']);
  });

  it("C94: shows who visited the site, with the traffic", async () => {
    writeFileSync(filesOf(desk.stand, domain.id, "index.html"), "<h1>Bem-vindo</h1>");
    await eventually(
      async () => {
        const { status } = await curl(desk.stand.status, domain.name);
        expect(status).to.equal(200);
        const { body } = await desk.stand.api.get(`/domains/${domain.id}/statistics`);
        expect(Number(at(body, "totals", "requests"))).to.be.above(0);
      },
      { withinMs: 60_000, everyMs: 500 },
    );
    await seat.page.reload();
    await seat.page.getByRole("tab", { name: "Estatísticas" }).click();
    await seat.page.getByRole("img", { name: /^Visitas: [1-9]\d* visitas?/ }).waitFor();
    await seat.page.getByRole("img", { name: /^Tráfego: / }).waitFor();
    await seat.page.getByRole("img", { name: /^Arquivos do site: [1-9]/ }).waitFor();
    await seat.page.getByRole("row", { name: /^\/ / }).waitFor();
    expect(await lookAt(seat.page, "hosting statistics")).to.deep.equal([]);
  });

  it("C99: says what stands against a move, and moves all of it with new passwords", async () => {
    const { api, unit } = desk.stand;
    const hosting = { diskMb: 100, domains: 1, databases: 0, ftpUsers: 0 };
    const small = await api.made("/plans", {
      businessUnitId: unit.id,
      name: `Pequeno ${mark()}`,
      kind: "hosting",
      priceCents: 100,
      hosting,
    });
    const name = `Tiago ${mark()}`;
    const buyer = await aCustomer(api, unit.city, { name });
    for (const planId of [small.id, desk.stand.plan.id])
      await api.made("/subscriptions", {
        customerId: buyer.id,
        planId,
        startOn: "2026-09-01",
        status: "enabled",
      });
    const box = { login: "contato", password: "senha-da-caixa" };
    await api.made(`/domains/${domain.id}/mailboxes`, box);
    const dialog = await seat.choose(domain.name, "Trocar o Domínio de Cliente");
    await dialog.getByRole("button", { name: "Trocar de cliente" }).click();
    await dialog.getByText("Escolha o plano que recebe o domínio.").waitFor();
    await seat.pick("Nome do Cliente", name);
    await seat.pick(/destino/, "Pequeno");
    await dialog
      .getByText("Faltam usuários de FTP no plano de destino: vão 1", { exact: false })
      .waitFor();
    expect(await lookAt(seat.page, "hosting move conflict")).to.deep.equal([]);
    await seat.pick(/destino/, "Banda Larga");
    await dialog
      .getByText("Vão juntos, tudo ou nada: 1 domínio, 1 e-mail e 1 usuário de FTP.")
      .waitFor();
    await dialog.getByRole("radio", { name: "Vai com as mensagens" }).check();
    await dialog.getByText("Vão juntos", { exact: false }).waitFor();
    expect(await lookAt(seat.page, "hosting move")).to.deep.equal([]);
    await dialog.getByRole("button", { name: "Trocar de cliente" }).click();
    const told = seat.page.getByRole("dialog", { name: /foi trocado de plano/ });
    await told.getByText(login.username).waitFor();
    expect(await lookAt(seat.page, "hosting moved")).to.deep.equal([]);
    await told.getByText(`contato@${domain.name}`).waitFor();
    const password = await told
      .getByRole("row", { name: new RegExp(login.username) })
      .locator(".password")
      .innerText();
    await told.getByRole("link", { name: "Abrir o novo cliente" }).click();
    await seat.row(domain.name).waitFor();
    expect(new URL(seat.page.url()).pathname).to.contain(buyer.id);
    await eventually(async () => {
      const opened = await ftps(desk.stand.status, { ...login, password }, "/");
      expect(opened.code).to.equal(0);
    }, soon);
  });

  it("C51: says why a suspended customer's site is not there", async () => {
    const held = await desk.stand.api.get(`/domains/${domain.id}`);
    await story.operate(String(held.body["subscriptionId"]), "suspend");
    await seat.row(domain.name).click();
    await seat.page.getByText("Suspenso com o plano", { exact: false }).waitFor();
    expect(await lookAt(seat.page, "hosting suspended")).to.deep.equal([]);
  });

  it("C93 to C99: stands in English too", async () => {
    const { body } = await desk.stand.api.get(`/domains/${domain.id}`);
    const english = await desk.sit(undefined, "en");
    await english.open(String(body["customerId"]), domain.name);
    await english.row(domain.name).click();
    await english.page.getByText("Suspended with the plan", { exact: false }).waitFor();
    const dialog = await english.choose(domain.name, "Edit domain");
    await dialog.getByRole("tab", { name: "Servers" }).click();
    await dialog.getByLabel("Primary DNS").waitFor();
    expect(await lookAt(english.page, "hosting in english")).to.deep.equal([]);
    await dialog.getByRole("button", { name: "Leave" }).click();
    await dialog.waitFor({ state: "detached" });
  });
});
