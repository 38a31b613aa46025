import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { mark } from "../checklist/shared.ts";
import { mailClients, subjectsOf } from "../mail/clients.ts";
import { listAt } from "../story/api.ts";
import { type Account, curl, dig, ftps, sql } from "./clients.ts";
import { openStand, type Stand } from "./stand.ts";
import { soon, type Story, storyOf } from "./story.ts";

describe("a domain that moves to another customer on real servers (C99)", function () {
  this.timeout(300_000);
  let stand: Stand;
  let story: Story;
  let folder: string;

  /** A domain with a page, an FTP user, a database and a host. */
  const furnished = async () => {
    const login = { username: `f${mark()}`, password: "senha-do-site" };
    const domain = await story.domain({ ftp: login });
    const asked = { engine: "mariadb", name: `loja_${mark()}` };
    const answer = await stand.api.made(`/domains/${domain.id}/databases`, asked);
    await story.inStep(`/databases/${answer.id}`);
    const database = { ...(answer as unknown as Account), engine: "mariadb" as const };
    const host = { name: "vpn", type: "name", pointsTo: "203.0.113.8" };
    await stand.api.made(`/domains/${domain.id}/hosts`, host);
    const page = join(folder, "index.html");
    writeFileSync(page, "a loja");
    await eventually(async () => {
      const sent = await ftps(stand.status, login, "/index.html", ["--upload-file", page]);
      expect(sent.code).to.equal(0);
    }, soon);
    return { domain, login, database };
  };

  before(async () => {
    stand = await openStand();
    story = storyOf(stand);
    folder = mkdtempSync(join(tmpdir(), "torre-move-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  it("C99: shows what goes along, and takes all of it with new passwords, told once", async () => {
    const { domain, login, database } = await furnished();
    const { subscriptionId, customerId } = await stand.sold();
    const path = `/domains/${domain.id}/move`;
    const preview = await stand.api.post(`${path}/preview`, { subscriptionId });
    expect(preview.status, JSON.stringify(preview.body)).to.equal(200);
    const kinds = listAt(preview.body, "items").map(({ kind }) => kind);
    expect(kinds).to.have.members(["domain", "database", "ftp-user", "dns-host"]);
    expect(preview.body).to.deep.include({ hasNewPasswords: true, conflicts: [] });

    const moved = await stand.api.post(path, { subscriptionId });
    expect(moved.status, JSON.stringify(moved.body)).to.equal(200);
    expect(moved.body).to.include({ subscriptionId, customerId });
    const secrets = listAt(moved.body, "secrets");
    const passwordOf = (kind: string) =>
      String(secrets.find((secret) => secret["kind"] === kind)?.["password"]);
    await story.inStep(`/domains/${domain.id}`);
    await story.inStep(`/databases/${(database as unknown as { id: string }).id}`);

    expect(await curl(stand.status, domain.name)).to.include({ status: 200, body: "a loja" });
    expect(await dig(stand.status, `vpn.${domain.name}`, "A")).to.deep.equal(["203.0.113.8"]);
    expect((await ftps(stand.status, login, "/")).code).to.equal(67);
    const newLogin = { ...login, password: passwordOf("ftp-user") };
    expect((await ftps(stand.status, newLogin, "/")).body).to.contain("index.html");
    expect((await sql(stand.status, database, "SELECT 1")).code).to.not.equal(0);
    const opened = { ...database, password: passwordOf("database") };
    expect((await sql(stand.status, opened, "SELECT 1")).body.trim()).to.equal("1");
    await eventually(async () => {
      const { body } = await stand.api.get(`/subscriptions/${subscriptionId}`);
      expect(listAt(body, "items")).to.have.length(4);
    }, soon);
    const { body: left } = await stand.api.get(`/subscriptions/${domain.subscriptionId}`);
    expect(listAt(left, "items")).to.deep.equal([]);
  });

  it("C84, C99: takes the mailboxes under it along, empty and with new passwords", async () => {
    const { domain } = await furnished();
    const box = await story.mailbox(domain.id, "vendas", "senha-da-caixa");
    expect(box.address).to.equal(`vendas@${domain.name}`);
    await story.inStep(`/mailboxes/${box.id}`);
    const mail = mailClients(stand.status);
    const opens = async (password: string) => {
      try {
        const client = await mail.open(box.address, password);
        return await subjectsOf(client).finally(() => client.close());
      } catch {
        return null;
      }
    };
    await mail.bring({ from: "fora@outside.example", to: box.address, subject: "oi" });
    await eventually(async () => {
      expect(await opens(box.password)).to.deep.equal(["oi"]);
    }, soon);
    const { subscriptionId, customerId } = await stand.sold();
    const path = `/domains/${domain.id}/move`;
    const preview = await stand.api.post(`${path}/preview`, { subscriptionId });
    const named = listAt(preview.body, "items").filter(({ kind }) => kind === "mailbox");
    expect(named).to.deep.equal([{ id: box.id, kind: "mailbox", name: box.address }]);
    const moved = await stand.api.post(path, { subscriptionId });
    expect(moved.status, JSON.stringify(moved.body)).to.equal(200);
    const told = listAt(moved.body, "secrets").find(({ kind }) => kind === "mailbox");
    expect(told?.["name"]).to.equal(box.address);
    await eventually(async () => {
      const { body } = await stand.api.get(`/mailboxes/${box.id}`);
      expect(body).to.include({ subscriptionId, customerId });
      expect(body["real"]).to.include({ state: "in-step" });
    }, soon);
    expect(await opens(box.password)).to.equal(null);
    expect(await opens(String(told?.["password"]))).to.deep.equal([]);
  });

  it("C99: stays whole where its mailboxes find no room", async () => {
    const { domain } = await furnished();
    const box = await story.mailbox(domain.id, "vendas", "senha-da-caixa");
    const { unit, api } = stand;
    const hosting = { diskMb: 100, domains: 5, databases: 5, ftpUsers: 5 };
    const mailboxes = { included: 0, additionalFeeCents: 0, quotaMb: 50 };
    const name = `Sem caixas ${mark()}`;
    const terms = { businessUnitId: unit.id, name, kind: "hosting", priceCents: 100 };
    const plan = await api.made("/plans", { ...terms, hosting, mailboxes });
    const { subscriptionId } = await stand.sold(plan.id);
    const refused = await api.post(`/domains/${domain.id}/move`, { subscriptionId });
    expect([refused.status, refused.body["code"]]).to.deep.equal([409, "hosting.move_conflict"]);
    const preview = await api.post(`/domains/${domain.id}/move/preview`, { subscriptionId });
    const codes = listAt(preview.body, "conflicts").map(({ code }) => code);
    expect(codes).to.deep.equal(["mail.included_used_up"]);
    for (const path of [`/domains/${domain.id}`, `/mailboxes/${box.id}`])
      expect((await api.get(path)).body["subscriptionId"]).to.equal(domain.subscriptionId);
  });

  it("C99: goes whole or not at all: what finds no room keeps everything where it is", async () => {
    const { domain, login } = await furnished();
    const { unit, api } = stand;
    const hosting = { diskMb: 100, domains: 1, databases: 0, ftpUsers: 1 };
    const name = `Pequeno ${mark()}`;
    const terms = { businessUnitId: unit.id, name, kind: "hosting", priceCents: 100, hosting };
    const plan = await api.made("/plans", terms);
    const { subscriptionId } = await stand.sold(plan.id);
    const path = `/domains/${domain.id}/move`;
    const preview = await api.post(`${path}/preview`, { subscriptionId });
    const codes = listAt(preview.body, "conflicts").map(({ code }) => code);
    expect(codes).to.deep.equal(["hosting.database_limit"]);
    const refused = await api.post(path, { subscriptionId });
    expect([refused.status, refused.body["code"]]).to.deep.equal([409, "hosting.move_conflict"]);
    const { body } = await api.get(`/domains/${domain.id}`);
    expect(body["subscriptionId"]).to.equal(domain.subscriptionId);
    expect((await ftps(stand.status, login, "/")).code).to.equal(0);
  });
});
