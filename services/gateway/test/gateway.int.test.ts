import {
  fakeClock,
  openTestDatabase,
  startMariadb,
  type TestDatabase,
  type TestMariadb,
} from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { mysqlAudit, withoutSecrets } from "../src/access/audit.ts";
import { mysqlOperators } from "../src/access/operators.ts";
import { migrations } from "../src/db/migrations/index.ts";

const clock = fakeClock("2026-06-10T12:00:00Z");
const entry = {
  operatorId: "",
  operatorName: "Ana",
  remoteAddress: "127.0.0.1",
  method: "POST",
  path: "/api/v1/customers",
  requestId: "0".repeat(64),
  status: 201,
  body: "{}",
};

describe("the gateway's own memory", function () {
  this.timeout(60_000);
  let server: TestMariadb;
  let database: TestDatabase;

  before(async () => {
    server = await startMariadb();
    database = await openTestDatabase({ migrations, serverUrl: server.url });
  });

  after(async () => {
    await database.db.destroy();
    await server.stop();
  });

  it("makes the first operator once, and lets him in by password, session and token (C1)", async () => {
    const operators = mysqlOperators(database.db, clock);
    const first = { username: "admin", password: "senha-inicial", apiToken: "t".repeat(43) };
    expect(await operators.bootstrap(first)).to.equal(true);
    expect(await operators.bootstrap({ ...first, username: "outro" })).to.equal(false);
    expect(await operators.authenticate("admin", "errada")).to.equal(null);
    expect(await operators.authenticate("ninguem", "senha-inicial")).to.equal(null);
    const operator = await operators.authenticate("ADMIN ", "senha-inicial");
    const session = await operators.openSession(operator!.id);
    expect((await operators.bySession(session.token))?.operator.username).to.equal("admin");
    expect((await operators.byApiToken(first.apiToken))?.username).to.equal("admin");
    const rows = JSON.stringify(
      await database.db.query("SELECT * FROM sessions, api_tokens, operators"),
    );
    for (const secret of [session.token, first.apiToken, first.password]) {
      expect(rows).to.not.contain(secret);
    }
  });

  it("ends a session when it is closed, when it is old, and when its operator is disabled (S35)", async () => {
    const operators = mysqlOperators(database.db, clock);
    const operator = await operators.authenticate("admin", "senha-inicial");
    const closed = await operators.openSession(operator!.id);
    await operators.bySession(closed.token);
    await operators.closeSession(closed.token);
    expect(await operators.bySession(closed.token)).to.equal(null);
    const old = await operators.openSession(operator!.id);
    clock.advance({ days: 1 });
    expect(await operators.bySession(old.token)).to.equal(null);
    const open = await operators.openSession(operator!.id);
    await operators.bySession(open.token);
    await database.db.query("UPDATE operators SET disabled_at = ?", [clock.now()]);
    clock.advance({ ms: 3_000 });
    expect(await operators.bySession(open.token)).to.equal(null);
    expect(await operators.byApiToken("t".repeat(43))).to.equal(null);
    await database.db.query("UPDATE operators SET disabled_at = NULL");
  });

  it("chains its trail, so that a changed or a removed row shows (S67)", async () => {
    const audit = mysqlAudit(database.db, clock);
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => audit.append({ ...entry, status: index })),
    );
    expect(await audit.firstBroken()).to.equal(null);
    await database.db.query("UPDATE audit SET operator_name = 'Bia' WHERE sequence = 7");
    expect(await audit.firstBroken()).to.equal(7n);
    await database.db.query("UPDATE audit SET operator_name = 'Ana' WHERE sequence = 7");
    await database.db.query("DELETE FROM audit WHERE sequence = 12");
    expect(await audit.firstBroken()).to.equal(13n);
  });

  it("writes down what was asked without its secrets (S64)", () => {
    const body = { username: "tiago", access: { password: "segredo" } };
    expect(withoutSecrets(body, ["password"])).to.equal(
      '{"username":"tiago","access":{"password":"[secret]"}}',
    );
  });

  it("is unavailable, not broken, while its database is away", async () => {
    const operators = mysqlOperators(database.db, clock);
    await server.kill();
    try {
      const attempts = [
        operators.bySession("x".repeat(43)),
        mysqlAudit(database.db, clock).append(entry),
      ];
      for (const attempt of attempts) {
        const error: unknown = await attempt.then(
          () => null,
          (reason: unknown) => reason,
        );
        expect(error).to.include({ kind: "unavailable" });
      }
    } finally {
      await server.start();
    }
  });
});
