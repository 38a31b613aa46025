import { expect } from "chai";
import { describe, it } from "mocha";
import { at, listAt } from "../story/api.ts";
import { aCustomer, aPlan, aUnit, type Checklist, refused, sharedSystem } from "./shared.ts";

describe("contracts", function () {
  this.timeout(60_000);
  let api: Checklist;
  let pdf: (path: string) => Promise<{ readonly type: string; readonly bytes: Buffer }>;

  before(async function () {
    this.timeout(300_000);
    const shared = await sharedSystem();
    ({ api } = shared);
    const { gateway, apiToken } = shared.status;
    pdf = async (path) => {
      const headers = { authorization: `Bearer ${apiToken}` };
      const answer = await fetch(`${gateway.url}/api/v1${path}`, { headers });
      expect(answer.status).to.equal(200);
      const bytes = Buffer.from(await answer.arrayBuffer());
      return { type: answer.headers.get("content-type") ?? "", bytes };
    };
  });

  it("C17, C40: keeps templates per unit, tried when they are saved, with the variables they may name", async () => {
    const unit = await aUnit(api);
    const variables = listAt((await api.get("/contract-templates/variables")).body, "items");
    expect(variables.map(({ name }) => name)).to.include.members(["customer.name", "plan.payable"]);
    const body = {
      businessUnitId: unit.id,
      name: "Residencial",
      body: "# Contrato\n{{ custmer.name }}",
    };
    const unknown = await api.post("/contract-templates", body);
    refused(unknown, 400, "/body");
    expect(at(unknown.body, "errors", 0, "detail")).to.equal("line 2: there is no custmer.name");
    const endless = { ...body, body: "{% for i in (1..100000000) %}x{% endfor %}" };
    refused(await api.post("/contract-templates", endless), 400, "/body");
    const file = { ...body, body: "{% include '/etc/passwd' %}" };
    refused(await api.post("/contract-templates", file), 400, "/body");
    const shown = await api.post("/contract-templates/preview", {
      body: "Olá {{ customer.name }}",
    });
    expect(shown.body["text"]).to.equal("Olá Antônia Conceição da Silva");
    const saved = await api.made("/contract-templates", {
      ...body,
      body: "Olá {{ customer.name }}",
    });
    const edited = await api.patch(`/contract-templates/${saved.id}`, { name: "Novo" }, '"1"');
    expect([edited.body["name"], edited.body["body"]]).to.deep.equal([
      "Novo",
      "Olá {{ customer.name }}",
    ]);
    refused(
      await api.patch(`/contract-templates/${saved.id}`, { body: "{{ x }}" }, '"2"'),
      400,
      "/body",
    );
    expect((await api.remove(`/contract-templates/${saved.id}`)).status).to.equal(204);
  });

  it("C40: shows and prints the contract; what was accepted stays, whatever is edited later", async () => {
    const unit = await aUnit(api);
    const name = "Antônia Conceição 😀 '; DROP TABLE x; -- {{ 7 | times: 7 }}";
    const customer = await aCustomer(api, unit.city, { name });
    const plan = await aPlan(api, unit.id);
    const template = await api.made("/contract-templates", {
      businessUnitId: unit.id,
      name: "Residencial",
      body: "# Contrato {{ contract.number }}\n\n{{ customer.name }} paga {{ plan.payable }}.",
    });
    const held = await api.made("/subscriptions", {
      customerId: customer.id,
      planId: plan.id,
      discount: { amountCents: 2_500 },
      contract: { templateId: template.id },
    });
    const path = `/subscriptions/${held.id}/contract`;
    const draft = await api.get(path);
    expect(draft.body["accepted"]).to.equal(false);
    expect(draft.body["text"]).to.contain(`${name} paga R$ 65,00.`);
    const printed = await pdf(`${path}.pdf`);
    expect([printed.type, printed.bytes.subarray(0, 5).toString()]).to.deep.equal([
      "application/pdf",
      "%PDF-",
    ]);
    refused(await api.post(`${path}/accept`, { acceptedOn: "2126-01-01" }), 400, "/acceptedOn");
    const accepted = await api.post(`${path}/accept`, {});
    expect([accepted.status, accepted.body["accepted"]]).to.deep.equal([200, true]);
    refused(await api.post(`${path}/accept`, {}), 409);
    await api.patch(`/contract-templates/${template.id}`, { body: "Outro texto" }, '"1"');
    await api.patch(`/subscriptions/${held.id}/billing`, { discount: null }, '"1"');
    const kept = await api.get(path);
    expect([kept.body["text"], kept.body["sha256"]]).to.deep.equal([
      draft.body["text"],
      accepted.body["sha256"],
    ]);
    expect(kept.body["templateVersion"]).to.equal(1);
    expect((await pdf(`${path}.pdf`)).bytes.length).to.be.below(500_000);
    refused(await api.remove(`/contract-templates/${template.id}`), 409);
  });

  it("C40: prints a standard contract where none is chosen, and refuses a template of another unit", async () => {
    const [unit, other] = [await aUnit(api), await aUnit(api)];
    const customer = await aCustomer(api, unit.city);
    const plan = await aPlan(api, unit.id);
    const sale = { customerId: customer.id, planId: plan.id };
    const held = await api.made("/subscriptions", sale);
    const { bytes } = await pdf(`/subscriptions/${held.id}/contract.pdf`);
    expect(bytes.length).to.be.greaterThan(1_000);
    const body = { businessUnitId: other.id, name: "Outra", body: "Outra" };
    const foreign = await api.made("/contract-templates", body);
    const wrong = { ...sale, contract: { templateId: foreign.id } };
    refused(await api.post("/subscriptions", wrong), 400, "/contract/templateId");
    const edit = await api.patch(
      `/subscriptions/${held.id}/contract`,
      { templateId: foreign.id },
      '"1"',
    );
    refused(edit, 400, "/templateId");
  });
});
