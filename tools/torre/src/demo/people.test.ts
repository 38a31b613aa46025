import { isValidCnpj, isValidCpf } from "@brazilian-utils/brazilian-utils";
import { expect } from "chai";
import { cnpj, cpf } from "./documents.ts";
import { person } from "./people.ts";

describe("the demo's people", () => {
  const thousand = Array.from({ length: 1_000 }, (_, index) => index);

  it("have valid documents", () => {
    for (const seed of [1, 2, 77]) {
      for (const index of thousand) {
        expect(isValidCpf(cpf(seed, index)), cpf(seed, index)).to.equal(true);
        expect(isValidCnpj(cnpj(seed, index)), cnpj(seed, index)).to.equal(true);
      }
    }
  });

  it("share no document and no login", () => {
    const people = thousand.map((index) => person(1, index));
    expect(new Set(people.map(({ customer }) => customer.document)).size).to.equal(1_000);
    const logins = people.flatMap(({ access }) => (access ? [access.username] : []));
    expect(new Set(logins).size).to.equal(logins.length);
    for (const login of logins) expect(login).to.match(/^[a-z]+\.[a-z]+\d+$/);
  });

  it("are the same for the same seed and others for another", () => {
    expect(person(3, 5)).to.deep.equal(person(3, 5));
    expect(person(4, 5)).to.not.deep.equal(person(3, 5));
  });

  it("get a login only where a plan connects and is enabled", () => {
    for (const { access, plan, status } of thousand.map((index) => person(1, index))) {
      const connects = ["dial-up", "broadband", "ivr-extra-point"].includes(plan.kind);
      expect(access !== undefined).to.equal(connects && status === "enabled");
    }
  });
});
