import { readFileSync } from "node:fs";
import { eventually, type FakeClock, fakeClock, startSmtpCatcher } from "@isp/testing";
import { startTorre, type Torre } from "@isp/torre";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { Browser, Page } from "playwright-core";
import { billingConfig } from "../../services/billing/src/config.ts";
import { startBilling } from "../../services/billing/src/service.ts";
import { aCustomer, aPlan, aUnit, type Checklist, checklist } from "../checklist/shared.ts";
import { at, type Json, listAt } from "../story/api.ts";
import { daysAfter, typed, unitDay } from "../story/days.ts";
import { openBrowser } from "./browser.ts";
import { confirmed, signedIn } from "./desk.ts";
import { lookAt } from "./screens.ts";

const patience = { withinMs: 90_000 };

// billing's clock goes through two months before the day that the browser has.
describe("the default ladder at the console", function () {
  this.timeout(300_000);
  let torre: Torre;
  let api: Checklist;
  let smtp: Awaited<ReturnType<typeof startSmtpCatcher>>;
  let billing: Awaited<ReturnType<typeof startBilling>>;
  let browser: Browser;
  let page: Page;
  let unit: Awaited<ReturnType<typeof aUnit>>;
  let suspended: Owing;
  let fresh: Owing;
  const today = unitDay();
  const begins = daysAfter(today, -60);
  const clock: FakeClock = fakeClock(`${begins}T15:00:00Z`);

  type Owing = { readonly customerId: string; readonly name: string; readonly invoiceId: string };

  before(async function () {
    this.timeout(600_000);
    smtp = await startSmtpCatcher();
    torre = await startTorre();
    const status = await torre.status();
    api = checklist(status);
    billing = await billingOnItsOwnClock();
    unit = await aUnit(api);
    const path = `/business-units/${unit.id}/default-policy`;
    const policy = await api.get(path);
    const switched = await api.patch(path, { on: true, clearingDays: 1 }, policy.etag ?? "");
    expect(switched.body, JSON.stringify(switched.body)).to.include({ on: true });
    suspended = await owing(daysAfter(begins, 3));
    await reached("notice", daysAfter(begins, 10));
    await reached("suspend", String(at(await ladderOf(suspended), "steps", 0, "on")));
    fresh = await owing(daysAfter(today, -8), daysAfter(today, -20));
    clock.set(`${today}T15:00:00Z`);
    browser = await openBrowser();
    page = await signedIn(browser, status.gateway.url, status.operator);
  });
  after(async () => {
    await browser?.close();
    await billing?.stop();
    await torre?.stop();
    await smtp?.close();
  });

  /** The system's billing, in this process: on a clock that the story moves, and with a mail server. */
  async function billingOnItsOwnClock() {
    const { pid } = torre.process("billing") ?? {};
    const env = Object.fromEntries(
      readFileSync(`/proc/${pid ?? 0}/environ`, "utf8")
        .split("\0")
        .map((entry) => [entry.split("=")[0] ?? "", entry.slice(entry.indexOf("=") + 1)]),
    );
    torre.holdService("billing");
    torre.killService("billing");
    const more = {
      BILLING_SMTP_URL: smtp.url,
      BILLING_MAIL_FROM: "Provedor <cobranca@provedor.example>",
      LOG_LEVEL: "silent",
    };
    const config = billingConfig.parse({ ...env, ...more });
    return eventually(() => startBilling(config, clock), patience);
  }

  /** A customer who owes an invoice of that due date, issued on a day of billing's clock. */
  async function owing(dueOn: string, issuedOn = begins): Promise<Owing> {
    const back = clock.now();
    clock.set(`${issuedOn}T15:00:00Z`);
    const email = "tiago@cliente.example";
    const customer = await aCustomer(api, unit.city, { email });
    const plan = await aPlan(api, unit.id, { kind: "other", priceCents: 9_000 });
    const sale = { customerId: customer.id, planId: plan.id, status: "enabled" };
    const startOn = daysAfter(issuedOn, -20);
    const held = await api.made("/subscriptions", { ...sale, startOn });
    const invoice = await eventually(async () => {
      const bill = { on: daysAfter(issuedOn, -1), dueOn };
      const answer = await api.post(`/subscriptions/${held.id}/bill`, bill);
      expect(answer.status, JSON.stringify(answer.body)).to.equal(201);
      return answer.body;
    }, patience);
    clock.set(back.toISOString());
    const name = String(customer["name"]);
    return { customerId: customer.id, name, invoiceId: String(invoice["id"]) };
  }

  const ladderOf = async ({ customerId }: Owing): Promise<Json> =>
    (await api.get(`/customers/${customerId}/default-ladder`)).body;

  /** Goes to the day of an act about who is to be suspended, and approves its list. */
  async function reached(act: "notice" | "suspend", on: string): Promise<void> {
    clock.set(`${on}T15:00:00Z`);
    const id = await eventually(async () => {
      const { body } = await api.get(`/default-days?businessUnitId=${unit.id}`);
      const day = listAt(body, "items").find((one) => one["on"] === on);
      expect(day?.["state"], JSON.stringify(body)).to.equal("open");
      return String(day?.["id"]);
    }, patience);
    await api.post(`/default-days/${id}/approve`, {});
    await eventually(async () => {
      const body = await ladderOf(suspended);
      if (act === "notice") expect(at(body, "notices", 0, "state")).to.equal("sent");
      else expect(at(body, "suspensions", 0, "state")).to.equal("suspended");
    }, patience);
  }

  const atCustomer = ({ customerId }: Owing) => page.goto(`/customers/${customerId}?tab=invoices`);
  const dialog = () => page.getByRole("dialog");

  it("says who is suspended since when, and unlocks him in trust once", async () => {
    await atCustomer(suspended);
    await page.getByText(/Suspenso por inadimplência desde/).waitFor();
    expect(await lookAt(page, "a customer who is suspended for debts")).to.deep.equal([]);
    await page.getByRole("button", { name: "Desbloqueio em confiança" }).click();
    await dialog().getByRole("button", { name: "Desbloquear" }).click();
    await confirmed(page, `Desbloqueado até ${typed(daysAfter(today, 3))}`);
    await page.getByText("Está desbloqueado em confiança.").waitFor();
    await eventually(async () => {
      const body = await ladderOf(suspended);
      expect(at(body, "suspensions", 0, "state")).to.equal("resumed");
    }, patience);
    const again = await api.post(`/customers/${suspended.customerId}/trust-unlocks`);
    expect(again.status, JSON.stringify(again.body)).to.equal(409);
  });

  it("keeps a promise not to suspend him, with its reason in sight, and takes it back", async () => {
    await atCustomer(suspended);
    const until = daysAfter(today, 10);
    await page.getByRole("button", { name: "Não suspender até…" }).click();
    await dialog().getByLabel("Até").fill(typed(until));
    await page.keyboard.press("Tab");
    await dialog().getByLabel("Motivo").fill("Paga no dia 5");
    await dialog().getByRole("button", { name: "Salvar" }).click();
    await confirmed(page, "Salvo");
    await page.getByText(new RegExp(`Não suspender até ${typed(until)}: Paga no dia 5`)).waitFor();
    const promised = await ladderOf(suspended);
    expect(promised["holds"]).to.include("promised");
    await page.getByRole("button", { name: "Não suspender até…" }).click();
    await dialog().getByLabel("Até").fill("");
    await page.keyboard.press("Tab");
    await dialog().getByRole("button", { name: "Salvar" }).click();
    await eventually(async () =>
      expect((await ladderOf(suspended))["holds"]).to.not.include("promised"),
    );
  });

  it("approves the list of the day, without who is unticked, once it was asked again", async () => {
    await page.goto("/billing/defaults");
    const row = page.getByRole("row", { name: new RegExp(fresh.name) });
    await eventually(async () => {
      await page.reload();
      await row.waitFor({ timeout: 3_000 });
    }, patience);
    expect(await row.textContent()).to.match(/Avisar.*R\$/);
    expect(await lookAt(page, "list of the day of the default ladder")).to.deep.equal([]);
    await row.getByRole("checkbox").uncheck();
    await page.getByText("Aprovar (0)").waitFor();
    await row.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Aprovar (1)" }).click();
    await page.getByText("Clientes a suspender agora: 0.").waitFor();
    await page.getByRole("button", { name: "Aprovar", exact: true }).click();
    await confirmed(page, "Lista aprovada");
    await page.getByText("aprovada por admin").waitFor();
    await eventually(async () => {
      const notice = at(await ladderOf(fresh), "notices", 0);
      expect(at(notice, "state"), JSON.stringify(notice)).to.equal("sent");
    }, patience);
    await row.getByText("Feito").waitFor();
    await page.getByRole("tab", { name: "Vencidas" }).click();
    await page.getByRole("row", { name: new RegExp(fresh.name) }).waitFor();
    expect(await lookAt(page, "invoices that are late")).to.deep.equal([]);
  });

  it("shows the notice with the proof that a mail server took it", async () => {
    await page.getByRole("tab", { name: "Avisos" }).click();
    const row = page.getByRole("row", { name: new RegExp(fresh.name) });
    await row.waitFor();
    await row.getByRole("button").first().click();
    await dialog()
      .getByText(/Message-ID|Mensagem/i)
      .first()
      .waitFor();
    expect(await lookAt(page, "proof of a notice")).to.deep.equal([]);
  });

  it("stands still for a debt that is contested, and goes on once that was answered", async () => {
    await atCustomer(fresh);
    await page.getByRole("button", { name: "Contestar" }).first().click();
    await dialog().getByLabel("Motivo").fill("Não usei em outubro");
    await dialog().getByRole("button", { name: "Contestar" }).click();
    await confirmed(page, "Contestação registrada");
    await page.getByText("Há débito contestado").first().waitFor();
    expect((await ladderOf(fresh))["steps"]).to.deep.equal([]);
    expect(await lookAt(page, "a debt that is contested")).to.deep.equal([]);
    await page.getByRole("button", { name: "Responder" }).click();
    await dialog().getByLabel("O que foi respondido").fill("O uso está no registro");
    await dialog().getByRole("button", { name: "Responder" }).click();
    await confirmed(page, "Resposta registrada");
    await page.getByText("Improcedente").waitFor();
    expect(at(await ladderOf(fresh), "steps", 0, "act")).to.equal("suspend");
  });
});
