import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Page } from "playwright-core";
import { aCustomer, aPlan, aUnit, type Checklist, refused } from "../checklist/shared.ts";
import { listAt } from "../story/api.ts";
import { typed, unitDay } from "../story/days.ts";
import { confirmed, type Desk, openDesk } from "./desk.ts";
import { lookAt } from "./screens.ts";

describe("a closing at the console", function () {
  this.timeout(120_000);
  let desk: Desk;
  let api: Checklist;
  let page: Page;
  let unit: Awaited<ReturnType<typeof aUnit>>;
  const on = unitDay(-1);

  before(async function () {
    this.timeout(300_000);
    desk = await openDesk();
    ({ api } = desk);
    unit = await aUnit(api, { closingDay: Number(on.slice(8)) });
    const customer = await aCustomer(api, unit.city);
    const plan = await aPlan(api, unit.id, { kind: "other", priceCents: 9_000 });
    const sale = { customerId: customer.id, planId: plan.id, status: "enabled" };
    await api.made("/subscriptions", { ...sale, startOn: unitDay(-10) });
    await eventually(async () => expect(await due()).to.deep.equal([on]));
    page = await desk.sit();
  });

  after(() => desk?.leave());

  async function due(): Promise<unknown[]> {
    const { body } = await api.get(`/due-closings?businessUnitId=${unit.id}`);
    return listAt(body, "items").map((closing) => closing["on"]);
  }

  const dueButton = () => page.getByRole("button", { name: `${unit.city} em ${typed(on)}` });

  it("C71: is listed when its day has come, worked out by one click, and issued", async () => {
    await page.goto("/billing");
    await dueButton().waitFor();
    expect(await lookAt(page, "closings that are due")).to.deep.equal([]);
    await dueButton().click();
    await page.getByRole("button", { name: "Fechar e emitir faturas" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Fechar e emitir faturas" }).click();
    await page.getByText("Fechado", { exact: true }).waitFor();
    expect(await due()).to.deep.equal([]);
  });

  it("is taken back with a reason, which stays in sight, and is to be closed again", async () => {
    await page.getByRole("button", { name: "Estornar fechamento" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Motivo").fill("Preço errado na tabela");
    await dialog.getByRole("button", { name: "Estornar fechamento" }).click();
    await confirmed(page, "Estorno iniciado");
    await page.getByText("Estornado", { exact: true }).waitFor();
    await page.getByText("Preço errado na tabela").waitFor();
    expect(await lookAt(page, "a closing that was taken back")).to.deep.equal([]);
    const closingId = page.url().split("/").at(-1) ?? "";
    const again = await api.post(`/closings/${closingId}/reverse`, { reason: "de novo" });
    expect(again.body["state"], JSON.stringify(again.body)).to.equal("reversed");
    const { body } = await api.get(`/invoices?closingId=${closingId}`);
    expect(listAt(body, "items").map(({ state }) => state)).to.deep.equal(["cancelled"]);
    expect(await due()).to.deep.equal([on]);
    await page.goto("/billing");
    await dueButton().click();
    await page.getByText("Proposta", { exact: true }).waitFor();
  });

  it("is not taken back before it was issued, nor by who gives no reason", async () => {
    const closingId = page.url().split("/").at(-1) ?? "";
    const early = await api.post(`/closings/${closingId}/reverse`, { reason: "cedo" });
    refused(early, 409);
    expect(early.body["code"]).to.equal("billing.closing_not_committed");
    refused(await api.post(`/closings/${closingId}/reverse`, { reason: "" }), 400);
  });
});
