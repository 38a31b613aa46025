import { isIP } from "node:net";
import type { common } from "@isp/contracts";
import { newId } from "@isp/kernel";
import { expect } from "chai";
import { describe, it } from "mocha";
import { ftpUserContext } from "../src/domain/secret-contexts.ts";
import { participant } from "../src/grpc/participant.ts";
import { retryOperation } from "../src/usecases/retry-operation.ts";
import { hostedItems } from "../src/usecases/items/all.ts";
import { writeServers } from "../src/usecases/write-servers.ts";
import {
  box,
  clock,
  code,
  every,
  items,
  openHosted,
  type OpenHosted,
  write,
} from "./support/hosted.ts";

describe("databases and FTP users of hosted domains", function () {
  this.timeout(60_000);
  let database: OpenHosted;
  const transact: OpenHosted["transact"] = (work) => database.transact(work);
  const hosted: OpenHosted["hosted"] = (...asked) => database.hosted(...asked);
  const aDatabase: OpenHosted["aDatabase"] = (...asked) => database.aDatabase(...asked);
  const anFtpUser: OpenHosted["anFtpUser"] = (...asked) => database.anFtpUser(...asked);
  const hear: OpenHosted["hear"] = (...asked) => database.hear(...asked);
  const step: OpenHosted["step"] = (...asked) => database.step(...asked);

  before(async () => {
    database = await openHosted();
  });
  after(() => database.close());

  it("C97: D14: a database has its own user and a password that only its creation says", async () => {
    const here = await hosted();
    const request = write("CreateDatabase");
    const name = "minha_loja";
    const first = await aDatabase(here, { name }, request);
    const again = await aDatabase(here, { name }, request);
    expect(again.database.id).to.equal(first.database.id);
    expect(again.password).to.equal(first.password);
    expect(first.database).to.include({ name, domainId: here.domain.id, serverId: null });
    expect(first.database.username).to.match(/^minha_loja_[a-z2-9]{6}$/);
    expect(first.database.real).to.include({ state: "pending", reason: "no-server" });
    const rows = await database.db.query("SELECT * FROM hosted_databases");
    const facts = await database.db.query<{ payload: string }[]>("SELECT payload FROM outbox");
    expect(JSON.stringify([rows, facts])).to.not.contain(first.password);
    expect(facts.map(({ payload }) => payload).join()).to.contain(`"parentId":"${here.domain.id}"`);
    expect(await code(aDatabase(await hosted(), { name }))).to.equal("hosting.database_taken");
  });

  it("C96: an FTP user is kept with his folder and permissions, his password sealed", async () => {
    const here = await hosted();
    const user = await anFtpUser(here);
    expect(user.permissions).to.deep.equal(every);
    expect(box.open(user.password, ftpUserContext(user.id))).to.equal("segredo-do-ftp");
    const rows = await database.db.query("SELECT * FROM ftp_users");
    expect(JSON.stringify(rows)).to.not.contain("segredo-do-ftp");
    expect(await code(anFtpUser(here))).to.equal("hosting.ftp_user_limit");
  });

  it("are as many as the plan carries, and only what it offers (D21)", async () => {
    const here = await hosted();
    await aDatabase(here);
    await aDatabase(here);
    expect(await code(aDatabase(here))).to.equal("hosting.database_limit");
    const picky = await hosted({ options: ["new-domain", "new-database"] });
    expect(await code(aDatabase(picky))).to.equal("ok");
    expect(await code(anFtpUser(picky))).to.equal("hosting.not_offered");
  });

  it("take no name or path that an interpreter could act on (S45)", async () => {
    const here = await hosted();
    const names = ["a;drop", "A", "1a", "mysql", "pg_x", "a b", "a'", "`a`", "", "a".repeat(49)];
    for (const name of names)
      expect(await code(aDatabase(here, { name })), name).to.equal("hosting.database_invalid");
    expect(await code(aDatabase(here, { engine: "oracle" }))).to.equal("hosting.database_invalid");
    const paths = ["..", "/../etc", "/a/../b", "a", "/.ssh", "//", "/a b", "/a;b", "/a\n"];
    for (const physicalPath of paths)
      expect(await code(anFtpUser(here, { physicalPath })), physicalPath).to.equal(
        "hosting.ftp_user_invalid",
      );
    for (const username of ["Ana", "-a", "a:b", "../a", ""])
      expect(await code(anFtpUser(here, { username })), username).to.equal(
        "hosting.ftp_user_invalid",
      );
    expect(await code(anFtpUser(here, { physicalPath: "/" }))).to.equal("ok");
  });

  it("C51: are suspended and resumed with their subscription, with a receipt each", async () => {
    const here = await hosted();
    await aDatabase(here);
    await anFtpUser(here);
    const { id } = here.subscription;
    const suspended = await hear(id, "suspend", { service: "suspended" });
    const told = (await step(suspended))?.receipts.map(({ itemKind, action }) => [
      itemKind,
      action,
    ]);
    expect(told).to.deep.equal([
      ["domain", "suspended"],
      ["database", "suspended"],
      ["ftp-user", "suspended"],
    ]);
    await hear(id, "resume", { service: "on", version: 3n });
    const [user] = await transact(({ ftpUsers }) => ftpUsers.ofSubscription(id));
    expect(user?.wanted.state).to.equal("on");
  });

  it("C49: D19: go to another customer with their domain and new passwords, shown once", async () => {
    const here = await hosted();
    const request = write("CreateDatabase");
    const name = "loja_antiga";
    const { database: db, password } = await aDatabase(here, { name }, request);
    const user = await anFtpUser(here);
    const successor = { id: newId(), customerId: "bia" };
    const id = await hear(here.subscription.id, "transfer", { successor });
    await hear(here.subscription.id, "transfer", { successor, id });
    const take = () =>
      participant(items, transact, transact, retryOperation(transact, items, clock))
        .takeSecrets({ requestId: newId(), operationId: id }, null as never)
        .then(({ secrets }) => secrets);
    const secrets = await take();
    expect(secrets.map(({ itemKind }) => itemKind).toSorted()).to.deep.equal([
      "database",
      "ftp-user",
    ]);
    expect(await take()).to.deep.equal([]);
    expect(secrets.map((secret) => secret.password)).to.not.include(password);
    const moved = await transact(({ databases, ftpUsers }) =>
      Promise.all([databases.find(db.id, "all"), ftpUsers.find(user.id, "all")]),
    );
    for (const item of moved)
      expect(item).to.include({ subscriptionId: successor.id, customerId: "bia", version: 2n });
    expect((await aDatabase(here, { name }, request)).password).to.equal("");
    const facts = await database.db.query("SELECT payload FROM outbox");
    for (const secret of secrets) expect(JSON.stringify(facts)).to.not.contain(secret.password);
  });

  it("C48: D10: keep their passwords in a plan change", async () => {
    const here = await hosted();
    const { database: before } = await aDatabase(here);
    await hear(here.subscription.id, "change-plan", { successor: { id: newId() } });
    const after = await transact(({ databases }) => databases.find(before.id, "all"));
    expect(after.password.equals(before.password)).to.equal(true);
  });

  it("C54: C56: D13: are released and deleted, and give their names back after thirty days", async () => {
    const here = await hosted();
    const { database: held } = await aDatabase(here);
    await hear(here.subscription.id, "cancel");
    const find = () => transact(({ databases }) => databases.find(held.id, "all"));
    expect((await find()).wanted.state).to.equal("released");
    const other = await hosted();
    const { name } = held;
    expect(await code(aDatabase(other, { name }))).to.equal("hosting.database_taken");
    const late = anFtpUser(here);
    expect(await code(late)).to.equal("hosting.subscription_ended");
    clock.advance({ days: 31 });
    const erased: string[] = [];
    const erase = (kind: string) => {
      erased.push(kind);
      return Promise.resolve();
    };
    await items.forgetter(transact, transact, { clock, erase })();
    expect(erased).to.include.members(["domain", "database"]);
    expect(await code(find())).to.equal("hosting.database_not_found");
    expect(await code(aDatabase(other, { name }))).to.equal("ok");
    const doomed = await hosted();
    await hear(doomed.subscription.id, "delete");
    const gone = await transact(({ domains }) => domains.find(doomed.domain.id, "all"));
    expect(gone.wanted.state).to.equal("deleted");
  });

  it("C51: what its server would not take is handed to it again by a retry", async () => {
    const here = await hosted();
    const { database: held } = await aDatabase(here);
    const id = await hear(here.subscription.id, "suspend", { service: "suspended" });
    const find = () => transact(({ databases }) => databases.find(held.id, "all"));
    const suspended = await find();
    const real = { ...suspended.real, state: "failed" as const, reason: "the disk is full" };
    await transact(({ databases }) => databases.save({ ...suspended, real }));
    const driven = hostedItems(box, ["domain", "database"]);
    await retryOperation(transact, driven, clock)(id);
    const again = await find();
    expect([again.wanted.state, again.real.state, again.real.reason]).to.deep.equal([
      "suspended",
      "pending",
      "",
    ]);
    const due = await transact(({ work }) => work.due(clock.now(), 100));
    expect(due.map(({ itemId }) => itemId)).to.deep.equal([held.id]);
    expect((await step(id))?.state).to.equal("pending");
  });

  it("C48: are a conflict where the new plan carries fewer, or hosts nothing", async () => {
    const here = await hosted();
    await aDatabase(here);
    await aDatabase(here);
    const preview = (plan: Partial<common.PlanTerms>) => {
      const from = { subscriptionId: here.subscription.id };
      const request = { kind: "change-plan", from, to: { plan }, on: "2026-06-10", choices: {} };
      return participant(items, transact, transact, retryOperation(transact, items, clock)).preview(
        request as never,
        null as never,
      );
    };
    const terms = { diskMb: 1, domains: 1, databases: 1, ftpUsers: 0 };
    const fewer = await preview({ kind: "hosting", name: "Menor", hosting: terms });
    expect(fewer.effects.map(({ itemKind }) => itemKind)).to.deep.equal([
      "domain",
      "database",
      "database",
    ]);
    expect(fewer.conflicts.map(({ code: found }) => found)).to.deep.equal([
      "hosting.database_limit",
    ]);
    const none = await preview({ kind: "broadband", name: "Fibra" });
    expect(none.conflicts.map(({ code: found }) => found)).to.deep.equal([
      "hosting.plan_has_no_domains",
    ]);
  });

  it("C17: a server is listed, edited at the version read, and removed once nothing uses it", async () => {
    const servers = writeServers(transact, clock, (text) => isIP(text) !== 0, undefined);
    const given = { name: "db1", kind: "database", host: "db1.provedor.com.br" };
    const server = await servers.create(write("S"), given);
    expect(await code(servers.create(write("S"), given))).to.equal("hosting.server_taken");
    expect(await code(servers.create(write("S"), { ...given, host: "a b" }))).to.equal(
      "hosting.server_invalid",
    );
    const edit = { id: server.id, expectedVersion: 1n, name: "db-1", host: undefined };
    expect(await servers.update(write("U"), edit)).to.include({ name: "db-1", version: 2n });
    expect(await code(servers.update(write("U"), edit))).to.equal("hosting.changed_meanwhile");
    await aDatabase(await hosted(), { serverId: server.id });
    expect(await code(servers.remove(write("R"), server.id))).to.equal("hosting.server_in_use");
    const web = await servers.create(write("S"), { ...given, kind: "web" });
    const wrong = aDatabase(await hosted(), { serverId: web.id });
    expect(await code(wrong)).to.equal("hosting.database_invalid");
    await servers.remove(write("R"), web.id);
    expect(await code(transact((scope) => scope.servers.find(web.id)))).to.equal(
      "hosting.server_not_found",
    );
  });
});
