import { readFileSync } from "node:fs";
import { eventually, type FakeClock, fakeClock, startSmtpCatcher } from "@isp/testing";
import { startTorre, type Torre } from "@isp/torre";
import { expect } from "chai";
import { describe, it } from "mocha";
import { billingConfig } from "../../services/billing/src/config.ts";
import { startBilling } from "../../services/billing/src/service.ts";
import { at, type Api, apiOf, idOf, type Json, listAt } from "../story/api.ts";
import { connectNewcomer, made, type Newcomer, reaches } from "../story/newcomer.ts";
import { radclient } from "../story/radius.ts";

const patience = { withinMs: 60_000 };

describe("C51: a customer who does not pay", function () {
  this.timeout(300_000);
  let torre: Torre;
  let api: Api;
  let smtp: Awaited<ReturnType<typeof startSmtpCatcher>>;
  let billing: Awaited<ReturnType<typeof startBilling>>;
  const clock: FakeClock = fakeClock("2026-06-01T15:00:00Z");

  before(async () => {
    smtp = await startSmtpCatcher();
    torre = await startTorre();
    api = apiOf(await torre.status());
    billing = await billingOnItsOwnClock();
  });
  after(async () => {
    await billing?.stop();
    await torre?.stop();
    await smtp?.close();
  });

  /** The system's billing, in this process: on a clock that the story moves, and with a mail server. */
  async function billingOnItsOwnClock() {
    const { pid } = torre.process("billing")!;
    const env = Object.fromEntries(
      readFileSync(`/proc/${pid}/environ`, "utf8")
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

  /** The list of the billing clock's day, once it is there. */
  const listed = (unit: string): Promise<Json> =>
    eventually(async () => {
      const { body } = await api.get(`/default-days?businessUnitId=${unit}`);
      const on = clock.now().toISOString().slice(0, 10);
      const day = listAt(body, "items").find((one) => one["on"] === on);
      expect(day?.["state"], "a list is open").to.equal("open");
      return (await api.get(`/default-days/${String(day?.["id"])}`)).body;
    }, patience);
  async function approved(unit: string): Promise<Json> {
    const day = await listed(unit);
    const approval = await api.post(`/default-days/${String(day["id"])}/approve`, {});
    expect([approval.status, approval.body["state"]]).to.deep.equal([200, "approved"]);
    return day;
  }

  async function billedForMay({ businessUnitId, customerId }: Newcomer): Promise<string> {
    const closing = await made(api.post("/closings", { businessUnitId, on: "2026-05-31" }));
    await reaches(api, `/closings/${closing.id}`, "proposed");
    await api.post(`/closings/${closing.id}/commit`, {});
    await reaches(api, `/closings/${closing.id}`, "committed");
    const { body } = await api.get(`/customers/${customerId}/invoices`);
    const [invoice] = listAt(body, "items");
    expect(invoice).to.include({ dueOn: "2026-06-10", state: "issued", overdueOn: null });
    return String(invoice?.["id"]);
  }

  it("is told by e-mail, suspended by RADIUS 15 days later, pays, and is back (Resolução Anatel 765/2023)", async () => {
    const newcomer = await connectNewcomer(api);
    const { businessUnitId, customerId, username, password } = newcomer;
    await reaches(api, `/operations/${newcomer.operationIds[0]}`, "done");
    const registration = await api.get(`/customers/${customerId}`);
    const address = "tiago@cliente.example";
    const edit = await api.patch(
      `/customers/${customerId}`,
      { email: address },
      registration.etag!,
    );
    expect(edit.status, JSON.stringify(edit.body)).to.equal(200);
    const hears = async (reply: string) => {
      const client = radclient(await torre.status());
      await eventually(
        () => expect(client.authenticate(username, password)).to.equal(reply),
        patience,
      );
    };
    await hears("Access-Accept");

    const path = `/business-units/${businessUnitId}/default-policy`;
    const policy = await api.get(path);
    expect(policy.body, "off until it is switched on").to.include({ on: false });
    const switched = await api.patch(path, { on: true, clearingDays: 1 }, policy.etag!);
    expect(switched.body, JSON.stringify(switched.body)).to.include({ on: true });
    const invoiceId = await billedForMay(newcomer);

    clock.set("2026-06-11T15:00:00Z");
    const notice = await approved(businessUnitId);
    expect(listAt(notice, "entries")[0]).to.include({ act: "notice", customerId });
    expect((await api.get(`/invoices/${invoiceId}`)).body).to.include({ overdueOn: "2026-06-11" });
    await eventually(() => expect(smtp.letters).to.have.length(1), patience);
    const [letter] = smtp.letters;
    expect(letter?.to).to.deep.equal([address]);
    expect(letter?.text)
      .to.match(/Total em aberto: R\$ 29,03/)
      .and.match(/29\/06\/2026/);
    const told = await eventually(async () => {
      const { body } = await api.get(`/customers/${customerId}/default-ladder`);
      expect(at(body, "notices", 0, "state")).to.equal("sent");
      expect([at(body, "steps", 0, "act"), at(body, "steps", 0, "on")]).to.deep.equal([
        "suspend",
        "2026-06-29",
      ]);
      return body;
    }, patience);
    expect(at(told, "notices", 0, "messageId")).to.equal(letter?.headers.get("message-id"));

    clock.set("2026-06-29T15:00:00Z");
    const suspension = await approved(businessUnitId);
    expect(listAt(suspension, "entries")[0]).to.include({ act: "suspend", debtCents: 2_903 });
    await hears("Access-Reject");
    const held = await api.get(`/subscriptions/${newcomer.subscriptionId}`);
    expect(listAt(held.body, "suspensions")[0]).to.include({ reason: "default" });

    const { body: due } = await api.get(`/invoices/${invoiceId}`);
    const forms = await api.get(`/payment-forms?businessUnitId=${businessUnitId}`);
    const payment = await api.post(`/invoices/${invoiceId}/payments`, {
      amountCents: at(due, "due", "openCents"),
      paidOn: "2026-06-29",
      formId: at(forms.body, "items", 0, "id"),
    });
    expect(idOf(payment)).to.be.a("string");
    await hears("Access-Accept");
    const history = await api.get(`/subscriptions/${newcomer.subscriptionId}/operations`);
    const kinds = listAt(history.body, "items").map(({ kind }) => kind);
    expect(kinds).to.deep.equal(["resume", "suspend", "register"]);
  });
});
