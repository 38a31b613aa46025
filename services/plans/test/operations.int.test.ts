import { transactor, type WriteRequest } from "@isp/db";
import { newId, noFailpoints } from "@isp/kernel";
import { fakeClock, openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { migrations } from "../src/db/migrations/index.ts";
import { schemas } from "../src/db/schemas.ts";
import { plansScope } from "../src/db/scope.ts";
import type { CustomerData } from "../src/domain/customer.ts";
import { createBusinessUnit } from "../src/usecases/create-business-unit.ts";
import { createCustomer } from "../src/usecases/create-customer.ts";
import { createPlan } from "../src/usecases/create-plan.ts";
import { createSubscription } from "../src/usecases/create-subscription.ts";
import { enableSubscription } from "../src/usecases/enable-subscription.ts";
import { operate } from "../src/usecases/operate.ts";
import type { AccessRequest, Neighbours } from "../src/usecases/neighbour-ports.ts";
import { recordAnswer } from "../src/usecases/record-answer.ts";

const clock = fakeClock("2026-06-10T12:00:00Z");
const ana = { name: "Ana", units: "all" } as const;
const request = (rpc: string, id = newId()): WriteRequest => ({
  requestId: id,
  rpc,
  fingerprint: "0".repeat(64),
});

const person: CustomerData = {
  name: "João da Silva",
  personType: "individual",
  document: "529.982.247-25",
  city: "Londrina",
  email: "joao@example.com",
  phone: "(43) 99999-0000",
  address: {
    line: "",
    postalCode: "86010-000",
    street: "Rua São Paulo",
    number: "10",
    complement: "",
    district: "",
    city: "",
    state: "PR",
    ibgeCode: "",
  },
};

describe("subscriptions in the database", function () {
  this.timeout(60_000);
  let database: TestDatabase;
  const reserved: AccessRequest[] = [];
  // The other services are reached by gRPC; what is proven here is what plans does with their word.
  const neighbours: Neighbours = {
    async reserveAccess(access) {
      reserved.push(access);
    },
    releaseAccess: () => Promise.resolve(),
    routingPointExists: () => Promise.resolve(true),
    routingPointsIn: () => Promise.resolve(0),
    resolveTerms: ({ paymentFormId, dueDayId }) =>
      Promise.resolve({ paymentFormId, dueDayId, hasOwn: true }),
    reserveAccesses: () => Promise.resolve(),
    takeOver: () => Promise.resolve([]),
    retry: () => Promise.resolve(),
    preview: (service) => Promise.resolve({ service, effects: [], warnings: [], conflicts: [] }),
    takeSecrets: () => Promise.resolve([]),
  };
  const transact = <Result>(work: (scope: ReturnType<typeof plansScope>) => Promise<Result>) =>
    transactor(database.db, (manager) => plansScope(manager, clock))(work);
  const unitData = (city: string) => ({
    name: city,
    city,
    otherCities: [],
    timeZone: "America/Sao_Paulo",
    prorationBasis: "actual" as const,
    closingDay: 31,
    advanceBilling: false,
    mailDomain: "example.com.br",
    businessHours: [],
    suspensionPolicy: "reject" as const,
    walledGardenName: "torre-suspended",
  });
  const order = (customerId: string, planId: string) => ({
    customerId,
    planId,
    startOn: "2026-05-21",
    status: "enabled",
    advanceBilling: undefined,
    routingPointId: "",
    salespersonId: "",
    paymentFormId: "",
    dueDayId: "",
    debitAccountId: "",
    discount: null,
    notes: "",
    access: { username: "joao", password: "segredo", saveOnServer: true },
    billedThroughOn: null,
    contract: null,
    installationAddress: "",
  });

  let unitId: string;
  let customerId: string;
  let planId: string;
  const create = () => createSubscription({ transact, clock, neighbours, failpoint: noFailpoints });
  const act = () => operate(transact, clock, noFailpoints);

  before(async () => {
    database = await openTestDatabase({ entities: schemas, migrations });
    const unit = await createBusinessUnit(transact, clock)(request("unit"), unitData("Londrina"));
    unitId = unit.id;
    customerId = (await createCustomer(transact, clock)(request("customer"), person, "all")).id;
    const terms = {
      planId: "",
      name: "Banda Larga 512 Kbps",
      kind: "broadband" as const,
      speed: null,
      simultaneousUse: 1,
      loginCreatesMailbox: true,
      mailboxes: { included: 1, additionalFeeCents: 0n, quotaMb: 1_024 },
      hosting: null,
    };
    const plan = {
      businessUnitId: unitId,
      priceCents: 9_000n,
      trialDays: 0,
      proportionalTrial: false,
      advanceBilling: null,
      options: [],
      archived: false,
      terms,
    };
    planId = (await createPlan(transact, clock)(request("plan"), plan, "all")).id;
  });

  after(() => database.close());

  const code = async (attempt: Promise<unknown>) => {
    try {
      await attempt;
      return "ok";
    } catch (error) {
      return (error as { code: string }).code;
    }
  };
  const count = async (table: string) => {
    const [row] = await database.db.query<{ n: string }[]>(`SELECT COUNT(*) AS n FROM ${table}`);
    return Number(row?.n);
  };

  it("are made once by fifty equal requests at the same time (C22, C24)", async () => {
    const named = request("CreateSubscription");
    const all = await Promise.all(
      Array.from({ length: 50 }, () => create()(named, order(customerId, planId), ana)),
    );
    expect(new Set(all.map(({ subscription }) => subscription.id)).size).to.equal(1);
    expect(new Set(all.map(({ subscription }) => subscription.number)).size).to.equal(1);
    expect(await count("subscriptions")).to.equal(1);
    expect(await count("operations")).to.equal(1);
    expect(new Set(reserved.map(({ requestId }) => requestId)).size).to.equal(1);
  });

  it("refuse another request under the same id", async () => {
    const named = request("CreateSubscription");
    await create()(named, order(customerId, planId), ana);
    const other = { ...named, fingerprint: "1".repeat(64) };
    expect(await code(create()(other, order(customerId, planId), ana))).to.equal(
      "database.request_reused",
    );
  });

  it("are invisible to an operator of another unit, by every way in (S20, S27)", async () => {
    const stranger = { name: "Bia", units: [newId()] };
    const [held] = await transact((scope) => scope.subscriptions.ofCustomer(customerId, "", "all"));
    const id = held!.id;
    const refused = await Promise.all([
      code(transact((scope) => scope.customers.find(customerId, stranger.units))),
      code(transact((scope) => scope.subscriptions.find(id, stranger.units))),
      code(transact((scope) => scope.operations.find(id, stranger.units))),
      code(transact((scope) => scope.plans.find(planId, stranger.units))),
      code(transact((scope) => scope.units.find(unitId, stranger.units))),
    ]);
    expect(
      refused.every((text) => text.endsWith("_not_found")),
      String(refused),
    ).to.equal(true);
    expect(
      await transact((scope) =>
        scope.customers.search("joão", stranger.units, { limit: 10, after: "" }),
      ),
    ).to.deep.equal({ customers: [], matches: [] });
  });

  it("are found by name without accents, document, phone, street and contract number", async () => {
    const page = { limit: 10, after: "" };
    for (const query of [
      "joao",
      "SILVA jo",
      "529.982.247-25",
      "(43) 99999-0000",
      "sao paulo",
      "1001",
    ]) {
      const found = await transact((scope) => scope.customers.search(query, "all", page));
      expect(
        found.customers.map(({ id }) => id),
        query,
      ).to.deep.equal([customerId]);
    }
    for (const query of ["maria", "joao maria", "🙂", "'; DROP TABLE customers; --"]) {
      const found = await transact((scope) => scope.customers.search(query, "all", page));
      expect(found.customers, query).to.deep.equal([]);
    }
    const byPhone = await transact((scope) => scope.customers.search("99999", "all", page));
    expect(byPhone.matches).to.deep.equal([{ customerId, kind: "phone", text: "(43) 99999-0000" }]);
  });

  it("give way to a newer operation and keep answers that come late out (D12)", async () => {
    const { subscription } = await create()(
      request("CreateSubscription"),
      order(customerId, planId),
      ana,
    );
    const reason = "default" as const;
    const asked = { subscriptionId: subscription.id, on: "", note: "" };
    const suspending = await act()(
      request("SuspendSubscription"),
      { ...asked, act: { kind: "suspend", reason } },
      ana,
    );
    await act()(request("ResumeSubscription"), { ...asked, act: { kind: "resume", reason } }, ana);
    const step = {
      service: "mail",
      state: "applied",
      revision: 1n,
      receipts: [],
      problem: null,
    } as const;
    await transact((scope) =>
      recordAnswer(scope, suspending.id, { ...step, at: clock.now() }, clock),
    );
    const ended = await transact((scope) => scope.operations.find(suspending.id, "all"));
    expect(ended.state).to.equal("done");
    expect(ended.steps.map(({ state }) => state)).to.deep.equal(Array(4).fill("superseded"));
  });

  it("keep of an item what is newest, in whatever order its facts arrive", async () => {
    const item = (version: bigint, state: string) => ({
      id: "01a00000-0000-7000-8000-000000000001",
      kind: "login",
      parentId: "",
      subscriptionId: unitId,
      customerId,
      businessUnitId: unitId,
      name: `joao-${state}`,
      main: true,
      version,
      wanted: { state, version, at: clock.now() },
      real: { state: "pending", version: 0n, at: clock.now(), reason: "" },
    });
    for (const [version, state] of [
      [2n, "on"],
      [1n, "reserved"],
      [3n, "suspended"],
      [2n, "on"],
    ] as const) {
      await transact(({ items }) => items.keep(item(version, state)));
    }
    const [kept] = await transact(({ items }) => items.ofSubscriptions([unitId]));
    expect(kept).to.deep.equal(item(3n, "suspended"));
  });

  it("refuse a city that another unit serves", async () => {
    const twice = createBusinessUnit(transact, clock)(request("unit"), unitData("LONDRINA"));
    expect(await code(twice)).to.equal("plans.city_taken");
    expect(await count("business_units")).to.equal(1);
  });

  it("reserve no login for an enable that is refused", async () => {
    const waiting = { ...order(customerId, planId), status: "waiting-installation", access: null };
    const sold = await create()(request("CreateSubscription"), waiting, ana);
    const enable = enableSubscription({ transact, clock, neighbours, operate: act() });
    const access = { username: "maria", password: "segredo", saveOnServer: true };
    const asked = { subscriptionId: sold.subscription.id, access };
    const before = reserved.length;
    const refused = [{ on: "2028-07-11" }, { on: "2026-13-01" }].map((on) =>
      code(enable(request("EnableSubscription"), { ...asked, ...on }, ana)),
    );
    expect(await Promise.all(refused)).to.deep.equal(["plans.invalid", "plans.invalid"]);
    expect(reserved).to.have.length(before);
    await enable(request("EnableSubscription"), { ...asked, on: "" }, ana);
    expect(reserved).to.have.length(before + 1);
  });
});
