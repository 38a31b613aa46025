import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Page } from "playwright-core";
import { aCustomer, aPlan, aUnit, type Checklist, mark } from "../checklist/shared.ts";
import { at, listAt } from "../story/api.ts";
import { unitDay } from "../story/days.ts";
import { choose, confirmed, type Desk, openDesk } from "./desk.ts";
import { lookAt } from "./screens.ts";

describe("what a unit says of its invoices, at the console", function () {
  this.timeout(120_000);
  let desk: Desk;
  let api: Checklist;
  let page: Page;
  let unit: Awaited<ReturnType<typeof aUnit>>;
  let held: string;
  const today = unitDay();

  before(async function () {
    this.timeout(300_000);
    desk = await openDesk();
    ({ api } = desk);
    const mailDomain = `${mark()}.example.com.br`;
    unit = await aUnit(api, { closingDay: Number(today.slice(8)), mailDomain });
    const customer = await aCustomer(api, unit.city);
    const mailboxes = { included: 1, additionalFeeCents: 500, quotaMb: 1_024 };
    const plan = await aPlan(api, unit.id, { kind: "email", advanceBilling: true, mailboxes });
    const sale = { customerId: customer.id, planId: plan.id, status: "enabled", startOn: today };
    held = (await api.made("/subscriptions", sale)).id;
    for (const name of ["ana", "bia"]) {
      const address = `${name}-${mark()}@${mailDomain}`;
      const password = `Senha-${mark()}`;
      await api.made(`/subscriptions/${held}/mailboxes`, {
        address,
        password,
        additional: name === "bia",
      });
    }
    page = await desk.sit();
  });

  after(() => desk?.leave());

  it("R17: says its percentages of late payment, and no more than the law allows", async () => {
    await page.goto("/settings/payment");
    await choose(page, "Unidade", unit.city);
    const section = page.getByRole("region", { name: "Atraso e menor fatura" });
    await section.getByLabel("Multa").fill("2,5");
    await section.getByRole("button", { name: "Salvar" }).click();
    await section.getByText("A lei permite no máximo 2 %.").waitFor();
    await section.getByLabel("Multa").fill("1,5");
    expect(await lookAt(page, "late charges of a unit")).to.deep.equal([]);
    await section.getByRole("button", { name: "Salvar" }).click();
    await confirmed(page, "Salvo");
    const { body } = await api.get(`/business-units/${unit.id}/invoicing-rules`);
    expect(body).to.include({ lateFineBasisPoints: 150, lateInterestBasisPoints: 100, version: 2 });
  });

  it("R15: bills the mailbox beyond the plan with the month ahead, at those percentages", async () => {
    const order = { businessUnitId: unit.id, on: today };
    await eventually(
      async () => {
        const closing = await api.made("/closings", order);
        await eventually(async () => {
          const { body } = await api.get(`/closings/${closing.id}`);
          expect(body["state"]).to.equal("proposed");
        });
        const { body } = await api.get(`/closings/${closing.id}/lines`);
        const lines = listAt(body, "items").map(({ kind, amountCents }) => [kind, amountCents]);
        expect(lines).to.have.deep.members([
          ["plan", 9_000],
          ["mailbox", 500],
        ]);
      },
      { withinMs: 30_000 },
    );
    const closing = await api.made("/closings", order);
    await eventually(async () => {
      await api.post(`/closings/${closing.id}/commit`);
      const { body } = await api.get(`/closings/${closing.id}`);
      expect(body["state"]).to.equal("committed");
    });
    const { body } = await api.get(`/invoices?closingId=${closing.id}`);
    const [invoice] = listAt(body, "items");
    expect(invoice).to.include({ totalCents: 9_500, lateFineBasisPoints: 150 });
    await page.goto(`/billing/invoices/${String(at(invoice, "id"))}`);
    await page.getByText("E-mail adicional").first().waitFor();
  });

  it("shows the month's revenue, drawn, and gives it away as a file", async () => {
    await page.goto(`/reports/revenue?businessUnitId=${unit.id}`);
    const month = `${today.slice(5, 7)}/${today.slice(0, 4)}`;
    await page.getByRole("row", { name: new RegExp(`${month}.*95,00`) }).waitFor();
    expect(await lookAt(page, "revenue by month")).to.deep.equal([]);
    const file = await page.request.get(
      `/api/v1/reports/revenue.csv?businessUnitId=${unit.id}&on=${today}&months=1`,
    );
    expect(await file.text()).to.match(new RegExp(`${today.slice(0, 7)}[;,]1[;,]"?95,00`));
  });
});
