import { transactor, type WriteRequest } from "@isp/db";
import { newId } from "@isp/kernel";
import { fakeClock, openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { mysqlDayReports } from "../src/db/day-reports.ts";
import { mysqlLists } from "../src/db/lists.ts";
import { migrations } from "../src/db/migrations/index.ts";
import { schemas } from "../src/db/schemas.ts";
import { plansScope } from "../src/db/scope.ts";
import type { BusinessUnit } from "../src/domain/business-unit.ts";
import type { Customer } from "../src/domain/customer.ts";
import type { Plan } from "../src/domain/plan.ts";
import { status } from "../src/domain/status.ts";
import { sell } from "../src/domain/subscription.ts";
import { changeNote } from "../src/usecases/change-note.ts";
import type { Lists } from "../src/usecases/list-ports.ts";
import { reportDay } from "../src/usecases/report-day.ts";
import { removeNote } from "../src/usecases/remove-note.ts";
import { writeNote } from "../src/usecases/write-note.ts";

const clock = fakeClock("2026-06-10T12:00:00Z");
const [londrina, maringa] = [newId(), newId()];
const ana = { name: "Ana", units: [londrina], permissions: new Set<string>() } as const;
const request = (rpc: string): WriteRequest => ({
  requestId: newId(),
  rpc,
  fingerprint: "0".repeat(64),
});
const anywhere = {
  businessUnitId: "",
  planId: "",
  status: "",
  list: "",
  routingPointId: "",
  dueDayId: "",
  salespersonId: "",
};

const unit = (id: string, city: string): BusinessUnit => ({
  id,
  version: 1n,
  name: city,
  city,
  otherCities: [],
  timeZone: "America/Sao_Paulo",
  prorationBasis: "actual",
  closingDay: 31,
  advanceBilling: false,
  mailDomain: "example.com.br",
  businessHours: [],
  suspensionPolicy: "reject",
  walledGardenName: "torre-suspended",
});

const plan = (businessUnitId: string, name: string): Plan => ({
  id: newId(),
  version: 1n,
  businessUnitId,
  priceCents: 9_000n,
  priceVersionId: newId(),
  trialDays: 0,
  proportionalTrial: false,
  advanceBilling: null,
  options: [],
  archived: false,
  terms: {
    planId: newId(),
    name,
    kind: "broadband",
    speed: null,
    simultaneousUse: 1,
    loginCreatesMailbox: true,
    mailboxes: { included: 1, additionalFeeCents: 0n, quotaMb: 1_024 },
    hosting: null,
  },
});

describe("lists of all subscriptions and customers", function () {
  this.timeout(60_000);
  let database: TestDatabase;
  let lists: Lists;
  const customers: string[] = [];
  const transact = <Result>(work: (scope: ReturnType<typeof plansScope>) => Promise<Result>) =>
    transactor(database.db, (manager) => plansScope(manager, clock))(work);

  before(async () => {
    database = await openTestDatabase({ entities: schemas, migrations });
    lists = mysqlLists(database.db);
    for (let index = 0; index < 25; index++) await sellTo(index);
  });

  after(() => database.close());

  async function sellTo(index: number): Promise<void> {
    const unit = index % 5 === 0 ? maringa : londrina;
    const customer: Customer = {
      id: newId(),
      version: 1n,
      businessUnitId: unit,
      // Only two names, so that an order by name has many ties.
      name: index % 2 === 0 ? "Ana Souza" : "Bruno Lima",
      personType: "individual",
      document: String(index).padStart(11, "0"),
      city: unit === maringa ? "Maringá" : "Londrina",
      email: "",
      phone: "",
      address: {
        line: "Rua das Flores, 10",
        postalCode: "",
        street: "",
        number: "",
        complement: "",
        district: "",
        city: "",
        state: "",
        ibgeCode: "",
      },
      registeredAt: clock.now(),
    };
    customers.push(customer.id);
    await transact(async (scope) => {
      await scope.customers.add(customer);
      const id = newId();
      const sale = {
        id,
        number: await scope.subscriptions.number(id),
        customerId: customer.id,
        status: status(index < 3 ? "waiting-installation" : "enabled"),
        startOn: `2026-05-${String((index % 7) + 1).padStart(2, "0")}`,
        discount: null,
        advanceBilling: false,
        billedThroughOn: null,
        routingPointId: "",
        salespersonId: index === 4 ? "seller" : "",
        paymentFormId: "",
        dueDayId: "",
        debitAccountId: "",
        notes: "",
        contract: null,
        installationAddress: "",
        registeredAt: clock.now(),
      };
      await scope.subscriptions.add(sell(sale, plan(unit, "Fibra 500"), 31));
    });
  }

  async function all(sort: string, descending: boolean, units: readonly string[] | "all" = "all") {
    const read: { id: string; sortedBy: unknown }[] = [];
    for (;;) {
      const last = read.at(-1);
      const after = last === undefined ? null : { value: String(last.sortedBy), id: last.id };
      const page = await lists.subscriptions(anywhere, units, {
        sort,
        descending,
        limit: 4,
        after,
      });
      read.push(...page);
      if (page.length < 4) return read;
    }
  }

  for (const sort of ["number", "start-on", "payable"]) {
    for (const descending of [false, true]) {
      it(`gives every subscription once, page by page, by ${sort}${descending ? ", turned round" : ""}`, async () => {
        const read = await all(sort, descending);
        expect(new Set(read.map(({ id }) => id)).size).to.equal(25);
        expect(read).to.have.length(25);
      });
    }
  }

  it("shows an operator his units only, and nothing to one without a unit", async () => {
    expect(await all("number", false, [maringa])).to.have.length(5);
    expect(await all("number", false, [])).to.have.length(0);
    const page = { sort: "name", descending: false, limit: 50, after: null };
    const none = { businessUnitId: "", city: "", personType: "" };
    expect(await lists.customers(none, [londrina], page)).to.have.length(20);
    expect(await lists.logins(anywhere, [londrina], page)).to.have.length(0);
  });

  it("filters by status, seller and unit, and says plan and customer by name", async () => {
    const page = { sort: "number", descending: false, limit: 50, after: null };
    const waiting = { ...anywhere, status: "waiting-installation", businessUnitId: londrina };
    expect(await lists.subscriptions(waiting, "all", page)).to.have.length(2);
    const [sold] = await lists.subscriptions({ ...anywhere, salespersonId: "seller" }, "all", page);
    expect(sold).to.include({ planName: "Fibra 500", customerName: "Ana Souza", number: 1005n });
  });

  it("reports a day of a unit: what was sold by whom, cancelled why, waits, and runs out", async () => {
    const reasonId = newId();
    await database.db.query("INSERT INTO list_entries VALUES ?", [
      [
        [reasonId, 1, "cancellation-reason", "", "Mudou de cidade", 0],
        ["seller", 1, "salesperson", "", "Vera", 0],
      ],
    ]);
    await database.db.query(
      `UPDATE subscriptions SET status = 'cancelled', list = 'cancelled', ended_on = '2026-06-10',
         cancellation_reason_id = ? WHERE number = 1005`,
      [reasonId],
    );
    await database.db.query(
      "UPDATE subscriptions SET contract_expires_on = '2026-07-01' WHERE number = 1007",
    );
    const reports = mysqlDayReports(database.db);
    const read = reportDay(transact, reports, clock);
    const asked = { businessUnitId: "", on: "", expiringWithinDays: 0 };
    await transact(async ({ units }) => {
      for (const [id, city] of [
        [londrina, "Londrina"],
        [maringa, "Maringá"],
      ] as const)
        await units.add(unit(id, city));
    });
    const report = await read(asked, "all");
    expect(report.on).to.equal("2026-06-10");
    expect(report.registrations).to.have.length(25);
    const cut = { ...reports, registrations: () => Promise.resolve([]) };
    const whole = await reportDay(transact, cut, clock)(asked, "all");
    expect(whole.totalRegistrations).to.equal(25);
    expect(whole.registrationsBySalesperson).to.deep.equal(report.registrationsBySalesperson);
    expect(report.registrationsBySalesperson).to.deep.equal([
      { id: "", name: "", count: 24 },
      { id: "seller", name: "Vera", count: 1 },
    ]);
    expect(report.cancellationsByReason).to.deep.equal([
      { id: reasonId, name: "Mudou de cidade", count: 1 },
    ]);
    expect(report.waitingInstallations.total).to.equal(3);
    expect(report.expiringContracts.lines.map(({ number }) => number)).to.deep.equal([1007n]);
    const own = await read(asked, [maringa]);
    expect(own.registrations).to.have.length(5);
    const tomorrow = await read({ ...asked, on: "2026-06-11", expiringWithinDays: 5 }, "all");
    expect(tomorrow.registrations).to.have.length(0);
    expect(tomorrow.expiringContracts.total).to.equal(0);
    const refused = await read({ ...asked, on: "2026-02-30" }, "all").catch(
      (error: { code: string }) => error.code,
    );
    expect(refused).to.equal("plans.invalid");
  });

  it("gives every customer once by name, though many have the same", async () => {
    const none = { businessUnitId: "", city: "", personType: "" };
    const read: string[] = [];
    let after: { value: string; id: string } | null = null;
    for (;;) {
      const page = await lists.customers(none, "all", {
        sort: "name",
        descending: false,
        limit: 7,
        after,
      });
      read.push(...page.map(({ id }) => id));
      const last = page.at(-1);
      if (page.length < 7 || last === undefined) break;
      after = { value: last.name, id: last.id };
    }
    expect(read.toSorted()).to.deep.equal(customers.toSorted());
  });

  it("keeps notes, pins one, refuses a stale edit and what another unit's operator asks", async () => {
    const customerId = customers[1]!;
    const add = writeNote(transact, clock);
    const note = { customerId, text: "Cachorro bravo", pinned: true };
    const written = await add(request("CreateNote"), note, ana);
    expect(written).to.include({ ...note, writtenBy: "Ana", version: 1n });
    const change = changeNote(transact, clock);
    const edit = { id: written.id, expectedVersion: 1n, pinned: false };
    const [first, second] = await Promise.allSettled([
      change(request("UpdateNote"), edit, ana.units),
      change(request("UpdateNote"), { ...edit, text: "Ligar antes" }, ana.units),
    ]);
    expect([first.status, second.status].toSorted()).to.deep.equal(["fulfilled", "rejected"]);
    const stranger = { ...ana, units: [maringa] };
    for (const attempt of [
      () => add(request("CreateNote"), note, stranger),
      () => change(request("UpdateNote"), { ...edit, expectedVersion: 2n }, stranger.units),
      () => removeNote(transact, clock)(request("DeleteNote"), written.id, stranger.units),
    ]) {
      const code = await attempt().then(
        () => "ok",
        (error: { code: string }) => error.code,
      );
      expect(code).to.equal("plans.customer_not_found");
    }
    const empty = await add(request("CreateNote"), { ...note, text: "  " }, ana).catch(
      (error: { code: string }) => error.code,
    );
    expect(empty).to.equal("plans.invalid");
    const removal = request("DeleteNote");
    await removeNote(transact, clock)(removal, written.id, ana.units);
    // The answer may have been lost: asked again, it is the same removal.
    await removeNote(transact, clock)(removal, written.id, ana.units);
    const page = { limit: 10, after: "" };
    expect(await transact(({ notes }) => notes.ofCustomer(customerId, page))).to.deep.equal([]);
  });
});
