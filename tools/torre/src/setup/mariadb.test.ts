import { expect } from "chai";
import { initialStatements } from "./mariadb.ts";

describe("what MariaDB is told at its start", () => {
  const options = { dir: "d", port: 1, log: "l", rootPassword: "it's", schemas: { plans: "p\\w" } };

  it("is one statement a line, as init-file wants it", () => {
    for (const line of initialStatements(options).trim().split("\n")) expect(line).to.match(/;$/);
  });

  it("quotes passwords", () => {
    expect(initialStatements(options))
      .to.contain(String.raw`IDENTIFIED BY 'it\'s'`)
      .and.contain(String.raw`'p\\w'`);
  });

  it("gives a service nothing beyond its schema", () => {
    const grants = initialStatements(options)
      .split("\n")
      .filter((line) => line.startsWith("GRANT") && !line.includes("'root'"));
    expect(grants).to.deep.equal(["GRANT ALL PRIVILEGES ON `plans`.* TO 'plans'@'127.0.0.1';"]);
  });
});
