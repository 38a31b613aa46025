import { transactor, type WriteRequest } from "@isp/db";
import { newId } from "@isp/kernel";
import { fakeClock, openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { migrations } from "../src/db/migrations/index.ts";
import { schemas } from "../src/db/schemas.ts";
import { plansScope } from "../src/db/scope.ts";
import type { Customer, CustomerData } from "../src/domain/customer.ts";
import { createBusinessUnit } from "../src/usecases/create-business-unit.ts";
import { createCustomer } from "../src/usecases/create-customer.ts";
import { type CustomerEdit, updateCustomer } from "../src/usecases/update-customer.ts";

const clock = fakeClock("2026-06-10T12:00:00Z");
const request = (rpc: string): WriteRequest => ({
  requestId: newId(),
  rpc,
  fingerprint: "0".repeat(64),
});
const blank = {
  line: "",
  postalCode: "",
  street: "",
  number: "",
  complement: "",
  district: "",
  city: "",
  state: "",
  ibgeCode: "",
};
const person = (document: string): CustomerData => ({
  name: "Célia Prado",
  personType: "individual",
  document,
  city: "Londrina",
  email: "",
  phone: "",
  address: blank,
});

describe("a registration that was wrong", function () {
  this.timeout(60_000);
  let database: TestDatabase;
  let celia: Customer;
  const transact = <Result>(work: (scope: ReturnType<typeof plansScope>) => Promise<Result>) =>
    transactor(database.db, (manager) => plansScope(manager, clock))(work);
  const edit = (wanted: Omit<CustomerEdit, "id" | "expectedVersion">, version = celia.version) => {
    const asked = { id: celia.id, expectedVersion: version, ...wanted };
    return updateCustomer(transact, clock)(request("UpdateCustomer"), asked, "all");
  };
  const codeOf = (attempt: Promise<unknown>) =>
    attempt.then(
      () => "ok",
      (error: { code: string }) => error.code,
    );

  before(async () => {
    database = await openTestDatabase({ entities: schemas, migrations });
    await createBusinessUnit(transact, clock)(request("unit"), {
      name: "Londrina",
      city: "Londrina",
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
    const register = createCustomer(transact, clock);
    celia = await register(request("a"), person("529.982.247-25"), "all");
    await register(request("b"), person("111.444.777-35"), "all");
  });

  after(() => database.close());

  it("takes another document, checked as at registration, and is found by it (C3)", async () => {
    expect(await codeOf(edit({ document: "529.982.247-26" }))).to.equal("plans.invalid");
    expect(await codeOf(edit({ document: "111.444.777-35" }))).to.equal("plans.document_taken");
    expect(await codeOf(edit({ personType: "company" }))).to.equal("plans.invalid");
    celia = await edit({ document: "123.456.789-09" });
    expect(celia.document).to.equal("12345678909");
    const page = { limit: 10, after: "" };
    const search = (query: string) =>
      transact(({ customers }) => customers.search(query, "all", page));
    expect((await search("123.456.789-09")).customers.map(({ id }) => id)).to.deep.equal([
      celia.id,
    ]);
    expect((await search("529.982.247-25")).customers).to.deep.equal([]);
  });

  it("is left alone by an edit of another version, and by a city that nobody serves (C23)", async () => {
    expect(await codeOf(edit({ name: "X" }, celia.version - 1n))).to.equal("plans.stale");
    expect(await codeOf(edit({ city: "Lisboa" }))).to.equal("plans.city_not_served");
    const kept = await transact(({ customers }) => customers.find(celia.id, "all"));
    expect(kept).to.deep.equal(celia);
  });
});
