import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { mark } from "../checklist/shared.ts";
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
