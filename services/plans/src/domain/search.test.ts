import { expect } from "chai";
import { describe, it } from "mocha";
import type { CustomerData } from "./customer.ts";
import { customerTerms, queryWords } from "./search.ts";

const customer: CustomerData = {
  name: "João D'Ávila dos Santos",
  personType: "individual",
  document: "52998224725",
  city: "Londrina",
  email: "Joao.Avila@Example.com",
  phone: "+55 (43) 99999-0001",
  address: {
    line: "",
    postalCode: "86010-000",
    street: "Rua São Paulo",
    number: "120",
    complement: "",
    district: "",
    city: "",
    state: "PR",
    ibgeCode: "",
  },
};

describe("search", () => {
  it("finds a customer by every word that an attendant may hear (C18)", () => {
    expect(customerTerms(customer)).to.deep.equal([
      { term: "joao", kind: "name" },
      { term: "d", kind: "name" },
      { term: "avila", kind: "name" },
      { term: "santos", kind: "name" },
      { term: "davila", kind: "name" },
      { term: "52998224725", kind: "document" },
      { term: "5543999990001", kind: "phone" },
      { term: "43999990001", kind: "phone" },
      { term: "999990001", kind: "phone" },
      { term: "joao.avila@example.com", kind: "email" },
      { term: "sao", kind: "address" },
      { term: "paulo", kind: "address" },
      { term: "120", kind: "address" },
      { term: "86010000", kind: "address" },
      { term: "joao+d", kind: "name" },
      { term: "joao+avila", kind: "name" },
      { term: "joao+santos", kind: "name" },
      { term: "d+avila", kind: "name" },
      { term: "d+santos", kind: "name" },
      { term: "avila+santos", kind: "name" },
      { term: "sao+paulo", kind: "address" },
      { term: "sao+120", kind: "address" },
      { term: "paulo+120", kind: "address" },
    ]);
  });

  const typed: readonly [string, readonly string[]][] = [
    ["  José  da Conceição ", ["jose", "conceicao"]],
    ["529.982.247-25", ["52998224725"]],
    ["(43) 99999-0001", ["43999990001"]],
    ["12.ABC.345/01DE-35", ["12abc34501de35"]],
    ["AA:BB:CC:00:11:22", ["aabbcc001122"]],
    ["aa-bb-cc-00-11-22", ["aabbcc001122"]],
    ["10.20.0.7", ["10.20.0.7"]],
    ["2001:DB8:0:a::/56", ["2001", "db8", "0", "a", "56"]],
    ["2001:db8::1", ["2001:db8::1"]],
    ["ana.souza@provedor.example", ["ana.souza@provedor.example"]],
    ["Rua das Flores, 12", ["flores", "12"]],
    ["rua", ["rua"]],
    ["1004", ["1004"]],
    ["'; DROP TABLE customers; --", ["drop", "table", "customers"]],
    ["🙂", []],
    ["", []],
  ];
  for (const [query, expected] of typed) {
    it(`takes "${query}" for ${expected.length} words without accents or punctuation`, () => {
      expect(queryWords(query)).to.deep.equal(expected);
    });
  }
});
