import { eventually } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { mark } from "../checklist/shared.ts";
import { listAt } from "../story/api.ts";
import { curl, dig } from "./clients.ts";
import { openStand, type Stand } from "./stand.ts";

/** From save to service (p95 in the bench); a loaded machine gets more here. */
const soon = { withinMs: 8_000, everyMs: 50 };

describe("a hosted domain on real servers", function () {
  this.timeout(300_000);
  let stand: Stand;
  const registered = async (more: object = {}) => {
    const name = `${mark()}.exemplo.com.br`;
    const { subscriptionId } = await stand.sold();
    const domain = await stand.api.made(`/subscriptions/${subscriptionId}/domains`, {
      name,
      ...more,
    });
    return { id: domain.id, name, subscriptionId };
  };
  const inStep = (id: string) =>
    eventually(async () => {
      const { body, etag } = await stand.api.get(`/domains/${id}`);
      expect(body["real"], JSON.stringify(body)).to.include({ state: "in-step" });
      return { body, etag: etag ?? "" };
    }, soon);
  const operate = async (subscriptionId: string, act: string) => {
    const { body } = await stand.api.post(`/subscriptions/${subscriptionId}/${act}`, {});
    return eventually(async () => {
      const operation = await stand.api.get(`/operations/${String(body["id"])}`);
      expect(operation.body["state"], JSON.stringify(operation.body)).to.equal("done");
      return listAt(operation.body, "steps").find(({ service }) => service === "hosting");
    }, soon);
  };

  before(async () => {
    stand = await openStand();
  });

  it("C93, C94: is answered by dig and served as soon as it is saved", async () => {
    const mailServer = await stand.api.made("/servers", {
      name: `Correio ${mark()}`,
      kind: "mail",
      host: `mx-${mark()}.provedor.com.br`,
    });
    const { body: server } = await stand.api.get(`/servers/${mailServer.id}`);
    const { id, name } = await registered({
      registeredOn: "2026-09-01",
      developer: { name: "Ana Prado", phone: "(43) 99999-0000", email: "ana@estudio.com.br" },
      dns1: "ns1.provedor.com.br",
      dns2: "ns2.provedor.com.br",
      adminEmail: "dono.da.loja@exemplo.com.br",
      mailServerId: mailServer.id,
    });
    const { body } = await inStep(id);
    expect(body["developer"]).to.deep.include({ name: "Ana Prado" });
    expect(body["uid"]).to.equal(undefined);
    const { status } = stand;
    expect((await dig(status, name, "SOA"))[0]).to.match(
      /^ns1\.provedor\.com\.br\. dono\\\.da\\\.loja\.exemplo\.com\.br\. \d+ 10800 3600 604800 3600$/,
    );
    expect((await dig(status, name, "NS")).toSorted()).to.deep.equal([
      "ns1.provedor.com.br.",
      "ns2.provedor.com.br.",
    ]);
    expect(await dig(status, name, "A")).to.deep.equal(["127.0.0.1"]);
    expect(await dig(status, `www.${name}`, "A")).to.deep.equal(["127.0.0.1"]);
    expect(await dig(status, name, "MX")).to.deep.equal([`10 ${String(server["host"])}.`]);
    expect(await dig(status, name, "TXT")).to.deep.equal(['"v=spf1 mx a -all"']);
    // There is no page yet: the site is there, and its folder is empty.
    expect((await curl(status, name)).status).to.equal(403);
    expect((await curl(status, `www.${name}`, { secure: true })).status).to.equal(403);
    expect((await curl(status, `nao-${name}`)).status).to.equal(404);
  });

  it("C93: is kept and answered under its A-labels when it is typed in letters", async () => {
    const { subscriptionId } = await stand.sold();
    const typed = `açaí-${mark()}.com.br`;
    const { id, name } = (await stand.api.made(`/subscriptions/${subscriptionId}/domains`, {
      name: typed,
    })) as { id: string; name?: unknown };
    expect(String(name)).to.match(/^xn--/);
    await inStep(id);
    expect(await dig(stand.status, String(name), "A")).to.deep.equal(["127.0.0.1"]);
  });

  it("C94: points to another address, or sends its visitors to a page", async () => {
    const elsewhere = await registered({ redirectTo: "203.0.113.9" });
    await inStep(elsewhere.id);
    expect(await dig(stand.status, elsewhere.name, "A")).to.deep.equal(["203.0.113.9"]);
    const page = "https://loja.exemplo.com.br/inicio?de=site";
    const sent = await registered({ redirectTo: page });
    await inStep(sent.id);
    expect(await curl(stand.status, sent.name)).to.include({ status: 302, location: page });
  });

  it("C95: is changed on its servers, taken out of service, put back, and given up", async () => {
    const { id, name } = await registered();
    const { etag } = await inStep(id);
    const edited = await stand.api.patch(`/domains/${id}`, { redirectTo: "203.0.113.10" }, etag);
    expect(edited.status, JSON.stringify(edited.body)).to.equal(200);
    const stale = await stand.api.patch(`/domains/${id}`, { notes: "tarde demais" }, etag);
    expect(stale.status).to.equal(412);
    await inStep(id);
    expect(await dig(stand.status, name, "A")).to.deep.equal(["203.0.113.10"]);
    const back = await inStep(id);
    await stand.api.patch(`/domains/${id}`, { redirectTo: "" }, back.etag);
    await inStep(id);
    expect((await curl(stand.status, name)).status).to.equal(403);
    await stand.api.post(`/domains/${id}/deactivate`);
    await eventually(async () => {
      expect((await curl(stand.status, name)).status).to.equal(404);
    }, soon);
    expect(await dig(stand.status, name, "A")).to.deep.equal(["127.0.0.1"]);
    await stand.api.post(`/domains/${id}/activate`);
    await eventually(async () => {
      expect((await curl(stand.status, name)).status).to.equal(403);
    }, soon);
    expect((await stand.api.remove(`/domains/${id}`)).status).to.equal(204);
    await eventually(async () => {
      expect(await dig(stand.status, name, "SOA")).to.deep.equal([]);
      expect((await curl(stand.status, name)).status).to.equal(404);
    }, soon);
  });

  it("C51: answers with the provider's page while it is suspended, and as before when resumed", async () => {
    const { id, name, subscriptionId } = await registered();
    await inStep(id);
    const step = await operate(subscriptionId, "suspend");
    expect(step?.["state"], JSON.stringify(step)).to.equal("applied");
    const answer = await curl(stand.status, name);
    expect(answer.status).to.equal(503);
    expect(answer.body).to.contain("Este site está suspenso");
    expect(await dig(stand.status, name, "A")).to.deep.equal(["127.0.0.1"]);
    expect((await operate(subscriptionId, "resume"))?.["state"]).to.equal("applied");
    expect((await curl(stand.status, name)).status).to.equal(403);
  });

  it("S45: is refused under or above another customer's, and as a registry's", async () => {
    const { name } = await registered();
    const { subscriptionId } = await stand.sold();
    const refusal = async (asked: string) => {
      const { status, body } = await stand.api.post(`/subscriptions/${subscriptionId}/domains`, {
        name: asked,
      });
      return [status, body["code"]];
    };
    expect(await refusal(`loja.${name}`)).to.deep.equal([409, "hosting.domain_of_another"]);
    expect(await refusal(name.slice(name.indexOf(".") + 1))).to.deep.equal([
      409,
      "hosting.domain_of_another",
    ]);
    for (const none of [
      "com.br",
      "localhost",
      "arpa",
      "in-addr.arpa",
      "10.in-addr.arpa",
      "*.a.com.br",
    ])
      expect(await refusal(none), none).to.deep.equal([400, "hosting.domain_invalid"]);
  });

  it("S47, S48: takes no redirect that a web server could read as its own", async () => {
    const { subscriptionId } = await stand.sold();
    const hostile = [
      "https://a.com.br/\n}",
      "https://a.com.br/;",
      "https://a.com.br/}",
      "https://a.com.br/#x",
      "https://a.com.br/$host",
      'https://a.com.br/"',
      "https://a.com.br/\\",
      "https://a.com.br/{{7*7}}",
      "https://user;@a.com.br/",
      "https://a.com.br:80;/",
      "https://a.com.br:99999/",
      "https://a.com.br/%0a",
      "https://a.com.br/%250a",
      "https://a.com.br/\t",
      "https://a.com.br/%E2%80%A8",
      "https://a.com.br/\u2028",
      "https://a.com.br/%00",
      "https://a.com.br:0x50/",
      "https://user:senha%0a@a.com.br/",
      "https://a%2ecom.br/",
      "https://a。com.br/",
      "https://xn--a.com.br;/",
      "//a.com.br/",
      "javascript:alert(1)",
    ];
    for (const redirectTo of hostile) {
      const asked = { name: `${mark()}.com.br`, redirectTo };
      const { status } = await stand.api.post(`/subscriptions/${subscriptionId}/domains`, asked);
      expect(status, redirectTo).to.equal(400);
    }
  });
});
