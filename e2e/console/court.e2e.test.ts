import { readFileSync } from "node:fs";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Page } from "playwright-core";
import { aCustomer, aPlan, aUnit, type Checklist, mark } from "../checklist/shared.ts";
import { openDemoNas } from "../nas/demo-nas.ts";
import type { Nas } from "../nas/nas.ts";
import { listAt } from "../story/api.ts";
import { choose, type Desk, openDesk } from "./desk.ts";
import { lookAt } from "./screens.ts";

const password = "segredo-da-linha";

describe("who had an address, at the console", function () {
  this.timeout(90_000);
  let desk: Desk;
  let api: Checklist;
  let page: Page;
  let nas: Nas;
  const net = Math.floor(Math.random() * 200);
  const [privateNet, publicNet] = [`100.${64 + (net % 60)}.${net}`, `198.51.${net}`];
  const [className, username] = [`CGNAT ${mark()}`, `juiz-${mark()}`];
  let customerName = "";

  before(async function () {
    this.timeout(300_000);
    desk = await openDesk();
    ({ api } = desk);
    page = await desk.sit();
    nas = await openDemoNas(api, { address: "127.0.88.4" });
    const unit = await aUnit(api);
    await api.made("/ip-classes", {
      businessUnitId: unit.id,
      name: className,
      cidr: `${privateNet}.0/24`,
      publicCidr: `${publicNet}.0/29`,
      firstPort: 1_024,
      portsPerCustomer: 1_000,
    });
    const plan = await aPlan(api, unit.id);
    const customer = await aCustomer(api, unit.city);
    customerName = String(customer["name"]);
    await api.made("/subscriptions", {
      customerId: customer.id,
      planId: plan.id,
      startOn: "2026-05-21",
      status: "enabled",
      access: { username, password },
    });
    const framedAddress = `${privateNet}.65`;
    await eventually(
      async () =>
        expect(await nas.connect(username, password, { framedAddress })).to.be.an("object"),
      { withinMs: 15_000 },
    );
  });

  after(async () => {
    nas?.close();
    await desk?.leave();
  });

  it("C16: shows which ports a private address has, finds it by a port, and gives the list away", async () => {
    await page.goto("/network/cgnat");
    await choose(page, "Classe de IP", new RegExp(className));
    await page.getByLabel("IP privado ou público").fill(`${publicNet}.1`);
    await page.getByLabel("Porta", { exact: true }).fill("2500");
    const row = page.getByRole("row").filter({ hasText: `${privateNet}.65` });
    expect(await row.innerText())
      .to.include(`${publicNet}.1`)
      .and.include("2024 – 3023");
    expect(await lookAt(page, "CGNAT de uma classe")).to.deep.equal([]);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Exportar CSV" }).click(),
    ]);
    const lines = readFileSync(await file.path(), "utf8")
      .trim()
      .split("\r\n");
    expect(lines).to.have.length(257);
    expect(lines).to.include(`${privateNet}.65;${publicNet}.1;2024;3023`);
  });

  it("finds the customer behind a shared address for a court, with a reason, and writes it down", async () => {
    await page.goto("/network/search");
    const reason = `Oficio ${mark()} da 2a vara`;
    const now = new Date(Date.now() - 3 * 3_600_000).toISOString();
    await page.getByLabel("Endereço IP").fill(`${publicNet}.1`);
    await page
      .getByLabel("Data", { exact: true })
      .fill(now.slice(0, 10).split("-").toReversed().join("/"));
    await page.getByLabel("Hora").fill(now.slice(11, 19));
    const search = page.getByRole("button", { name: "Buscar" });
    await search.click();
    await page.getByText("Informe o motivo.").waitFor();
    await page.getByLabel("Motivo").fill(reason);
    await search.click();
    await page.getByText("Informe a porta: muitos clientes usam este endereço").first().waitFor();
    await page.getByLabel("Porta", { exact: true }).fill("2500");
    await search.click();
    const row = page.getByRole("row").filter({ hasText: username });
    await row.waitFor();
    expect(await row.innerText())
      .to.include(customerName)
      .and.include(`${privateNet}.65`);
    expect(await row.innerText()).to.include("ainda conectado");
    expect(await lookAt(page, "busca judicial")).to.deep.equal([]);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Exportar CSV" }).click(),
    ]);
    const csv = readFileSync(await file.path(), "utf8");
    expect(csv).to.include(username).and.include(reason).and.include(customerName);
    const { body } = await api.get("/audit?limit=20");
    const asked = listAt(body, "items").map((entry) => JSON.stringify(entry["asked"]));
    expect(asked.filter((one) => one?.includes(reason))).to.have.length.above(1);
  });

  it("answers a script that asks as the list of sessions is asked, and refuses an instant alone", async () => {
    const at = new Date().toISOString();
    const asked = `ip=${publicNet}.1&port=2500&at=${at}&reason=${encodeURIComponent("oficio 1/2026")}`;
    const { body } = await api.get(`/sessions?${asked}`);
    expect(listAt(body, "items").map((found) => found["username"])).to.deep.equal([username]);
    const without = await api.get(`/sessions?ip=${publicNet}.1&port=2500&at=${at}`);
    expect([without.status, listAt(without.body, "errors")[0]?.["pointer"]]).to.deep.equal([
      400,
      "/reason",
    ]);
    const alone = await api.get(`/sessions?at=${at}`);
    expect([alone.status, listAt(alone.body, "errors")[0]?.["pointer"]]).to.deep.equal([
      400,
      "/at",
    ]);
  });
});
