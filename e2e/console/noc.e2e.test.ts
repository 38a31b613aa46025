import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Page } from "playwright-core";
import { aCustomer, aPlan, aUnit, type Checklist, mark } from "../checklist/shared.ts";
import { openDemoNas } from "../nas/demo-nas.ts";
import type { Nas } from "../nas/nas.ts";
import { listAt } from "../story/api.ts";
import { type Desk, openDesk } from "./desk.ts";

const password = "segredo-da-linha";

describe("the NOC at the console", function () {
  this.timeout(90_000);
  let desk: Desk;
  let api: Checklist;
  let page: Page;
  let nas: Nas;
  const tower = `Torre ${mark()}`;

  before(async function () {
    this.timeout(300_000);
    desk = await openDesk();
    ({ api } = desk);
    page = await desk.sit();
    nas = await openDemoNas(api, { address: "127.0.88.2" });
  });

  after(async () => {
    nas?.close();
    await desk?.leave();
  });

  it("C88: shows who is online at a tower and what is odd, and disconnects them all from there", async () => {
    const unit = await aUnit(api);
    const plan = await aPlan(api, unit.id);
    const point = await api.made("/routing-points", { businessUnitId: unit.id, name: tower });
    for (const framedAddress of ["100.64.9.1", "100.64.9.1"]) {
      const customer = await aCustomer(api, unit.city);
      const username = `noc-${mark()}`;
      await api.made("/subscriptions", {
        customerId: customer.id,
        planId: plan.id,
        startOn: "2026-05-21",
        status: "enabled",
        routingPointId: point.id,
        access: { username, password },
      });
      const mac = `02:00:00:00:00:0${nas.sessions.size + 1}`;
      await eventually(
        async () =>
          expect(await nas.connect(username, password, { framedAddress, mac })).to.be.an("object"),
        { withinMs: 15_000 },
      );
    }
    await page.goto("/network");
    const row = page.getByRole("row").filter({ hasText: tower });
    expect(await row.getByRole("cell").nth(1).innerText()).to.equal("2");
    await page.getByRole("img", { name: /^Conectados em Todos os pontos: / }).waitFor();
    await row.getByRole("button", { name: tower }).click();
    await page.getByRole("img", { name: `Conectados em ${tower}: 2 agora` }).waitFor();
    await page.getByText("2 conexões", { exact: true }).waitFor();
    await page.reload();
    await page.getByText("2 conexões", { exact: true }).waitFor();
    expect(await page.getByText("IP repetido").count()).to.equal(2);
    await page.getByRole("button", { name: "Desconectar o ponto" }).click();
    const dialog = page.getByRole("dialog").last();
    await dialog.getByLabel("Digite o número de conectados").fill("2");
    await dialog.getByRole("button", { name: "Desconectar todos" }).click();
    await dialog.getByText("2 de 2 respondidos").waitFor();
    await eventually(() => expect(nas.sessions.size).to.equal(0));
  });

  it("counts refusals by reason", async () => {
    await nas.access(`ninguem-${mark()}`, "errada");
    await eventually(
      async () => {
        const { body } = await api.get("/network/health");
        const reasons = listAt(body, "rejects").map(({ reason }) => reason);
        expect(reasons).to.include("unknown-login");
      },
      { withinMs: 15_000 },
    );
    await page.goto("/network/noc");
    await page.getByText("login desconhecido").waitFor();
  });
});
