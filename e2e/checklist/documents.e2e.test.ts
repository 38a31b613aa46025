import { randomUUID } from "node:crypto";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { before, describe, it } from "mocha";
import type { Answer } from "../story/api.ts";
import { unitDay } from "../story/days.ts";
import { aCustomer, aPlan, aUnit, type Checklist, refused, sharedSystem } from "./shared.ts";

describe("the documents of an invoice, from outside", function () {
  this.timeout(120_000);
  let api: Checklist;
  let put: (path: string, body: object, ifMatch: string) => Promise<Answer>;
  let bytesOf: (path: string) => Promise<{ readonly type: string; readonly bytes: Buffer }>;

  before(async function () {
    this.timeout(300_000);
    const shared = await sharedSystem();
    ({ api } = shared);
    const { gateway, apiToken } = shared.status;
    put = (path, body, ifMatch) =>
      api.send("PUT", path, {
        body: JSON.stringify(body),
        headers: {
          authorization: `Bearer ${apiToken}`,
          "content-type": "application/json",
          "idempotency-key": randomUUID(),
          "if-match": ifMatch,
        },
      });
    bytesOf = async (path) => {
      const headers = { authorization: `Bearer ${apiToken}` };
      const answer = await fetch(`${gateway.url}/api/v1${path}`, { headers });
      expect(answer.status).to.equal(200);
      const bytes = Buffer.from(await answer.arrayBuffer());
      return { type: answer.headers.get("content-type") ?? "", bytes };
    };
  });

  it("keep how the unit was paid when it was issued, as PDF and as codes, and wait to be sent", async () => {
    const unit = await aUnit(api);
    const path = `/business-units/${unit.id}/payment-settings`;
    const settings = {
      beneficiaryName: "Norte Fibra",
      beneficiaryDocument: "12.ABC.345/01DE-35",
      pixKey: "caixa@nortefibra.example",
      pixCity: "Londrina",
      bankCode: "341",
      agency: "57",
      account: "12345",
      wallet: "109",
    };
    refused(await put(path, { ...settings, pixKey: "x" }, '"1"'), 400, "/pixKey");
    refused(await put(path, { ...settings, colour: "x" }, '"1"'), 400, "/colour");
    expect((await put(path, settings, '"1"')).body).to.include({ version: 2, agency: "0057" });
    refused(await put(path, settings, '"1"'), 412);
    const customer = await aCustomer(api, unit.city);
    const plan = await aPlan(api, unit.id, { kind: "other", priceCents: 9_000 });
    const sale = { customerId: customer.id, planId: plan.id, status: "enabled" };
    const held = await api.made("/subscriptions", { ...sale, startOn: unitDay(-10) });
    const invoice = await eventually(async () => {
      const bill = { on: unitDay(-1), dueOn: unitDay() };
      const answer = await api.post(`/subscriptions/${held.id}/bill`, bill);
      expect(answer.status).to.equal(201);
      return answer.body;
    });
    const at = `/invoices/${String(invoice["id"])}`;
    const slip = (await api.get(at)).body["slip"] as Record<string, unknown>;
    expect(slip["amountCents"]).to.equal(invoice["totalCents"]);
    expect(slip["pixCode"]).to.match(/^000201.*6304[0-9A-F]{4}$/);
    expect(slip["typeableLine"]).to.match(/^3419\d\.\d{5} \d{5}\.\d{6} \d{5}\.\d{6} \d \d{14}$/);
    await put(path, { ...settings, bankCode: "", pixKey: "52998224725" }, '"2"');
    expect((await api.get(at)).body["slip"]).to.deep.equal(slip);
    const { type, bytes } = await bytesOf(`${at}.pdf`);
    expect([type, bytes.subarray(0, 5).toString()]).to.deep.equal(["application/pdf", "%PDF-"]);
    expect((await api.post(`${at}/send`, {})).body).to.include({ state: "waiting" });
    refused(await api.post(`${at}/send`, {}), 409);
    const letters = (await api.get(`${at}/letters`)).body["items"];
    expect(letters).to.have.length(1);
  });
});
