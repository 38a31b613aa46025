import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { rpcAccess } from "@isp/contracts";
import { createLogger, serviceMetrics } from "@isp/telemetry";
import { newId } from "@isp/kernel";
import { fakeClock, openTestDatabase, type TestDatabase } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import * as z from "zod";
import { mysqlOffice, type Office } from "../src/access/office.ts";
import { permissions } from "../src/access/permissions.ts";
import { endpointsOf, gatewayApp } from "../src/app.ts";
import type { Clients } from "../src/clients.ts";
import { migrations } from "../src/db/migrations/index.ts";
import type { Received } from "../src/http/endpoint.ts";
import { liveHints } from "../src/http/live.ts";
import { requestMetrics } from "../src/metrics.ts";
import { historyRoutes } from "../src/routes/history.ts";

const clock = fakeClock("2026-06-10T12:00:00Z");
const chief = "c".repeat(43);
const unitA = "019ab000-0000-7000-8000-0000000000a1";
const unitB = "019ab000-0000-7000-8000-0000000000b1";
// No other service is asked by the routes that are tried here, but for one search.
const searchConnections = () => Promise.resolve({ address: "100.64.0.9", sessions: [] });
const clients = { sessions: { searchConnections } } as unknown as Clients;

type Reply = {
  readonly status: number;
  readonly etag: string;
  /** The fields that the answers tried here have. */
  readonly body: {
    readonly id: string;
    readonly code: string;
    readonly token: string;
    readonly disabledAt: string;
    readonly details: Readonly<Record<string, string>>;
    readonly errors: readonly { readonly pointer: string }[];
    readonly items: readonly { readonly id: string; readonly name: string }[];
    readonly nextCursor: string;
  };
};

describe("operators and their roles", function () {
  this.timeout(60_000);
  let database: TestDatabase;
  let office: Office;
  let server: Server;
  const live = liveHints();

  before(async () => {
    database = await openTestDatabase({ migrations });
    office = mysqlOffice(database.db, clock);
    await office.operators.bootstrap({
      username: "chefe",
      password: "senha-chefe",
      apiToken: chief,
    });
    const app = gatewayApp({
      clients,
      office,
      live,
      log: createLogger("gateway", "silent"),
      metrics: requestMetrics(serviceMetrics().registry),
      webRoot: "/nowhere",
      isSecure: false,
    });
    server = createServer(app).listen(0, "127.0.0.1");
    await new Promise((listening) => server.once("listening", listening));
  });

  after(async () => {
    live.close();
    server.close();
    server.closeAllConnections();
    await database.close();
  });

  async function call(
    token: string,
    what: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Reply> {
    const [method = "", path = ""] = what.split(" ");
    const { port } = server.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { "content-type": "application/json" }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const etag = response.headers.get("etag") ?? "";
    const json = JSON.parse(text === "" ? "{}" : text) as Reply["body"];
    return { status: response.status, etag, body: json };
  }

  const roleId = async (key: string) =>
    (await office.roles.list()).find((role) => role.key === key)!.id;

  async function hire(username: string, role: string, units: readonly string[] | "*", by = chief) {
    const body = {
      username,
      name: username,
      password: `senha-${username}`,
      roleId: await roleId(role),
      units,
    };
    const made = await call(by, "POST /operators", body);
    if (made.status !== 201) return { made, token: "" };
    const tokens = `/operators/${made.body.id}/api-tokens`;
    const token = (await call(by, `POST ${tokens}`, { name: "teste" })).body.token;
    return { made, token };
  }

  it("names every permission that a function asks for", () => {
    const known = new Set<string>(permissions);
    const asked = [
      ...Object.values(rpcAccess).map(({ permission }) => permission),
      ...endpointsOf(clients, office).map(({ permission }) => permission ?? ""),
    ].filter((permission) => permission !== "");
    expect(asked.filter((permission) => !known.has(permission))).to.deep.equal([]);
  });

  it("keeps every password and secret that a function takes out of the trail (S64)", () => {
    const leaking = endpointsOf(clients, office).flatMap(({ path, body, secrets = [] }) => {
      if (body === undefined) return [];
      const schema = JSON.stringify(z.toJSONSchema(body, { io: "input", unrepresentable: "any" }));
      const named = [...schema.matchAll(/"(\w*(?:password|secret)\w*)":\{/gi)].map(
        ([, key]) => key,
      );
      return named.filter((key) => !secrets.includes(key ?? "")).map((key) => `${path} ${key}`);
    });
    // A choice, not a password: keep or new.
    expect(leaking.filter((name) => !name.endsWith(" loginPassword"))).to.deep.equal([]);
  });

  it("writes down who searched a connection and why, and lets nobody search without either", async () => {
    const { token: auditor } = await hire("auditora", "auditor", "*");
    const { token: noc } = await hire("plantao", "noc", "*");
    const asked = "GET /sessions/search?ip=203.0.113.7&port=4000&at=2026-06-10T03:00:00-03:00";
    const reason = "oficio 77/2026 da 2a vara";
    expect((await call(auditor, asked)).body.errors.map(({ pointer }) => pointer)).to.deep.equal([
      "/reason",
    ]);
    const stated = `${asked}&reason=${encodeURIComponent(reason)}`;
    expect((await call(noc, stated)).status).to.equal(403);
    expect((await call(auditor, stated)).status).to.equal(200);
    const rows = await database.db.query<{ operator_name: string; body: string; status: number }[]>(
      "SELECT operator_name, body, status FROM audit WHERE path LIKE '%/sessions/search?%' ORDER BY sequence",
    );
    const [opened, closed] = rows.slice(-2);
    expect(opened).to.include({ operator_name: "auditora", status: 0 });
    expect(opened?.body).to.include(reason).and.include("203.0.113.7");
    expect(closed).to.include({ operator_name: "auditora", status: 200 });
  });

  it("writes down who listed the sessions of an address at an instant, though he gave no reason", async () => {
    const { token: noc } = await hire("plantonista", "noc", "*");
    const written = async () =>
      (
        await database.db.query<unknown[]>(
          "SELECT 1 FROM audit WHERE operator_name = 'plantonista' AND path LIKE '%/sessions?%'",
        )
      ).length;
    await call(noc, "GET /sessions?ip=203.0.113.7");
    await call(noc, "GET /sessions?login=ana&at=2026-06-10T03:00:00-03:00");
    expect(await written(), "who is there now").to.equal(0);
    await call(noc, "GET /sessions?ip=203.0.113.7&at=2026-06-10T03:00:00-03:00");
    expect(await written(), "who was there then").to.equal(2);
  });

  it("gives the roles that Torre brings along only permissions that exist", async () => {
    const known = new Set<string>(["*", ...permissions]);
    for (const role of await office.roles.list()) {
      expect(role.permissions.filter((permission) => !known.has(permission))).to.deep.equal([]);
    }
  });

  it("refuses a function that the role does not allow, and says which permission it needs", async () => {
    const { token } = await hire("ana", "attendant", [unitA]);
    const refused = await call(token, "GET /operators");
    expect(refused.status).to.equal(403);
    expect(refused.body.details).to.deep.equal({ permission: "operators.read" });
  });

  it("lets nobody grant what he does not have: no permission, no business unit", async () => {
    const role = await call(chief, "POST /roles", {
      name: "Chefe de turno",
      permissions: ["operators.read", "operators.write", "customers.read"],
    });
    const head = await call(chief, "POST /operators", {
      username: "bia",
      name: "Bia",
      password: "senha-bia",
      roleId: role.body.id,
      units: [unitA],
    });
    const tokens = `/operators/${head.body.id}/api-tokens`;
    const { token } = (await call(chief, `POST ${tokens}`, { name: "x" })).body;
    const wider = await hire("caio", "manager", [unitA], token);
    expect(wider.made.body.code).to.equal("gateway.grant_too_wide");
    const readers = { name: "Leitores", permissions: ["customers.read"] };
    const readerId = (await call(token, "POST /roles", readers)).body.id;
    const elsewhere = { username: "davi", name: "Davi", password: "senha-davi", roleId: readerId };
    for (const units of [[unitB], "*"]) {
      const refused = await call(token, "POST /operators", { ...elsewhere, units });
      expect(refused.body.code).to.equal("gateway.grant_too_wide");
    }
    const made = await call(token, "POST /operators", { ...elsewhere, units: [unitA] });
    expect(made.status).to.equal(201);
    const [first] = await office.staff
      .list()
      .then((all) => all.filter((m) => m.username === "chefe"));
    const taken = await call(token, `PUT /operators/${first!.id}/password`, {
      password: "minha-agora",
    });
    expect(taken.body.code).to.equal("gateway.grant_too_wide");
    const widened = await call(
      token,
      `PATCH /roles/${readerId}`,
      { permissions: ["audit.read"] },
      { "if-match": '"1"' },
    );
    expect(widened.body.code).to.equal("gateway.grant_too_wide");
  });

  it("lets nobody grant a role that is limited less than his own", async () => {
    const limits = { maxDiscountPercent: 10, backDatingDays: 5 };
    const may = ["operators.read", "operators.write", "customers.read"];
    const role = await call(chief, "POST /roles", { name: "Filial", permissions: may, limits });
    const head = { username: "rosa", name: "Rosa", password: "senha-rosa", units: [unitA] };
    const made = await call(chief, "POST /operators", { ...head, roleId: role.body.id });
    const tokens = `/operators/${made.body.id}/api-tokens`;
    const { token } = (await call(chief, `POST ${tokens}`, { name: "x" })).body;
    const permissions = ["customers.read"];
    for (const wider of [
      { maxDiscountPercent: 11, backDatingDays: 5 },
      { maxDiscountPercent: null, backDatingDays: 5 },
      { maxDiscountPercent: 10, backDatingDays: null },
    ]) {
      const asked = { name: "Mais", permissions, limits: wider };
      const refused = await call(token, "POST /roles", asked);
      expect(refused.body.code, JSON.stringify(wider)).to.equal("gateway.grant_too_wide");
    }
    const same = await call(token, "POST /roles", { name: "Igual", permissions, limits });
    expect(same.status).to.equal(201);
  });

  it("slows down whoever guesses the present password of a session (S30)", async () => {
    const { token } = await hire("sara", "attendant", [unitA]);
    const guess = { password: "palpite", newPassword: "senha-nova" };
    const codes = new Set<number>();
    for (let tries = 0; tries < 11; tries++) {
      codes.add((await call(token, "PUT /session/password", guess)).status);
    }
    expect([...codes].at(-1)).to.equal(429);
  });

  it("shows in the history of one customer nothing of the others in his import", async () => {
    const [own, another] = [newId(), newId()];
    const body = JSON.stringify({ customers: [{ name: "Ana" }, { name: "Bruno" }] });
    const trail = {
      operatorId: "",
      operatorName: "chefe",
      remoteAddress: "",
      method: "POST",
      path: "/api/v1/imports",
      requestId: newId(),
    };
    const opened = await office.audit.append({ ...trail, body, status: 0 });
    const outcome = { opened, subjectIds: [own, another] };
    await office.audit.append({ ...trail, body: "", status: 201 }, outcome);
    const getCustomer = () => Promise.resolve({ customer: { id: own }, pinnedNotes: [] });
    const asked = { customers: { getCustomer } } as unknown as Clients;
    const history = historyRoutes(asked, office).find(
      ({ path }) => path === "/customers/{id}/history",
    );
    const caller = { units: "all" };
    const read = { params: { id: own }, query: {}, caller } as unknown as Received;
    const answer = JSON.stringify((await history!.handle(read)).body);
    expect(answer).to.contain('"asked":{"customers":2}').and.not.contain("Bruno");
  });

  it("signs an operator out everywhere when he is disabled or gets another password (S35)", async () => {
    const { made, token } = await hire("eva", "attendant", [unitA]);
    const session = await office.operators.openSession(made.body.id);
    expect((await call(token, "GET /session")).status).to.equal(200);
    await call(chief, `PUT /operators/${made.body.id}/password`, { password: "outra-senha" });
    clock.advance({ ms: 3_000 });
    expect(await office.operators.bySession(session.token)).to.equal(null);
    const read = await call(chief, `GET /operators/${made.body.id}`);
    const disabled = await call(
      chief,
      `PATCH /operators/${made.body.id}`,
      { disabled: true },
      { "if-match": read.etag },
    );
    expect(disabled.body.disabledAt).to.equal(clock.now().toISOString());
    clock.advance({ ms: 3_000 });
    expect((await call(token, "GET /session")).status).to.equal(401);
  });

  it("ends the live stream of a session that was closed (S35)", async () => {
    const { made } = await hire("fabio", "attendant", [unitA]);
    const session = await office.operators.openSession(made.body.id);
    const { port } = server.address() as AddressInfo;
    const stream = await fetch(`http://127.0.0.1:${port}/api/v1/events`, {
      headers: { cookie: `torre_session=${session.token}` },
    });
    const reader = stream.body!.getReader();
    await reader.read();
    await office.operators.closeSession(session.token);
    // A comment that says the stream lives may have been under way.
    let isDone = false;
    while (!isDone) isDone = (await reader.read()).done;
    expect(isDone).to.equal(true);
  });

  it("keeps somebody who may do everything, and refuses stale edits", async () => {
    const chef = (await office.staff.list()).find(({ username }) => username === "chefe")!;
    const path = `/operators/${chef.id}`;
    const { etag } = await call(chief, `GET ${path}`);
    for (const edit of [
      { disabled: true },
      { roleId: await roleId("attendant") },
      { units: [unitA] },
    ]) {
      const refused = await call(chief, `PATCH ${path}`, edit, { "if-match": etag });
      expect(refused.body.code, JSON.stringify(edit)).to.equal("gateway.last_administrator");
    }
    expect((await call(chief, `PATCH ${path}`, { name: "Chefe" })).status).to.equal(428);
    await call(chief, `PATCH ${path}`, { name: "Chefe" }, { "if-match": etag });
    expect(
      (await call(chief, `PATCH ${path}`, { name: "X" }, { "if-match": etag })).status,
    ).to.equal(412);
  });

  it("shows a token once, knows it until it is revoked or has expired", async () => {
    const { made, token } = await hire("gil", "auditor", "*");
    const path = `/operators/${made.body.id}/api-tokens`;
    const asked = { name: "relatórios", expiresAt: new Date(clock.now().getTime() + 60_000) };
    const key = { "idempotency-key": "um" };
    const first = await call(chief, `POST ${path}`, asked, key);
    const again = await call(chief, `POST ${path}`, asked, key);
    expect(again.body.id).to.equal(first.body.id);
    expect(again.body.token).to.equal(null);
    expect((await call(first.body.token, "GET /session")).status).to.equal(200);
    clock.advance({ ms: 63_000 });
    expect((await call(first.body.token, "GET /session")).status).to.equal(401);
    const listed = await call(chief, `GET ${path}`);
    expect(JSON.stringify(listed.body)).to.not.contain(token);
    const held = listed.body.items.find(({ name }) => name === "teste");
    await call(chief, `DELETE ${path}/${held!.id}`);
    clock.advance({ ms: 3_000 });
    expect((await call(token, "GET /session")).status).to.equal(401);
  });

  it("keeps a role that is held or that Torre brought along, and removes another one", async () => {
    const { body } = await call(chief, "POST /roles", { name: "Estágio", permissions: [] });
    expect((await call(chief, `DELETE /roles/${await roleId("noc")}`)).body.code).to.equal(
      "gateway.role_built_in",
    );
    expect((await call(chief, `DELETE /roles/${body.id}`)).status).to.equal(204);
    expect((await call(chief, `GET /roles/${body.id}`)).status).to.equal(404);
    const unknown = { name: "Nova", permissions: ["customers.read", "tudo"] };
    const refused = await call(chief, "POST /roles", unknown);
    expect(refused.body.errors[0]!.pointer).to.equal("/permissions/1");
  });

  it("finds in the trail who did what to one row, without secrets, and only for those who see all units", async () => {
    const { made } = await hire("hugo", "auditor", "*");
    const found = await office.history.ofSubject(made.body.id, { before: null, limit: 10 });
    expect(found.map(({ method, path, status }) => [method, path, status])).to.deep.equal([
      ["POST", `/api/v1/operators/${made.body.id}/api-tokens`, 201],
      ["POST", "/api/v1/operators", 201],
    ]);
    expect(JSON.stringify(found)).to.not.contain("senha-hugo");
    const { token } = await hire("iara", "auditor", [unitA]);
    expect((await call(token, "GET /audit")).body.code).to.equal("gateway.all_units_only");
    const all = await call(chief, "GET /audit?limit=5");
    expect(all.body.items).to.have.length(5);
    const next = await call(chief, `GET /audit?limit=5&cursor=${all.body.nextCursor}`);
    expect(Number(next.body.items[0]!.id)).to.be.below(Number(all.body.items[4]!.id));
    const untouched = await call(chief, "GET /audit/integrity");
    expect(untouched.body).to.deep.equal({ firstBroken: null });
  });
});
