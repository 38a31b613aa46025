import { startTorre, type Status, type Torre } from "@isp/torre";
import { expect } from "chai";
import { someCpf } from "./console/rest.ts";
import { type Answer, type Api, apiOf, listAt } from "./story/api.ts";
import { connectNewcomer, type Newcomer } from "./story/newcomer.ts";
import { radclient } from "./story/radius.ts";

describe("bad input", function () {
  this.timeout(60_000);
  let torre: Torre;
  let status: Status;
  let api: Api;
  let newcomer: Newcomer;
  let other: Newcomer;

  before(async function () {
    this.timeout(300_000);
    torre = await startTorre();
    status = await torre.status();
    api = apiOf(status);
    newcomer = await connectNewcomer(api);
    other = await connectNewcomer(api);
  });

  after(async function () {
    this.timeout(60_000);
    await torre?.stop();
  });

  const raw = (body: string, headers: Record<string, string> = {}) =>
    api.send("POST", "/customers", {
      body,
      headers: {
        authorization: `Bearer ${status.apiToken}`,
        "content-type": "application/json",
        ...headers,
      },
    });
  const customer = { name: "X", personType: "individual", city: "Nenhuma" };
  const order = (extra: object) =>
    api.post("/subscriptions", { customerId: newcomer.customerId, status: "enabled", ...extra });
  const access = () => ({ username: newcomer.username, password: newcomer.password });

  type Case = {
    readonly what: string;
    readonly send: () => Promise<Answer>;
    readonly expected: readonly [number, string, string];
  };
  const nobody = "01a00000-0000-7000-8000-000000000000";
  const cases: readonly Case[] = [
    {
      what: "a CPF with wrong digits",
      send: () => api.post("/customers", { ...customer, document: "52998224724" }),
      expected: [400, "plans.invalid", "/document"],
    },
    {
      what: "a city that nobody serves",
      send: () => api.post("/customers", { ...customer, document: someCpf() }),
      expected: [400, "plans.city_not_served", "/city"],
    },
    {
      what: "an unknown plan",
      send: () => order({ planId: nobody }),
      expected: [404, "plans.plan_not_found", "/planId"],
    },
    {
      what: "a plan of another business unit",
      send: () => order({ planId: other.planId }),
      expected: [400, "plans.invalid", "/planId"],
    },
    {
      what: "a taken login",
      send: () => order({ planId: newcomer.planId, access: access() }),
      expected: [409, "radius.login_taken", "/access/username"],
    },
    {
      what: "access data on a plan that is not enabled",
      send: () =>
        order({ planId: newcomer.planId, status: "waiting-installation", access: access() }),
      expected: [400, "plans.invalid", "/access"],
    },
    { what: "malformed JSON", send: () => raw("{"), expected: [400, "gateway.malformed_json", ""] },
    {
      what: "an oversized body",
      send: () => raw(JSON.stringify({ name: "x".repeat(400_000) })),
      expected: [413, "gateway.body_too_large", ""],
    },
    {
      what: "a wrong type",
      send: () => raw(JSON.stringify({ ...customer, name: 3, document: someCpf() })),
      expected: [400, "gateway.invalid", "/name"],
    },
    {
      what: "a field that is not known",
      send: () => raw(JSON.stringify({ ...customer, document: someCpf(), role: "admin" })),
      expected: [400, "gateway.invalid", "/role"],
    },
    {
      what: "an object where an id belongs",
      send: () => order({ planId: { where: {} } }),
      expected: [400, "gateway.invalid", "/planId"],
    },
    {
      what: "an edit of a version that is no more",
      send: () => api.patch(`/customers/${newcomer.customerId}`, { phone: "4333334444" }, '"99"'),
      expected: [412, "plans.stale", ""],
    },
    {
      what: "an edit that names no version",
      send: () => api.patch(`/customers/${newcomer.customerId}`, { phone: "4333334444" }),
      expected: [428, "gateway.if_match_missing", ""],
    },
  ];

  for (const { what, send, expected } of cases) {
    it(`is refused and changes nothing: ${what}`, async () => {
      const before = await snapshot();
      const { status: code, body } = await send();
      const pointers = listAt(body, "errors").map(({ pointer }) => pointer);
      expect([code, body["code"]], JSON.stringify(body)).to.deep.equal(expected.slice(0, 2));
      expect(pointers).to.include(expected[2]);
      expect(await snapshot()).to.deep.equal(before);
    });
  }

  async function snapshot() {
    const [tree, found] = await Promise.all([
      api.get(`/customers/${newcomer.customerId}/tree`),
      api.get("/customers?limit=200"),
    ]);
    return {
      customer: tree.body["customer"],
      subscriptions: listAt(tree.body, "subscriptions").map(({ id, status: key }) => [id, key]),
      customers: listAt(found.body, "items").length,
    };
  }

  it("is answered 401 without a session or token, whatever the path", async () => {
    for (const path of ["/customers", "/session", "/closings", "/operations", "/events"]) {
      expect((await api.send("GET", path, {})).status, path).to.equal(401);
    }
    const wrong = { headers: { authorization: `Bearer ${"x".repeat(43)}` } };
    expect((await api.send("GET", "/customers", wrong)).status).to.equal(401);
  });

  it("gets silence and a counter from RADIUS when the secret is wrong", async () => {
    const client = radclient(status);
    const session = {
      "User-Name": newcomer.username,
      "Acct-Session-Id": "1",
      "Acct-Status-Type": "Start",
    };
    expect(client.account(session, "not-the-secret")).to.equal("nothing");
    const { metricsUrl } = status.services.find(({ name }) => name === "radius")!;
    const metrics = await (await fetch(metricsUrl)).text();
    expect(metrics).to.match(/isp_radius_silences_total\{[^}]*server="acct"[^}]*\} [1-9]/);
  });
});
