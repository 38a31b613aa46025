import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "@isp/testing";
import { startTorre, type Torre } from "@isp/torre";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { type Checklist, mark } from "../checklist/shared.ts";
import { type Account, curl, dig, ftps, sql } from "../hosting/clients.ts";
import { standAt, type Stand } from "../hosting/stand.ts";
import { storyOf } from "../hosting/story.ts";
import { listAt } from "../story/api.ts";

/** What customers' items are on, and what Torre itself stands on; its own services die in domain-move. */
const killed = [
  "web-agent",
  "nginx",
  "pdns",
  "proftpd",
  "customers-mariadb",
  "customers-postgresql",
  "dovecot",
  "postfix",
  "mariadb",
  "nats",
] as const;
const patient = { withinMs: 90_000, everyMs: 100 };
const folders = ["domains", "databases", "ftp-users", "hosts", "mailboxes"] as const;

describe("customers' servers that die (C99)", function () {
  this.timeout(300_000);
  let torre: Torre;
  let stand: Stand;
  let folder: string;

  before(async () => {
    // The agent dies at the first site, between writing and reloading.
    const env = { TORRE_FAILPOINTS_WEB_AGENT: "agent.swapped=exit" };
    torre = await startTorre({ servers: true, env });
    stand = await standAt({ status: await torre.status(), home: torre.home.dir });
    folder = mkdtempSync(join(tmpdir(), "torre-moving-"));
  });
  after(async () => {
    await torre?.stop();
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  });

  it("serve a site whose agent was killed between the write and the reload", async () => {
    const { name } = await storyOf(stand).domain();
    expect(torre.process("web-agent")?.restarts).to.be.above(0);
    expect((await curl(stand.status, name)).status).to.equal(403);
  });

  for (const name of killed) {
    it(`have a moving domain whole on one side at every time, and working there: ${name} killed`, async () => {
      const domain = await furnished(stand, folder);
      const restarts = torre.process(name)?.restarts ?? 0;
      const { subscriptionId, customerId } = await stand.sold();
      const move = mover(stand.api, stand.status.apiToken, { id: domain.id, subscriptionId });
      const asked = move();
      torre.killService(name);
      const first = await asked;
      await eventually(() => domain.isWhole([domain.from, subscriptionId]), patient);
      const moved =
        first.status === 200
          ? first
          : await eventually(async () => {
              const again = await move();
              expect(again.status, JSON.stringify(again.body)).to.equal(200);
              return again;
            }, patient);
      await eventually(() => domain.isWhole([subscriptionId]), patient);
      await domain.worksFor(listAt(moved.body, "secrets"));
      expect((await stand.api.get(`/domains/${domain.id}`)).body).to.include({ customerId });
      expect(torre.process(name)?.restarts, `${name} was killed`).to.be.above(restarts);
      await eventually(async () => expect((await torre.status()).healthy).to.equal(true), patient);
    });
  }
});

type Asked = { readonly id: string; readonly subscriptionId: string };

/** Always the same request, as a program sends that heard no answer. */
function mover(api: Checklist, token: string, { id, subscriptionId }: Asked) {
  const headers = {
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
    "idempotency-key": randomUUID(),
  };
  return async () => {
    const sent = { headers, body: JSON.stringify({ subscriptionId }) };
    return api
      .send("POST", `/domains/${id}/move`, sent)
      .catch(() => ({ status: 0, body: {} as Readonly<Record<string, unknown>> }));
  };
}

/** A domain with a page and one of everything under it, all of it in use. */
async function furnished(stand: Stand, folder: string) {
  const { api, status } = stand;
  const story = storyOf(stand);
  const login = { username: `f${mark()}`, password: "senha-do-site" };
  const domain = await story.domain({ ftp: login });
  const under = (path: string, body: object) => api.made(`/domains/${domain.id}/${path}`, body);
  const made = await under("databases", { engine: "postgresql", name: `loja_${mark()}` });
  const database = { ...(made as unknown as Account), engine: "postgresql" as const };
  const more = await under("databases", { engine: "mariadb", name: `loja_${mark()}` });
  const other = { ...(more as unknown as Account), engine: "mariadb" as const };
  const host = await under("hosts", { name: "vpn", type: "name", pointsTo: "203.0.113.8" });
  const box = await story.mailbox(domain.id, "vendas", "senha-de-teste-1");
  for (const path of [`/databases/${made.id}`, `/databases/${more.id}`, `/hosts/${host.id}`])
    await story.inStep(path);
  const page = join(folder, "index.html");
  writeFileSync(page, "a loja");
  await eventually(async () => {
    const sent = await ftps(status, login, "/index.html", ["--upload-file", page]);
    expect(sent.code).to.equal(0);
  }, patient);
  const { body } = await api.get(`/subscriptions/${domain.subscriptionId}`);
  const ftpUser = listAt(body, "items").find(({ kind }) => kind === "ftp-user");
  const ids = [domain.id, made.id, String(ftpUser?.["id"]), host.id, box.id];
  return {
    id: domain.id,
    from: domain.subscriptionId,
    /** All of it under one of these, and the same one. */
    async isWhole(sides: readonly string[]) {
      const found = folders.map(async (path, at) => (await api.get(`/${path}/${ids[at]}`)).body);
      const holders = (await Promise.all(found)).map((one) => one["subscriptionId"]);
      expect(sides).to.include(holders[0]);
      expect(holders).to.deep.equal(folders.map(() => holders[0]));
    },
    /** With the new owner's passwords, where the answer that tells them arrived, and never with the former's. */
    async worksFor(secrets: readonly Readonly<Record<string, unknown>>[]) {
      const told = (name: string) => {
        const password = secrets.find((one) => one["name"] === name)?.["password"];
        return typeof password === "string" ? password : undefined;
      };
      await eventually(async () => {
        for (const [at, path] of folders.entries())
          if (path !== "mailboxes") {
            const item = await api.get(`/${path}/${ids[at]}`);
            expect(item.body["real"], path).to.include({ state: "in-step" });
          }
        expect((await api.get(`/databases/${more.id}`)).body["real"]).to.include({
          state: "in-step",
        });
        expect(await curl(status, domain.name)).to.include({ status: 200, body: "a loja" });
        expect(await dig(status, `vpn.${domain.name}`, "A")).to.deep.equal(["203.0.113.8"]);
        expect((await ftps(status, login, "/")).code, "the former FTP password").to.equal(67);
        const ftp = told(login.username);
        if (ftp !== undefined)
          expect((await ftps(status, { ...login, password: ftp }, "/")).code).to.equal(0);
        for (const account of [database, other]) {
          const old = await sql(status, account, "SELECT 1");
          expect(old.code, `the former password of ${account.engine}`).to.not.equal(0);
          const password = told(account.name);
          if (password === undefined) continue;
          const own = await sql(status, { ...account, password }, "SELECT 1");
          expect(own.body.trim(), account.engine).to.equal("1");
        }
      }, patient);
    },
  };
}
