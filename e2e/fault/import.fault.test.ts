import { randomUUID } from "node:crypto";
import { eventually } from "@isp/testing";
import { startTorre, type Torre } from "@isp/torre";
import { expect } from "chai";
import { someCpf } from "../console/rest.ts";
import { type Answer, type Api, apiOf, at, listAt } from "../story/api.ts";
import { made } from "../story/newcomer.ts";
import { radclient } from "../story/radius.ts";

const password = "senha-da-mudanca";

describe("customers who come from another system", () => {
  for (const place of ["plans.import_reserved", "plans.import_kept", "plans.import_told"]) {
    it(`are all there once, and connect, though plans dies at ${place}`, async function () {
      this.timeout(120_000);
      const torre = await startTorre({ env: { TORRE_FAILPOINTS_PLANS: `${place}=exit` } });
      try {
        await moveIn(torre);
        expect(torre.process("plans")?.restarts ?? 0, "died on the way").to.be.greaterThan(0);
      } finally {
        await torre.stop();
      }
    });
  }
});

async function moveIn(torre: Torre): Promise<void> {
  const status = await torre.status();
  const api = apiOf(status);
  const { businessUnitId, batch } = await provider(api);
  const key = randomUUID();
  const send = () => post(api, status.apiToken, key, batch);
  const first = await send();
  expect(first.status, JSON.stringify(first.body)).to.equal(201);
  const again = await send();
  expect(again.body).to.deep.equal(first.body);

  const client = radclient(status);
  for (const { subscription } of batch.customers) {
    if (subscription === undefined) continue;
    const { username } = subscription.access;
    await eventually(
      () => expect(client.authenticate(username, password)).to.equal("Access-Accept"),
      { withinMs: 10_000 },
    );
  }
  const kept = await api.get("/customers?limit=50");
  expect(kept.body["items"]).to.have.length(3);
  const customerId = String(at(first.body, "items", 0, "customerId"));
  const tree = await api.get(`/customers/${customerId}/tree`);
  const kinds = listAt(tree.body, "subscriptions", 0, "items").map(({ kind }) => kind);
  expect(kinds).to.have.members(["login", "mailbox"]);

  // Billing has heard of them: ten days of May for each of the two.
  const closing = await made(api.post("/closings", { businessUnitId, on: "2026-05-31" }));
  await eventually(
    async () => {
      const { body } = await api.get(`/closings/${closing.id}`);
      expect(body["state"]).to.equal("proposed");
      expect(at(body, "totals", "amountCents")).to.equal(2 * 2_903);
    },
    { withinMs: 20_000 },
  );
}

async function provider(api: Api) {
  const mark = randomUUID().slice(0, 8);
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
  const plan = { businessUnitId: unit.id, name: "Fibra", kind: "broadband", priceCents: 9_000 };
  const { id: planId } = await made(api.post("/plans", plan));
  const person = (name: string) => ({
    name,
    personType: "individual",
    document: someCpf(),
    city,
    address: "Rua Sergipe, 100",
  });
  const connected = (name: string, login: string) => ({
    ...person(name),
    subscription: {
      planId,
      startOn: "2026-05-21",
      status: "enabled",
      access: { username: `${login}-${mark}`, password },
    },
  });
  const customers = [
    connected("Ana Souza", "ana"),
    connected("Bruno Lima", "bruno"),
    { ...person("Caio Sem Plano"), subscription: undefined },
  ];
  return { businessUnitId: unit.id, batch: { customers } };
}

/** Sends the same request until plans is back. */
function post(api: Api, token: string, key: string, body: object): Promise<Answer> {
  return eventually(
    async () => {
      const answer = await api.send("POST", "/imports", {
        headers: {
          authorization: `Bearer ${token}`,
          "content-type": "application/json",
          "idempotency-key": key,
        },
        body: JSON.stringify(body),
      });
      expect(answer.status, JSON.stringify(answer.body)).to.be.below(500);
      return answer;
    },
    { withinMs: 30_000, everyMs: 200 },
  );
}
