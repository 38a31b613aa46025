import { expect } from "chai";
import { connectionLine } from "./connection-line.ts";

const account = {
  engine: "mariadb",
  host: "db1.example",
  port: 3306,
  name: "loja",
  username: "loja_x",
} as const;

describe("the line that opens a database (C97)", () => {
  it("C97: is what a program takes, with its password where it is told", () => {
    expect(connectionLine({ ...account, password: "a/b@c" })).to.equal(
      "mysql://loja_x:a%2Fb%40c@db1.example:3306/loja",
    );
    expect(connectionLine({ ...account, engine: "postgresql", host: "2001:db8::1" })).to.equal(
      "postgresql://loja_x@[2001:db8::1]:3306/loja",
    );
  });

  it("C97: is none while no server has the database", () => {
    expect(connectionLine({ ...account, host: "" })).to.equal("");
  });
});
