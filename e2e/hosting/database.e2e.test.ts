import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { describe, it } from "mocha";
import { mark } from "../checklist/shared.ts";
import { type Account, sql } from "./clients.ts";
import { openStand, type Stand } from "./stand.ts";
import { soon, type Story, storyOf } from "./story.ts";

describe("customers' databases on real servers", function () {
  this.timeout(300_000);
  let stand: Stand;
  let story: Story;

  before(async () => {
    stand = await openStand();
    story = storyOf(stand);
  });

  for (const engine of ["mariadb", "postgresql"] as const) {
    const created = async (domainId: string) => {
      const name = `loja_${mark()}`;
      const answer = await stand.api.made(`/domains/${domainId}/databases`, { engine, name });
      await story.inStep(`/databases/${answer.id}`);
      const { username, password } = answer as unknown as Account;
      return { id: answer.id, engine, name, username, password };
    };

    describe(engine, () => {
      it("C97, D14: its own user logs in with the answered password, and reaches nothing else", async () => {
        const { id: domainId } = await story.domain();
        const [own, other] = [await created(domainId), await created(domainId)];
        const made = await sql(
          stand.status,
          own,
          "CREATE TABLE t (a int); INSERT INTO t VALUES (7)",
        );
        expect(made.code, made.body).to.equal(0);
        expect((await sql(stand.status, own, "SELECT a FROM t")).body.trim()).to.equal("7");
        expect(
          (await sql(stand.status, { ...own, name: other.name }, "SELECT 1")).code,
        ).to.not.equal(0);
        expect(
          (await sql(stand.status, { ...own, password: "errada" }, "SELECT 1")).code,
        ).to.not.equal(0);
        const { body } = await stand.api.get(`/databases/${own.id}`);
        expect(body).to.not.have.property("password");
        expect(body["host"]).to.equal("127.0.0.1");
      });

      it("C51: is locked with its open session, and opened with the same password", async () => {
        const { id: domainId, subscriptionId } = await story.domain();
        const own = await created(domainId);
        const waits = engine === "mariadb" ? "SELECT SLEEP(60)" : "SELECT pg_sleep(60)";
        const held = sql(stand.status, own, waits);
        await eventually(async () => {
          const { body } = await sql(stand.status, own, sessions(engine));
          expect(Number(body)).to.be.above(1);
        }, soon);
        const asked = performance.now();
        const step = await story.operate(subscriptionId, "suspend");
        expect(step?.["state"], JSON.stringify(step)).to.equal("applied");
        expect((await held).code).to.not.equal(0);
        expect(performance.now() - asked).to.be.below(2_000);
        expect((await sql(stand.status, own, "SELECT 1")).code).to.not.equal(0);
        expect((await story.operate(subscriptionId, "resume"))?.["state"]).to.equal("applied");
        expect((await sql(stand.status, own, "SELECT 1")).body.trim()).to.equal("1");
      });

      it("C97: gets a new password; the old one and its open session end, the data stays", async () => {
        const { id: domainId } = await story.domain();
        const own = await created(domainId);
        await sql(stand.status, own, "CREATE TABLE t (a int); INSERT INTO t VALUES (7)");
        const waits = engine === "mariadb" ? "SELECT SLEEP(60)" : "SELECT pg_sleep(60)";
        const held = sql(stand.status, own, waits);
        await eventually(async () => {
          const { body } = await sql(stand.status, own, sessions(engine));
          expect(Number(body)).to.be.above(1);
        }, soon);
        const headers = {
          authorization: `Bearer ${stand.status.apiToken}`,
          "idempotency-key": mark(),
          "content-type": "application/json",
        };
        const again = { headers, body: "{}" };
        const ask = () => stand.api.send("POST", `/databases/${own.id}/password`, again);
        const asked = performance.now();
        const answer = await ask();
        expect(answer.status, JSON.stringify(answer.body)).to.equal(200);
        const password = String(answer.body["password"]);
        await story.inStep(`/databases/${own.id}`);
        expect((await held).code).to.not.equal(0);
        expect(performance.now() - asked).to.be.below(2_000);
        expect((await sql(stand.status, own, "SELECT 1")).code, "the old one").to.not.equal(0);
        const read = await sql(stand.status, { ...own, password }, "SELECT a FROM t");
        expect(read.body.trim()).to.equal("7");
        expect((await ask()).body["password"], "asked again").to.equal(password);
        expect((await sql(stand.status, { ...own, password }, "SELECT 1")).code).to.equal(0);
      });

      it("C97: is given up, and nobody gets in any more", async () => {
        const { id: domainId } = await story.domain();
        const own = await created(domainId);
        expect((await stand.api.remove(`/databases/${own.id}`)).status).to.equal(204);
        await eventually(async () => {
          expect((await sql(stand.status, own, "SELECT 1")).code).to.not.equal(0);
        }, soon);
      });
    });
  }

  it("S46: takes no name that a server could read as something else", async () => {
    const { id } = await story.domain();
    const long = "a".repeat(65);
    for (const name of [
      "a`;DROP",
      "%",
      "_",
      "mysql",
      "postgres",
      "pg_x",
      long,
      "lоja",
      "a-b",
      "A",
    ]) {
      const asked = { engine: "mariadb", name };
      const { status } = await stand.api.post(`/domains/${id}/databases`, asked);
      expect(status, name).to.equal(400);
    }
  });

  it("S46: an underscore in a name opens no other database", async () => {
    const { id } = await story.domain();
    const end = mark();
    const made = async (name: string) => {
      const answer = await stand.api.made(`/domains/${id}/databases`, { engine: "mariadb", name });
      await story.inStep(`/databases/${answer.id}`);
      return { ...(answer as unknown as Account), engine: "mariadb" as const };
    };
    const [first, second] = [await made(`a_${end}`), await made(`ab${end}`)];
    expect(
      (await sql(stand.status, { ...first, name: second.name }, "SELECT 1")).code,
    ).to.not.equal(0);
  });

  it("S56: no password stands in any process's arguments while databases are made, locked and read", async () => {
    const { id, subscriptionId } = await story.domain();
    const secrets = stringsIn(
      JSON.parse(readFileSync(join(stand.home, "secrets/torre.json"), "utf8")),
    );
    let listed = "";
    let isLooking = true;
    const looking = (async () => {
      while (isLooking) listed += await argumentsOfAll();
    })();
    for (const engine of ["mariadb", "postgresql"] as const) {
      const made = await stand.api.made(`/domains/${id}/databases`, { engine, name: `d${mark()}` });
      await story.inStep(`/databases/${made.id}`);
      expect((await stand.api.post(`/databases/${made.id}/compare`, {})).status).to.equal(200);
      secrets.push((made as unknown as Account).password);
    }
    expect((await story.operate(subscriptionId, "suspend"))?.["state"]).to.equal("applied");
    isLooking = false;
    await looking;
    expect(listed).to.contain("mariadbd");
    expect(secrets).to.have.length.above(10);
    for (const [, secret] of listed.matchAll(/:\/\/[^:@\s]+:([^@\s]+)@/g))
      expect(secret, "an argument with a password").to.equal(undefined);
    for (const [at, secret] of secrets.entries())
      expect(listed.includes(secret), `secret ${at} is an argument`).to.equal(false);
  });
});

async function argumentsOfAll(): Promise<string> {
  const listed = spawn("ps", ["-eo", "args", "ww"], { stdio: ["ignore", "pipe", "ignore"] });
  let text = "";
  listed.stdout.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
  await once(listed, "close");
  return text;
}

/** Everything that is secret in a file of secrets; what is shorter than a password is none. */
function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return value.length >= 12 ? [value] : [];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}

function sessions(engine: "mariadb" | "postgresql"): string {
  return engine === "mariadb"
    ? "SELECT COUNT(*) FROM information_schema.processlist"
    : "SELECT COUNT(*) FROM pg_stat_activity WHERE usename = current_user";
}
