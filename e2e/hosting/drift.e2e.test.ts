import { appendFileSync, readFileSync, rmdirSync } from "node:fs";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { mark } from "../checklist/shared.ts";
import { listAt } from "../story/api.ts";
import { asAdministrator, filesOf, vhostOf, writeRecords } from "./by-hand.ts";
import { type Account, curl, dig, sql } from "./clients.ts";
import { openStand, type Stand } from "./stand.ts";
import { soon, type Story, storyOf } from "./story.ts";

describe("what was changed by hand on customers' servers", function () {
  this.timeout(300_000);
  let stand: Stand;
  let story: Story;
  const compared = async (path: string) => {
    const { status, body } = await stand.api.post(`${path}/compare`, {});
    expect(status, JSON.stringify(body)).to.equal(200);
    return body["real"] as { readonly state: string; readonly reason: string };
  };
  const again = async (path: string) => {
    const { status, body } = await stand.api.post(`${path}/apply-again`, {});
    expect(status, JSON.stringify(body)).to.equal(200);
    await story.inStep(path);
  };

  before(async () => {
    stand = await openStand();
    story = storyOf(stand);
  });

  it("is reported of a zone, stays as it is, and gives way when it is told to", async () => {
    const { id, name } = await story.domain();
    const path = `/domains/${id}`;
    expect(await compared(path)).to.include({ state: "in-step" });
    await writeRecords(stand, name, { name, type: "A", records: ["203.0.113.77"] });
    await writeRecords(stand, name, { name: `extra.${name}`, type: "A", records: ["203.0.113.8"] });
    const real = await compared(path);
    expect(real.state).to.equal("drifted");
    expect(real.reason).to.contain(`${name}. A`).and.to.contain(`extra.${name}. A`);
    expect((await stand.api.get(path)).body["real"]).to.include({ state: "drifted" });
    expect(await dig(stand.status, name, "A")).to.deep.equal(["203.0.113.77"]);
    const { body } = await stand.api.get(`${path}/zone`);
    const at = (which: string, type: string) =>
      listAt(body, "records").find((one) => one["name"] === `${which}.` && one["type"] === type);
    expect(at(name, "A")).to.deep.include({
      state: "changed",
      wanted: ["127.0.0.1"],
      found: ["203.0.113.77"],
    });
    expect(at(`extra.${name}`, "A")).to.deep.include({ state: "extra", wanted: [] });
    expect(at(name, "NS")).to.include({ state: "same", accepted: false });
    await again(path);
    expect(await dig(stand.status, name, "A")).to.deep.equal(["127.0.0.1"]);
    expect(await dig(stand.status, `extra.${name}`, "A")).to.deep.equal([]);
  });

  it("is accepted of a zone, and holds until something else is wanted there", async () => {
    const { id, name } = await story.domain();
    const path = `/domains/${id}`;
    expect((await stand.api.post(`${path}/accept`, {})).body["code"]).to.equal(
      "hosting.nothing_to_accept",
    );
    await writeRecords(stand, name, { name, type: "A", records: ["203.0.113.77"] });
    await writeRecords(stand, name, { name, type: "TXT", records: ['"prova=1"'] });
    await compared(path);
    const accepted = await stand.api.post(`${path}/accept`, {});
    expect(accepted.status, JSON.stringify(accepted.body)).to.equal(200);
    const { etag } = await story.inStep(path);
    expect(await dig(stand.status, name, "A")).to.deep.equal(["203.0.113.77"]);
    await stand.api.patch(path, { adminEmail: `dono@${name}` }, etag);
    const { etag: next } = await story.inStep(path);
    expect(await dig(stand.status, name, "A")).to.deep.equal(["203.0.113.77"]);
    expect(await dig(stand.status, name, "TXT")).to.deep.equal(['"prova=1"']);
    await stand.api.patch(path, { redirectTo: "203.0.113.9" }, next);
    await story.inStep(path);
    expect(await dig(stand.status, name, "A")).to.deep.equal(["203.0.113.9"]);
    const forgetting = { forgetAccepted: true };
    expect((await stand.api.post(`${path}/apply-again`, forgetting)).status).to.equal(200);
    await story.inStep(path);
    expect(await dig(stand.status, name, "TXT")).to.deep.equal(['"v=spf1 -all"']);
  });

  it("is reported of a site and kept, until what is wanted is written over it", async () => {
    const { id, name } = await story.domain();
    const path = `/domains/${id}`;
    appendFileSync(vhostOf(stand, id), "# by hand\n");
    const real = await compared(path);
    expect(real.state).to.equal("drifted");
    expect(real.reason).to.contain("changed on the server");
    expect(readFileSync(vhostOf(stand, id), "utf8")).to.contain("# by hand");
    expect((await stand.api.post(`${path}/accept`, {})).body["code"]).to.equal(
      "hosting.nothing_to_accept",
    );
    await again(path);
    expect(readFileSync(vhostOf(stand, id), "utf8")).to.not.contain("# by hand");
    expect((await curl(stand.status, name)).status).to.equal(403);
  });

  it("is reported of a host in its zone, and of its domain", async () => {
    const { id, name } = await story.domain();
    const made = { name: "loja", type: "name", pointsTo: "203.0.113.5" };
    const host = await stand.api.made(`/domains/${id}/hosts`, made);
    await story.inStep(`/hosts/${host.id}`);
    expect(await compared(`/hosts/${host.id}`)).to.include({ state: "in-step" });
    await writeRecords(stand, name, { name: `loja.${name}`, type: "A", records: [] });
    expect(await compared(`/hosts/${host.id}`)).to.include({ state: "drifted" });
    expect(await compared(`/domains/${id}`)).to.include({ state: "drifted" });
    await again(`/hosts/${host.id}`);
    expect(await dig(stand.status, `loja.${name}`, "A")).to.deep.equal(["203.0.113.5"]);
    expect(await compared(`/domains/${id}`)).to.include({ state: "in-step" });
  });

  it("is reported of an FTP user's folder, which is made again", async () => {
    const { id } = await story.domain();
    const user = await stand.api.made(`/domains/${id}/ftp-users`, {
      username: `f${mark()}`,
      password: "segredo-do-ftp",
      physicalPath: "/fotos",
    });
    const path = `/ftp-users/${user.id}`;
    await story.inStep(path);
    expect(await compared(path)).to.include({ state: "in-step" });
    rmdirSync(filesOf(stand, id, "fotos"));
    expect((await compared(path)).reason).to.equal("the folder /fotos is missing");
    await again(path);
    expect(await compared(path)).to.include({ state: "in-step" });
  });

  for (const engine of ["mariadb", "postgresql"] as const) {
    it(`is reported of a database on ${engine}: password, lock and rights`, async () => {
      const { id: domainId } = await story.domain();
      const name = `loja_${mark()}`;
      const made = await stand.api.made(`/domains/${domainId}/databases`, { engine, name });
      const { username, password } = made as unknown as Account;
      const path = `/databases/${made.id}`;
      await story.inStep(path);
      expect(await compared(path)).to.include({ state: "in-step" });
      const own = { engine, name, username, password };
      const acts =
        engine === "mariadb"
          ? {
              "has another password": `ALTER USER '${username}'@'%' IDENTIFIED BY 'outra'`,
              "is locked": `ALTER USER '${username}'@'%' ACCOUNT LOCK`,
              "has rights beyond": `GRANT SELECT ON mysql.* TO '${username}'@'%'`,
            }
          : {
              "has another password": `ALTER ROLE "${username}" PASSWORD 'outra'`,
              "is locked": `ALTER ROLE "${username}" NOLOGIN`,
              "has rights beyond": `ALTER ROLE "${username}" CREATEDB`,
            };
      for (const [told, act] of Object.entries(acts)) {
        await asAdministrator(stand, engine, act);
        const real = await compared(path);
        expect(real.state, told).to.equal("drifted");
        expect(real.reason).to.contain(told);
        await again(path);
        expect(await compared(path), told).to.include({ state: "in-step" });
        expect((await sql(stand.status, own, "SELECT 1")).code, told).to.equal(0);
      }
      const fill =
        engine === "mariadb"
          ? "CREATE TABLE t (a longtext); INSERT INTO t VALUES (REPEAT('x', 3000000))"
          : "CREATE TABLE t AS SELECT md5(i::text) FROM generate_series(1, 50000) i";
      const before = Number((await stand.api.get(path)).body["sizeBytes"]);
      expect((await sql(stand.status, own, fill)).code).to.equal(0);
      await eventually(async () => {
        await compared(path);
        const now = Number((await stand.api.get(path)).body["sizeBytes"]);
        expect(now).to.be.above(before + 1_000_000);
      }, soon);
    });
  }
});
