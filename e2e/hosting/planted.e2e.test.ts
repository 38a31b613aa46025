import { readFileSync } from "node:fs";
import { join } from "node:path";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import mysql, { type Connection } from "mysql2/promise";
import { at } from "../story/api.ts";
import { curl } from "./clients.ts";
import { openStand, type Stand } from "./stand.ts";
import { soon, type Story, storyOf } from "./story.ts";

/** What no rule lets in, and a configuration of nginx would act on. */
const planted = [
  ["redirectTo", 'https://a.com.br/"; } server { listen 1'],
  ["redirectTo", "https://a.com.br/\n  no_such_word;"],
  ["redirectTo", "https://a.com.br/$host"],
] as const;

describe("a site that somebody broke in the database", function () {
  this.timeout(300_000);
  let stand: Stand;
  let story: Story;
  let db: Connection;

  before(async () => {
    stand = await openStand();
    story = storyOf(stand);
    const secrets: unknown = JSON.parse(
      readFileSync(join(stand.home, "secrets/torre.json"), "utf8"),
    );
    const password = String(at(secrets, "databases", "hosting"));
    const who = { user: "hosting", database: "hosting", password };
    db = await mysql.createConnection({ ...stand.status.mariadb, ...who });
  });
  after(() => db.end());

  const failed = (path: string) =>
    eventually(async () => {
      const { body } = await stand.api.get(path);
      const real = body["real"] as { readonly state: string; readonly reason: string };
      expect(real.state, JSON.stringify(real)).to.equal("failed");
      return real.reason;
    }, soon);
  const again = async (path: string) => {
    const { status, body } = await stand.api.post(`${path}/apply-again`, {});
    expect(status, JSON.stringify(body)).to.equal(200);
  };

  it("S47: is parked with the reason, and the other sites stay", async () => {
    const [broken, other] = [await story.domain(), await story.domain()];
    const path = `/domains/${broken.id}`;
    for (const [key, value] of planted) {
      await db.query(
        `UPDATE domains SET settings = JSON_SET(settings, '$.${key}', ?) WHERE id = ?`,
        [value, broken.id],
      );
      await again(path);
      expect(await failed(path)).to.equal("the redirect is no page's address");
      expect((await curl(stand.status, other.name)).status).to.equal(403);
    }
    await db.query("UPDATE domains SET name = ? WHERE id = ?", [
      `${broken.name}; root /etc`,
      broken.id,
    ]);
    await again(path);
    expect(await failed(path)).to.match(/PowerDNS answered 422|the name is no domain name/);
    const further = await story.domain();
    for (const { name } of [other, further])
      expect((await curl(stand.status, name)).status, name).to.equal(403);
    await db.query(
      "UPDATE domains SET name = ?, settings = JSON_SET(settings, '$.redirectTo', '') WHERE id = ?",
      [broken.name, broken.id],
    );
    await again(path);
    await story.inStep(path);
    expect((await curl(stand.status, broken.name)).status).to.equal(403);
  });
});
