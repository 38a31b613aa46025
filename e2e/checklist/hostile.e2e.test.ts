import { expect } from "chai";
import { before, describe, it } from "mocha";
import { someCpf } from "../console/rest.ts";
import { at, listAt } from "../story/api.ts";
import { aCustomer, aPlan, aUnit, type Checklist, mark, refused, sharedSystem } from "./shared.ts";

const long = "Ação ".repeat(40);
const texts = {
  "200 characters": long.trim().padEnd(200, "x"),
  "an emoji": "Vera 👩🏽‍🚒 & Zoë",
  SQL: "Robert'); DROP TABLE customers; -- ",
  markup: "<script>alert(1)</script> {{ 7 | times: 7 }} \\' \"",
};

describe("hostile input", function () {
  this.timeout(60_000);
  let api: Checklist;
  let unit: Awaited<ReturnType<typeof aUnit>>;

  before(async function () {
    this.timeout(300_000);
    ({ api } = await sharedSystem());
    unit = await aUnit(api);
  });

  const count = async (path: string) =>
    listAt((await api.get(`${path}?businessUnitId=${unit.id}&limit=200`)).body, "items").length;
  const someone = async () => {
    const customer = await aCustomer(api, unit.city);
    const plan = await aPlan(api, unit.id);
    return { customerId: customer.id, planId: plan.id };
  };
  const held = async (customerId: string) =>
    listAt((await api.get(`/customers/${customerId}/tree`)).body, "subscriptions");

  /** Works and reads back as it was sent, or is refused by name; and never something between. */
  const allOrNothing = async (path: string, body: object, field: string) => {
    const before = await count(path);
    const answer = await api.post(path, body);
    const sent = String(at(body, field)).trim();
    if (answer.status === 201) {
      const read = await api.get(`${path}/${String(answer.body["id"])}`);
      expect(String(at(read.body, field)).trim()).to.equal(sent);
      expect(await count(path)).to.equal(before + 1);
      return;
    }
    refused(answer, 400, `/${field}`);
    expect(await count(path)).to.equal(before);
  };

  for (const [what, name] of Object.entries(texts)) {
    it(`C17: keeps ${what} as a name in every list, or refuses it whole`, async () => {
      const businessUnitId = unit.id;
      for (const path of ["/salespeople", "/cancellation-reasons", "/routing-points"])
        await allOrNothing(
          path,
          { businessUnitId, name: `${name.slice(0, -4)}${mark().slice(4)}` },
          "name",
        );
      await allOrNothing("/contract-templates", { businessUnitId, name, body: "Texto" }, "name");
      await allOrNothing("/plans", { businessUnitId, name, kind: "other", priceCents: 1 }, "name");
      const range = { businessUnitId, name, cidr: "100.64.0.0/22" };
      await allOrNothing("/ip-classes", range, "name");
    });

    it(`C3, C39: keeps ${what} in a customer's name and a plan's notes, or refuses it whole`, async () => {
      const body = { name, personType: "individual", document: someCpf(), city: unit.city };
      const answer = await api.post("/customers", body);
      if (answer.status === 201) {
        const read = await api.get(`/customers/${String(answer.body["id"])}`);
        expect(read.body["name"]).to.equal(name.trim());
      } else refused(answer, 400, "/name");
      const sale = await someone();
      const { id } = await api.made("/subscriptions", { ...sale, notes: name });
      expect((await api.get(`/subscriptions/${id}`)).body["notes"]).to.equal(name);
    });
  }

  it("C34: takes due day 31, and no day that no month has", async () => {
    const body = { businessUnitId: unit.id, closingDay: 31 };
    const dueDay = await api.made("/due-days", { ...body, day: 31 });
    const sale = await someone();
    const first = await api.made("/subscriptions", { ...sale, dueDayId: dueDay.id });
    expect(first["dueDayId"]).to.equal(dueDay.id);
    const before = await count("/due-days");
    for (const day of [0, 32, -1, 1.5, "31"])
      refused(await api.post("/due-days", { ...body, day }), 400, "/day");
    for (const closingDay of [0, 32])
      refused(await api.post("/due-days", { ...body, day: 30, closingDay }), 400, "/closingDay");
    expect(await count("/due-days")).to.equal(before);
  });

  it("C22: starts in the past, in the future and on 29 February, and on no day that there is not", async () => {
    const sale = await someone();
    for (const startOn of ["1999-01-01", "2024-02-29", "2099-12-31"])
      expect((await api.made("/subscriptions", { ...sale, startOn }))["startOn"]).to.equal(startOn);
    for (const startOn of ["2023-02-29", "2026-13-01", "2026-00-10", "31/05/2026", "", "hoje"])
      refused(await api.post("/subscriptions", { ...sale, startOn }), 400, "/startOn");
    expect(await held(sale.customerId)).to.have.length(3);
  });

  it("C37: takes 100 % off, and no more than there is", async () => {
    const sale = await someone();
    const discounts = [
      { percent: 101 },
      { percent: -1 },
      { percent: 10.123 },
      { amountCents: 9_001 },
      { amountCents: -1 },
      { amountCents: 1.5 },
      { amountCents: 1, percent: 1 },
      { percent: "50" },
    ];
    for (const discount of discounts)
      refused(await api.post("/subscriptions", { ...sale, discount }), 400);
    expect(await held(sale.customerId)).to.deep.equal([]);
    const { id } = await api.made("/subscriptions", { ...sale, discount: { percent: 100 } });
    const path = `/subscriptions/${id}`;
    for (const discount of discounts)
      refused(await api.patch(`${path}/billing`, { discount, notes: "half" }, '"1"'), 400);
    const { body } = await api.get(path);
    expect([body["discount"], body["payableCents"], body["notes"]]).to.deep.equal([
      { percent: 100 },
      0,
      "",
    ]);
    expect(at(body, "etags", "billing")).to.equal("1");
  });

  it("C9, C27: gives no negative trial, and none beyond a year", async () => {
    const before = await count("/plans");
    const plan = { businessUnitId: unit.id, name: mark(), kind: "other", priceCents: 1 };
    for (const trialDays of [-1, 366, 0.5])
      refused(await api.post("/plans", { ...plan, trialDays }), 400, "/trialDays");
    expect(await count("/plans")).to.equal(before);
    const { id } = await api.made("/subscriptions", await someone());
    const path = `/subscriptions/${id}`;
    for (const trialDays of [-1, 366])
      refused(
        await api.patch(`${path}/detail`, { startOn: "2026-01-01", trialDays }, '"1"'),
        400,
        "/trialDays",
      );
    expect((await api.get(path)).body).to.include({ trialDays: 0 });
    expect((await api.get(path)).body["startOn"]).to.not.equal("2026-01-01");
  });

  it("C40: refuses a template that would not end, soon and whole", async () => {
    const businessUnitId = unit.id;
    const before = await count("/contract-templates");
    const endless = [
      "{% for i in (1..1000000000) %}x{% endfor %}",
      "{% for i in (1..5000) %}{% for j in (1..5000) %}{% for k in (1..5000) %}x{% endfor %}{% endfor %}{% endfor %}",
      "{% assign x = 'aaaaaaaaaa' %}{% for i in (1..60) %}{% assign x = x | append: x %}{% endfor %}{{ x }}",
      "{% if customer.name %}",
      "{{ customer.name | nothing }}",
    ];
    for (const body of endless) {
      const from = performance.now();
      const refusal = await api.post("/contract-templates", { businessUnitId, name: mark(), body });
      refused(refusal, 400, "/body");
      expect(String(at(refusal.body, "errors", 0, "detail"))).to.have.length.greaterThan(5);
      expect(performance.now() - from, body).to.be.lessThan(8_000);
    }
    expect(await count("/contract-templates")).to.equal(before);
  });

  it("C12, C13: prices nothing below zero, and no speed of nothing", async () => {
    const before = await count("/plans");
    const plan = { businessUnitId: unit.id, name: mark(), kind: "broadband" };
    for (const priceCents of [-1, 0.5, "90", null, 1e15])
      refused(await api.post("/plans", { ...plan, priceCents }), 400, "/priceCents");
    const none = { downKbps: 0, upKbps: -5 };
    const speed = { businessHours: none, otherHours: none };
    refused(await api.post("/plans", { ...plan, priceCents: 1, speed }), 400);
    expect(await count("/plans")).to.equal(before);
  });

  it("C14, C16: takes the mask from the range and refuses another, DNS servers that are none, and a foreign gateway", async () => {
    const body = { businessUnitId: unit.id, name: mark(), cidr: "100.64.8.0/24" };
    const entry = await api.made("/ip-classes", { ...body, dns1: "100.64.8.2", dns2: "1.1.1.1" });
    expect(entry).to.include({ netmask: "255.255.255.0", dns1: "100.64.8.2", dns2: "1.1.1.1" });
    const before = await count("/ip-classes");
    const refuse = async (wrong: object, pointer: string) =>
      refused(await api.post("/ip-classes", { ...body, ...wrong }), 400, pointer);
    await refuse({ netmask: "255.0.0.0" }, "/netmask");
    await refuse({ dns1: "dns.example" }, "/dns1");
    await refuse({ gateway: "10.0.0.1" }, "/gateway");
    await refuse({ cidr: "100.64.8.1/24" }, "/cidr");
    expect(await count("/ip-classes")).to.equal(before);
  });

  it("C52, C57: lets nothing but the operation suspend", async () => {
    const sale = await someone();
    const access = { username: `c52-${mark()}`, password: "segredo-52" };
    const { id } = await api.made("/subscriptions", { ...sale, status: "enabled", access });
    const path = `/subscriptions/${id}`;
    const edit = await api.patch(`${path}/detail`, { status: "suspended" }, '"1"');
    refused(edit, 409);
    expect(at(edit.body, "details", "operation")).to.equal("suspend");
    const administrative = { status: "suspended-administrative" };
    await api.patch(`${path}/detail`, administrative, '"1"');
    expect((await api.get(path)).body).to.include({ ...administrative, service: "on" });
    await api.post(`${path}/suspend`, { reason: "customer-request" });
    expect((await api.get(path)).body).to.include({ status: "suspended", service: "suspended" });
  });
});
