import { isIP } from "node:net";
import { type common, plans } from "@isp/contracts";
import { transactor, type WriteRequest } from "@isp/db";
import { newId, secretBox } from "@isp/kernel";
import { once, subscriptionConsumer } from "@isp/messaging";
import { fakeClock, openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { plainSite } from "../src/domain/site.ts";
import { domainSchema } from "../src/db/domain.schema.ts";
import { databaseSchema, ftpUserSchema, hostSchema } from "../src/db/item.schemas.ts";
import { migrations } from "../src/db/migrations/index.ts";
import { hostingScope } from "../src/db/scope.ts";
import { ftpUserContext } from "../src/domain/secret-contexts.ts";
import { participant } from "../src/grpc/participant.ts";
import { changeDatabasePassword } from "../src/usecases/change-database-password.ts";
import { createDatabase } from "../src/usecases/create-database.ts";
import { addFirstFtpUser } from "../src/usecases/add-first-ftp-user.ts";
import { retryOperation } from "../src/usecases/retry-operation.ts";
import { createDomain } from "../src/usecases/create-domain.ts";
import { createFtpUser } from "../src/usecases/create-ftp-user.ts";
import { followSubscription } from "../src/usecases/follow-subscription.ts";
import { hostedItems } from "../src/usecases/items/all.ts";
import type { HostedSubscription } from "../src/usecases/ports.ts";
import { updateDomain } from "../src/usecases/update-domain.ts";
import { writeServers } from "../src/usecases/write-servers.ts";

const clock = fakeClock("2026-06-10T12:00:00Z");
const box = secretBox(Buffer.alloc(32, 7));
const items = hostedItems(box, []);
const write = (rpc: string, requestId = newId()): WriteRequest => ({
  requestId,
  rpc,
  fingerprint: "0".repeat(64),
});
const every = {
  read: true,
  write: true,
  deleteFiles: false,
  recursive: false,
  listDirectories: true,
  createDirectories: false,
  deleteDirectories: false,
};

describe("databases and FTP users of hosted domains", function () {
  this.timeout(60_000);
  let database: TestDatabase;
  let names = 0;
  const transact = <Result>(work: (scope: ReturnType<typeof hostingScope>) => Promise<Result>) =>
    transactor(database.db, (manager) => hostingScope(manager, clock, box))(work);

  const subscribed = (plan = {}): HostedSubscription => ({
    id: newId(),
    customerId: "ana",
    businessUnitId: newId(),
    service: "on",
    plan: { domains: 2, databases: 2, ftpUsers: 1, options: [], ...plan },
  });

  async function hosted(plan = {}) {
    const subscription = subscribed(plan);
    const read = () => Promise.resolve(subscription);
    names += 1;
    const wanted = {
      subscriptionId: subscription.id,
      name: `dominio${names}.com.br`,
      registeredOn: null,
      notes: "",
      isHeld: false,
      settings: plainSite,
      adminPassword: "",
      ftp: null,
    };
    const dependencies = {
      transact,
      clock,
      readSubscription: read,
      isDriven: false,
      addFirstFtpUser: addFirstFtpUser(box, false),
    };
    const domain = await createDomain(dependencies)(write("CreateDomain"), wanted, "all");
    return { subscription, domain, dependencies };
  }
  type Hosted = Awaited<ReturnType<typeof hosted>>;

  const aDatabase = ({ domain, dependencies }: Hosted, more = {}, request = write("D")) => {
    names += 1;
    const wanted = { domainId: domain.id, engine: "mariadb", serverId: "", name: `loja_${names}` };
    return createDatabase(dependencies, box)(request, { ...wanted, ...more }, "all");
  };
  const anFtpUser = ({ domain, dependencies }: Hosted, more = {}, request = write("F")) => {
    names += 1;
    const wanted = {
      domainId: domain.id,
      username: `ftp${names}`,
      password: "segredo-do-ftp",
      physicalPath: "/site/fotos",
      virtualPath: "",
      permissions: every,
    };
    return createFtpUser(dependencies, box)(request, { ...wanted, ...more }, "all");
  };
  const code = (attempt: Promise<unknown>) =>
    attempt.then(
      () => "ok",
      (error: unknown) => (error as { code: string }).code,
    );

  const hear = async (
    subscriptionId: string,
    kind: string,
    {
      successor,
      service = "released",
      version = 2n,
      id = newId(),
    }: {
      readonly successor?: Partial<plans.Subscription>;
      readonly service?: string;
      readonly version?: bigint;
      readonly id?: string;
    } = {},
  ) => {
    const fact = plans.SubscriptionFact.fromPartial({
      version,
      operationId: id,
      operationKind: kind,
      subscription: { id: subscriptionId, version, service },
      ...(successor && { successor: { version: 1n, number: 9n, service: "on", ...successor } }),
    });
    const name = "hosting-subscriptions";
    const consumer = subscriptionConsumer(name, once(transact, clock), (scope, decision) =>
      followSubscription(scope, decision, items, clock),
    );
    const json = JSON.stringify(plans.SubscriptionFact.toJSON(fact));
    const subject = "isp.plans.v1.subscription.x";
    await consumer.handle(json, { consumer: name, messageId: id, aggregateId: "a", subject });
    return id;
  };
  const step = (id: string) => transact(({ steps }) => steps.find(id));

  before(async () => {
    const entities = [domainSchema, databaseSchema, ftpUserSchema, hostSchema];
    database = await openTestDatabase({ entities, migrations });
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

  describe("the password of a database", () => {
    const change = (id: string, request = write("P")) =>
      changeDatabasePassword(transact, clock, box, false)(request, id, "all");
    const brought = async (id: string) =>
      transact(async ({ databases }) => {
        const known = await databases.lock(id, "all");
        const real = { ...known.real, state: "in-step", version: known.wanted.version } as const;
        await databases.save({ ...known, version: known.version + 1n, real });
      });

    it("C97: is told again to who asked for it, also once its server has taken it over", async () => {
      const here = await hosted();
      const [name, request] = ["loja_repetida", write("CreateDatabase")];
      const first = await aDatabase(here, { name }, request);
      await brought(first.database.id);
      expect((await aDatabase(here, { name }, request)).password).to.equal(first.password);
    });

    it("C97: is a new one for each request, and its own again for a repeated one", async () => {
      const here = await hosted();
      const [name, creation, asked] = ["loja_nova", write("CreateDatabase"), write("P")];
      const { database: made, password } = await aDatabase(here, { name }, creation);
      const next = await change(made.id, asked);
      expect(next.password).to.have.length.above(11).and.not.equal(password);
      expect(next.database.wanted.version).to.equal(made.wanted.version + 1n);
      await brought(made.id);
      const again = await change(made.id, asked);
      expect(again.password).to.equal(next.password);
      expect(again.database.wanted.version).to.equal(next.database.wanted.version);
      expect((await aDatabase(here, { name }, creation)).password, "the creation's").to.equal("");
      const last = await change(made.id);
      expect(last.password).to.not.equal(next.password);
      expect((await change(made.id, asked)).password, "no longer his").to.equal("");
      const facts = await database.db.query<{ payload: string }[]>("SELECT payload FROM outbox");
      for (const secret of [password, next.password, last.password])
        expect(JSON.stringify(facts)).to.not.contain(secret);
    });

    it("C97, D19: is told to nobody who asked before its database went to another customer", async () => {
      const here = await hosted();
      const asked = write("P");
      const { database: made } = await aDatabase(here);
      await change(made.id, asked);
      const successor = { id: newId(), customerId: "bia" };
      await hear(here.subscription.id, "transfer", { successor });
      expect((await change(made.id, asked)).password).to.equal("");
    });

    it("C97: is not made for a database that was given up, nor told of it", async () => {
      const here = await hosted();
      const asked = write("P");
      const { database: made } = await aDatabase(here);
      await change(made.id, asked);
      await hear(here.subscription.id, "cancel");
      expect(await code(change(made.id))).to.equal("hosting.database_not_found");
      expect((await change(made.id, asked)).password).to.equal("");
    });
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

  it("C17, C95: a site with files keeps its web server, and that its address", async () => {
    const here = await hosted();
    const files = new Set<string>();
    const asked: string[] = [];
    const web = {
      leftBehind: (ids: readonly string[], host: string) => {
        asked.push(host);
        return Promise.resolve(ids.filter((id) => files.has(id)));
      },
    };
    const servers = writeServers(transact, clock, (text) => isIP(text) !== 0, web);
    const given = { kind: "web", host: "203.0.113.20" };
    const [first, second] = [
      await servers.create(write("S"), { ...given, name: "web1" }),
      await servers.create(write("S"), { ...given, name: "web2", host: "203.0.113.21" }),
    ];
    const to = (webServerId: string, expectedVersion: bigint) =>
      updateDomain(
        transact,
        clock,
        false,
        web,
      )(
        write("U"),
        {
          id: here.domain.id,
          expectedVersion,
          registeredOn: undefined,
          notes: undefined,
          settings: { ...plainSite, webServerId },
          adminPassword: "",
        },
        "all",
      );
    const { version } = await to(first.id, here.domain.version);
    files.add(here.domain.id);
    expect(await code(to(second.id, version))).to.equal("hosting.site_has_files");
    expect(await code(to("", version))).to.equal("hosting.site_has_files");
    expect(asked).to.deep.equal(["203.0.113.20", "203.0.113.21", ""]);
    expect(await code(to(first.id, version)), "what stays").to.equal("ok");
    const edit = { id: first.id, expectedVersion: 1n, name: "web-1", host: "203.0.113.29" };
    expect(await code(servers.update(write("U"), edit))).to.equal("hosting.site_has_files");
    expect(await code(servers.update(write("U"), { ...edit, host: given.host }))).to.equal("ok");
    files.clear();
    expect(await code(servers.update(write("U"), { ...edit, expectedVersion: 2n }))).to.equal("ok");
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
