import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { mark } from "../checklist/shared.ts";
import { type Account, curl, dig, ftps, sftp, sql } from "./clients.ts";
import { heldFtpSession, heldSftpSession } from "./held-session.ts";
import { openStand, type Stand } from "./stand.ts";
import { soon, type Story, storyOf } from "./story.ts";

const withinMs = 2_000;

describe("a suspended customer on real servers", function () {
  this.timeout(300_000);
  let stand: Stand;
  let story: Story;
  let folder: string;

  before(async () => {
    stand = await openStand();
    story = storyOf(stand);
    folder = mkdtempSync(join(tmpdir(), "torre-suspension-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** A site with a page, its FTP login, and a database of each kind. */
  const furnished = async () => {
    const login = { username: `f${mark()}`, password: "senha-do-site" };
    const domain = await story.domain({ ftp: login });
    const database = async (engine: Account["engine"]): Promise<Account> => {
      const asked = { engine, name: `loja_${mark()}` };
      const made = await stand.api.made(`/domains/${domain.id}/databases`, asked);
      await story.inStep(`/databases/${made.id}`);
      return { ...(made as unknown as Account), engine };
    };
    const databases = [await database("mariadb"), await database("postgresql")] as const;
    const page = join(folder, "index.html");
    writeFileSync(page, "a loja");
    await eventually(async () => {
      const sent = await ftps(stand.status, login, "/index.html", ["--upload-file", page]);
      expect(sent.code).to.equal(0);
    }, soon);
    return { domain, login, databases };
  };

  it("C51: is refused everywhere within two seconds, open sessions too, and resumed exactly", async () => {
    const { domain, login, databases } = await furnished();
    const [mariadb, postgresql] = databases;
    const open = {
      FTPS: await heldFtpSession(stand.status, login),
      SFTP: await heldSftpSession(stand.status, login, folder),
    };
    const queries = {
      MariaDB: sql(stand.status, mariadb, "SELECT SLEEP(60)"),
      PostgreSQL: sql(stand.status, postgresql, "SELECT pg_sleep(60)"),
    };
    await eventually(async () => {
      for (const [account, said] of [
        [mariadb, "SELECT COUNT(*) FROM information_schema.processlist"],
        [postgresql, "SELECT COUNT(*) FROM pg_stat_activity WHERE usename = current_user"],
      ] as const)
        expect(Number((await sql(stand.status, account, said)).body)).to.be.above(1);
    }, soon);
    const asked = performance.now();
    const took: Record<string, number> = {};
    const noted = async (what: string, refused: Promise<unknown>) => {
      await refused;
      took[what] = Math.round(performance.now() - asked);
    };
    const until = (isRefused: () => Promise<boolean>) =>
      eventually(async () => expect(await isRefused()).to.equal(true), soon);
    const { subscriptionId } = domain;
    const done = story.operate(subscriptionId, "suspend");
    await Promise.all([
      noted(
        "site",
        until(async () => (await curl(stand.status, domain.name)).status === 503),
      ),
      ...Object.entries(open).map(([name, session]) => noted(`open ${name}`, session.ends(15_000))),
      ...Object.entries(queries).map(([name, query]) =>
        noted(
          `open ${name}`,
          query.then(({ code }) => expect(code).to.not.equal(0)),
        ),
      ),
      noted(
        "FTPS",
        until(async () => (await ftps(stand.status, login, "/")).code === 67),
      ),
      noted(
        "SFTP",
        until(async () => (await sftp(stand.status, login, "/")).code === 67),
      ),
      ...databases.map((account) =>
        noted(
          account.engine,
          until(async () => (await sql(stand.status, account, "SELECT 1")).code !== 0),
        ),
      ),
    ]);
    for (const [what, ms] of Object.entries(took))
      expect(ms, `${what}: ${JSON.stringify(took)}`).to.be.below(withinMs);
    expect((await done)?.["state"]).to.equal("applied");
    expect(await dig(stand.status, domain.name, "A")).to.deep.equal(["127.0.0.1"]);
    expect((await story.operate(subscriptionId, "resume"))?.["state"]).to.equal("applied");
    expect((await curl(stand.status, domain.name)).body).to.equal("a loja");
    expect((await ftps(stand.status, login, "/index.html")).body).to.equal("a loja");
    for (const account of databases)
      expect((await sql(stand.status, account, "SELECT 1")).body.trim()).to.equal("1");
  });
});
