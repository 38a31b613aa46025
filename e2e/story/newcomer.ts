import { eventually } from "@isp/testing";
import type { Status } from "@isp/torre";
import { expect } from "chai";
import { someCpf } from "../console/rest.ts";
import { type Api, apiOf, idOf, type Json, listAt } from "./api.ts";
import { radclient } from "./radius.ts";

/** What the story leaves behind. */
export type Newcomer = {
  readonly businessUnitId: string;
  readonly planId: string;
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly username: string;
  readonly password: string;
  readonly operationIds: readonly string[];
};

const password = "senha-do-tiago";

/** A unit, a plan of 90.00 and a customer who is connected: what most stories begin with. */
export async function connectNewcomer(api: Api, planTerms: object = {}): Promise<Newcomer> {
  const mark = crypto.randomUUID().slice(0, 8);
  const city = `Cidade ${mark}`;
  const unit = await made(
    api.post("/business-units", {
      name: city,
      city,
      timeZone: "America/Sao_Paulo",
      closingDay: 31,
      mailDomain: `${mark}.example.com.br`,
    }),
  );
  const plan = await made(
    api.post("/plans", {
      businessUnitId: unit.id,
      name: `Banda Larga ${mark}`,
      kind: "broadband",
      priceCents: 9_000,
      ...planTerms,
    }),
  );
  const customer = await made(
    api.post("/customers", {
      name: `Tiago Monteiro ${mark}`,
      personType: "individual",
      document: someCpf(),
      city,
      address: "Rua Sergipe, 100",
    }),
  );
  const username = `tiago-${mark}`;
  const subscription = await made(
    api.post("/subscriptions", {
      customerId: customer.id,
      planId: plan.id,
      startOn: "2026-05-21",
      status: "enabled",
      access: { username, password },
    }),
  );
  return {
    businessUnitId: unit.id,
    planId: plan.id,
    customerId: customer.id,
    subscriptionId: subscription.id,
    username,
    password,
    operationIds: [String(subscription["operationId"])],
  };
}

export async function made(
  answer: ReturnType<Api["post"]>,
): Promise<Json & { readonly id: string }> {
  const given = await answer;
  expect(given.status, JSON.stringify(given.body)).to.be.oneOf([201, 202]);
  return { ...given.body, id: idOf(given) };
}

/** Suspends and resumes him, and closes his first month; answers what it did on the way. */
export async function liveThroughMay(status: Status, newcomer: Newcomer, withinMs = 30_000) {
  const api = apiOf(status);
  const client = radclient(status);
  const { subscriptionId, username, businessUnitId, customerId } = newcomer;
  const hears = (reply: string) =>
    eventually(() => expect(client.authenticate(username, password)).to.equal(reply), { withinMs });
  await hears("Access-Accept");
  const suspended = await made(api.post(`/subscriptions/${subscriptionId}/suspend`, {}));
  await hears("Access-Reject");
  const resumed = await made(api.post(`/subscriptions/${subscriptionId}/resume`, {}));
  await hears("Access-Accept");
  const closing = await made(api.post("/closings", { businessUnitId, on: "2026-05-31" }));
  const closingId = closing.id;
  await reaches(api, `/closings/${closingId}`, "proposed", withinMs);
  await Promise.all([1, 2].map(() => api.post(`/closings/${closingId}/commit`)));
  await reaches(api, `/closings/${closingId}`, "committed", withinMs);
  await api.post(`/closings/${closingId}/commit`);
  const invoices = await api.get(`/customers/${customerId}/invoices`);
  const operationIds = [...newcomer.operationIds, suspended.id, resumed.id];
  return { operationIds, invoices: listAt(invoices.body, "items") };
}

export async function reaches(
  api: Api,
  path: string,
  state: string,
  withinMs = 10_000,
): Promise<Json> {
  return eventually(
    async () => {
      const { body } = await api.get(path);
      expect(body["state"], JSON.stringify(body)).to.equal(state);
      return body;
    },
    { withinMs, everyMs: 50 },
  );
}
