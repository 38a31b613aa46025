import { DomainError, newId, noFailpoints } from "@isp/kernel";
import { expect } from "chai";
import { describe, it } from "mocha";
import type { Participant } from "../src/domain/operation.ts";
import type { Subscription } from "../src/domain/subscription.ts";
import { finishImport, finishImports } from "../src/usecases/finish-imports.ts";
import { importCustomers } from "../src/usecases/import-customers.ts";
import type { ImportEntry } from "../src/usecases/import-check.ts";
import type { Neighbours } from "../src/usecases/neighbour-ports.ts";
import { ana, named, openStand, type Stand } from "./support/stand.ts";

describe("an import", function () {
  this.timeout(60_000);
  let stand: Stand;
  let planId: string;
  const told: { service: Participant; subscriptions: readonly Subscription[] }[] = [];
  /** The customer whose batch billing cannot take. */
  let awayFor = "";

  before(async () => {
    stand = await openStand();
    const unit = await stand.unit("Londrina");
    planId = (await stand.plan(unit.id, "Fibra", 9_000n)).id;
  });
  after(() => stand.close());

  const neighbours = () =>
    ({
      routingPointExists: () => Promise.resolve(true),
      resolveTerms: ({ debitAccountId }) =>
        debitAccountId === ""
          ? Promise.resolve({ paymentFormId: "", dueDayId: "", hasOwn: false })
          : Promise.reject(
              new DomainError(
                {
                  code: "billing.invalid",
                  kind: "invalid",
                  fields: [{ pointer: "/debitAccountId", detail: "is not one of the customer's" }],
                },
                "The customer has no such debit account.",
              ),
            ),
      reserveAccesses: () => Promise.resolve(),
      takeOver(service, subscriptions, customers) {
        if (service === "billing" && customers.some(({ name }) => name === awayFor))
          return Promise.reject(new Error("billing does not take it"));
        told.push({ service, subscriptions });
        return Promise.resolve([]);
      },
    }) as Partial<Neighbours> as Neighbours;

  function entry(name: string, document: string, more: object = {}): ImportEntry {
    return {
      customer: {
        name,
        personType: "individual",
        document,
        city: "Londrina",
        email: "",
        phone: "",
        address: {
          line: "",
          postalCode: "",
          street: "",
          number: "",
          complement: "",
          district: "",
          city: "",
          state: "",
          ibgeCode: "",
        },
      },
      order: {
        customerId: "",
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
        access: null,
        billedThroughOn: null,
        contract: null,
        installationAddress: "",
        ...more,
      },
    };
  }

  const finish = () => finishImport(stand.transact, neighbours(), noFailpoints);
  const bring = (entries: readonly ImportEntry[]) => {
    const { transact, clock } = stand;
    const deps = { transact, read: transact, clock, neighbours: neighbours(), finish: finish() };
    return importCustomers({ ...deps, failpoint: noFailpoints })(named("Import"), entries, "all");
  };
  const wrongIn = (attempt: Promise<unknown>) =>
    attempt.then(
      () => [],
      (error: DomainError) => error.fields.map(({ pointer }) => pointer),
    );

  it("C17: names sellers and debit accounts that are nobody's", async () => {
    const salespersonId = newId();
    const debitAccountId = newId();
    expect(await wrongIn(bring([entry("Ana", "52998224725", { salespersonId })]))).to.deep.equal([
      "/customers/0/subscription/salespersonId",
    ]);
    expect(await wrongIn(bring([entry("Ana", "52998224725", { debitAccountId })]))).to.deep.equal([
      "/customers/0/subscription/debitAccountId",
    ]);
  });

  it("C70: tells what was sold, also after a suspension, and one batch keeps no other from it", async () => {
    awayFor = "Bruno";
    const failed = (attempt: Promise<unknown>) =>
      attempt.then(
        () => "",
        (error: Error) => error.message,
      );
    expect(await failed(bring([entry("Bruno", "11144477735")]))).to.match(/does not take/);
    const [bruno] = await stand.db.query<{ id: string }[]>(
      "SELECT s.id FROM subscriptions s JOIN customers c ON c.id = s.customer_id WHERE c.name = 'Bruno'",
    );
    const act = { kind: "suspend", reason: "default" } as const;
    const order = { subscriptionId: bruno!.id, act, on: "", note: "" };
    await stand.operate(named("Suspend"), order, ana);
    awayFor = "Carla";
    await failed(bring([entry("Carla", "12345678909")]));
    stand.clock.advance({ minutes: 1 });
    told.length = 0;
    awayFor = "Bruno";
    const workers = finishImports(stand.transact, finish(), stand.clock);
    await failed(workers());
    const heard = () =>
      told
        .filter(({ service }) => service === "billing")
        .map(({ subscriptions }) => subscriptions[0]);
    expect(heard()).to.have.length(1);
    told.length = 0;
    awayFor = "";
    await workers();
    expect(heard()[0]).to.deep.include({ id: bruno!.id, version: 1n, service: "on" });
    told.length = 0;
    await workers();
    expect(told).to.deep.equal([]);
  });
});
