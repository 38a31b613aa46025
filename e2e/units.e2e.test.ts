import { randomUUID } from "node:crypto";
import { expect } from "chai";
import { aCustomer, type Checklist, sharedSystem } from "./checklist/shared.ts";
import { at } from "./story/api.ts";
import { type Belongings, furnish, nextYear } from "./units/furnish.ts";
import { type Intruder, operatorOf } from "./units/operator.ts";
import { type Route, routesOf } from "./units/routes.ts";

/** What the units of a provider have in common; no customer stands in it. */
const common = new Set(["statuses", "servers", "roles", "operators", "dead-letters"]);
/** What only a day that passes brings; billing's own tests look at it from another unit. */
const broughtByTime = new Set(["default-days", "notices"]);
/** A function that needs more than its shortest body before it looks for what the id names. */
const bodies: Readonly<Record<string, object>> = {
  "POST /customers/{id}/debit-accounts": {
    bankCode: "001",
    agency: "1234-5",
    account: "12345-6",
    holder: "Outra Pessoa",
    document: "529.982.247-25",
  },
  "PATCH /customer-notes/{id}": { text: "mudada" },
  "POST /subscriptions/{id}/mailboxes": { address: "novo@example.com.br", password: "senha-123" },
  "POST /mailboxes/{id}/held-letters/{letterId}/release": { reason: "Só para olhar" },
  "POST /mailboxes/{id}/held-letters/{letterId}/discard": { reason: "Só para olhar" },
  "POST /subscriptions/{id}/domains": { name: "intruder.example.com.br" },
};

const nobodysId = randomUUID();

/** What a path names behind the id, where that is one of a few words. */
const words: Readonly<Record<string, readonly string[]>> = {
  "PUT /business-units/{id}/notice-templates/{kind}": ["default"],
  "GET /mailboxes/{id}/messages/{uid}": ["1"],
  "DELETE /mailboxes/{id}/aliases/{address}": ["novo@example.com.br"],
  "POST /mailboxes/{id}/held-letters/{letterId}/release": [nobodysId],
  "POST /mailboxes/{id}/held-letters/{letterId}/discard": [nobodysId],
};

describe("an operator of one business unit", function () {
  this.timeout(120_000);
  let admin: Checklist;
  let own: Belongings;
  let other: Belongings;
  let intruder: Intruder;
  let nobody: Intruder;
  let routes: readonly Route[];

  before(async function () {
    this.timeout(300_000);
    const { status, api } = await sharedSystem();
    admin = api;
    routes = routesOf((await admin.get("/openapi.json")).body);
    [own, other] = [await furnish(admin), await furnish(admin)];
    const permissions = new Set(routes.flatMap(({ permission }) => permission ?? []));
    const withoutStaff = [...permissions].filter((name) => name !== "operators.write");
    const { url } = status.gateway;
    intruder = await operatorOf(admin, url, [own.unit.id], withoutStaff);
    nobody = await operatorOf(admin, url, [own.unit.id], []);
  });

  const folderOf = ({ path }: Route) => path.split("/")[1] ?? "";
  const withId = () =>
    routes.filter(
      (route) =>
        route.path.includes("{") &&
        !common.has(folderOf(route)) &&
        !broughtByTime.has(folderOf(route)),
    );

  it("finds nothing of another unit by any function that takes an id, and changes nothing", async () => {
    const before = await snapshot(admin, other);
    const wrong: string[] = [];
    for (const route of withId()) {
      const id = other.ids[folderOf(route)];
      expect(id, `something of another unit for ${route.name}`).to.be.a("string");
      const named = [id ?? "", ...(words[route.name] ?? [])];
      const answer = await intruder.call(route, named, bodies[route.name]);
      if (![403, 404].includes(answer.status)) {
        wrong.push(`${route.name}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 200)}`);
      }
    }
    expect(wrong.join("\n")).to.equal("");
    expect(await snapshot(admin, other)).to.deep.equal(before);
  });

  it("finds what is his own by the same functions", async () => {
    const reading = withId().filter(
      ({ method, path }) =>
        method === "get" && !path.endsWith("connection") && !/\/(messages|held-letters)/.test(path),
    );
    for (const route of reading.filter(({ path }) => !/\.(pdf|csv)$/.test(path))) {
      const answer = await intruder.call(route, [own.ids[folderOf(route)] ?? ""]);
      expect(answer.status, `${route.name}: ${JSON.stringify(answer.body)}`).to.equal(200);
    }
  });

  it("reads nothing of another unit in any list, search, export or report", async () => {
    const lists = routes.filter(({ method, path }) => method === "get" && !path.includes("{"));
    const word = encodeURIComponent(other.words[3] ?? "");
    const asked = lists.flatMap(({ path }) => [
      path,
      `${path}?businessUnitId=${other.unit.id}`,
      ...(path === "/customers" ? [`${path}?q=${word}`, `${path}?q=${other.unit.city}`] : []),
    ]);
    const leaks: string[] = [];
    for (const path of asked) {
      const { text, status } = await intruder.text(path);
      expect(status, `${path}: ${text}`).to.be.below(500);
      // A refusal may repeat what was asked.
      const seen = other.words.filter((secret) => text.includes(secret) && !path.includes(secret));
      if (seen.length > 0) leaks.push(`${path}: ${seen.join(", ")}`);
    }
    expect(leaks.join("\n")).to.equal("");
  });

  it("reads in the history of a customer of two units nothing that was done in the other one", async () => {
    const moved = await aCustomer(admin, other.unit.city);
    const sold = { customerId: moved.id, startOn: "2026-09-01", status: "enabled" };
    const foreign = await admin.made("/subscriptions", { ...sold, planId: other.ids["plans"] });
    await admin.made(`/subscriptions/${foreign.id}/suspend`, { on: nextYear() });
    const { etag } = await admin.get(`/customers/${moved.id}`);
    await admin.patch(`/customers/${moved.id}`, { city: own.unit.city }, etag ?? "");
    await admin.made("/subscriptions", { ...sold, planId: own.ids["plans"] });
    const history = `/customers/${moved.id}/history?limit=200`;
    const plans = [own.ids["plans"] ?? "", other.ids["plans"] ?? ""];
    const soldOf = (text: string) => plans.filter((id) => text.includes(id));
    expect(soldOf(JSON.stringify((await admin.get(history)).body))).to.deep.equal(plans);
    const seen = JSON.stringify((await intruder.api.get(history)).body);
    expect(soldOf(seen)).to.deep.equal(plans.slice(0, 1));
    expect(seen).to.not.include(foreign.id);
  });

  it("makes nothing in another unit or from what is another unit's", async () => {
    const before = await snapshot(admin, other);
    const { ids } = other;
    const tries: readonly (readonly [string, object])[] = [
      ["/subscriptions", { customerId: ids["customers"], planId: ids["plans"] }],
      ["/subscriptions", { customerId: own.ids["customers"], planId: ids["plans"] }],
      ["/subscriptions", { customerId: ids["customers"], planId: own.ids["plans"] }],
      ["/closings", { businessUnitId: other.unit.id, on: "2026-10-31" }],
      [
        "/customers",
        { name: "X", personType: "individual", document: "52998224725", city: other.unit.city },
      ],
      ["/plans", { businessUnitId: other.unit.id, name: "X", kind: "other", priceCents: 1 }],
      ["/routing-points", { businessUnitId: other.unit.id, name: "X", kind: "tower" }],
      ["/salespeople", { businessUnitId: other.unit.id, name: "X" }],
      ["/due-days", { businessUnitId: other.unit.id, day: 11, closingDay: 31 }],
      ["/payment-forms", { businessUnitId: other.unit.id, name: "X", kind: "pix" }],
      [
        "/imports",
        {
          customers: [
            { name: "X", personType: "individual", document: "52998224725", city: other.unit.city },
          ],
        },
      ],
      [`/subscriptions/${own.ids["subscriptions"]}/transfer`, { customerId: ids["customers"] }],
      [`/subscriptions/${own.ids["subscriptions"]}/change-plan`, { planId: ids["plans"] }],
    ];
    const wrong: string[] = [];
    for (const [path, body] of tries) {
      const answer = await intruder.api.post(path, body);
      const refusedRow = at(answer.body, "results", 0, "error") !== undefined;
      if (answer.status < 400 && !refusedRow) {
        wrong.push(`${path}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
      }
    }
    expect(wrong.join("\n")).to.equal("");
    expect(await snapshot(admin, other)).to.deep.equal(before);
  });

  it("changes nothing that belongs to the whole provider", async () => {
    const own = { list: "active", connects: true, bills: false };
    const tries: readonly (readonly [string, object])[] = [
      ["/business-units", { name: "X", city: "Xis", mailDomain: "x.example.com" }],
      ["/statuses", { key: "de-uma-unidade", name: "X", ...own }],
      ["/servers", { name: "X", kind: "web", host: "web.example.com" }],
      ["/salespeople", { name: "X" }],
      ["/contract-templates", { name: "X", body: "{{ customer.name }}" }],
      ["/speed-profiles", { name: "X", speed: { businessHours: { downKbps: 1, upKbps: 1 } } }],
    ];
    const made: string[] = [];
    for (const [path, body] of tries) {
      const { status } = await intruder.api.post(path, body);
      if (status < 400) made.push(`${path}: ${status}`);
    }
    expect(made.join("\n")).to.equal("");
    const renamed = await intruder.api.patch("/statuses/enabled", { name: "X" }, '"1"');
    expect(renamed.status).to.equal(403);
  });

  it("is refused every function whose permission his role lacks", async () => {
    const wrong: string[] = [];
    for (const route of routes.filter(({ permission }) => permission !== null)) {
      const id = own.ids[folderOf(route)] ?? randomUUID();
      const { status } = await nobody.call(route, [id]);
      if (status !== 403) wrong.push(`${route.name}: ${status}`);
    }
    expect(wrong.join("\n")).to.equal("");
  });
});

/** Everything of a unit as an operator of all units reads it. */
async function snapshot(admin: Checklist, { ids }: Belongings) {
  const paths = Object.entries(ids)
    .filter(([folder]) => !["hosting", "customer-notes", "statuses", "contests"].includes(folder))
    .map(([folder, id]) => `/${folder}/${id}`);
  const customer = `/customers/${ids["customers"]}`;
  const parts = ["tree", "notes", "debit-accounts", "default-ladder"];
  const deep = parts.map((part) => `${customer}/${part}`);
  const answers = [];
  for (const path of [...paths, ...deep]) {
    const { status, body } = await admin.get(path);
    expect(status, path).to.equal(200);
    answers.push({ path, body });
  }
  return answers;
}
