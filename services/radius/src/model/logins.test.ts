import { expect } from "chai";
import { describe, it } from "mocha";
import { grants } from "../replies/grants.ts";
import { type LoginEntry, loginModel } from "./logins.ts";

const anEntry = (values: Partial<LoginEntry> = {}): LoginEntry => ({
  id: "1",
  name: "ana",
  mailDomain: "provedor.example",
  subscriptionId: "s",
  customerId: "c",
  businessUnitId: "u",
  routingPointId: null,
  state: "live",
  service: "on",
  version: 1n,
  macs: [],
  grant: grants()("{}"),
  password: () => Buffer.from("segredo"),
  ...values,
});

describe("finding a login in memory", () => {
  it("takes the name, the name at the unit's mail domain, and any case of both", () => {
    const model = loginModel();
    model.put(anEntry());
    for (const name of ["ana", "ANA", "ana@provedor.example", "Ana@Provedor.Example"])
      expect(model.find(name)?.id, name).to.equal("1");
    for (const name of ["", "an", "ana@", "ana@outro.example", "@provedor.example"])
      expect(model.find(name), name).to.equal(undefined);
  });

  it("ignores an older version than the one it knows", () => {
    const model = loginModel();
    model.put(anEntry({ version: 5n, service: "suspended" }));
    model.put(anEntry({ version: 4n, service: "on" }));
    expect(model.find("ana")?.service).to.equal("suspended");
  });

  it("forgets a name that another login has taken over only for its own row", () => {
    const model = loginModel();
    model.put(anEntry());
    model.put(anEntry({ id: "2" }));
    model.remove("1");
    expect(model.find("ana")?.id).to.equal("2");
    model.remove("2");
    expect(model.size()).to.equal(0);
  });
});
