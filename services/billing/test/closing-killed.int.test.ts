import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { openDatabase } from "@isp/db";
import { type Failpoints, noFailpoints } from "@isp/kernel";
import {
  createSchema,
  eventually,
  openTestDatabase,
  startMariadb,
  type TestDatabase,
  type TestMariadb,
} from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { DataSource } from "typeorm";
import { migrations } from "../src/db/migrations/index.ts";
import { booksOf } from "./support/books-of.ts";
import { addPaymentSettings, addUnit, closeUnit, reverseUnit } from "./support/closing-unit.ts";

type Copy = { readonly db: DataSource; readonly url: string; readonly close: () => Promise<void> };

describe("a closing whose processes die", function () {
  this.timeout(180_000);
  let mariadb: TestMariadb;
  let template: TestDatabase;
  let undisturbed: readonly string[];
  let steps: readonly string[];

  before(async () => {
    mariadb = await startMariadb();
    template = await openTestDatabase({ migrations, serverUrl: mariadb.url });
    await addUnit(template.db);
    const copy = await copied();
    steps = await stepsOf((failpoint) => closeUnit(copy.db, failpoint));
    undisturbed = await booksOf(copy.db);
    await copy.close();
  });

  after(async () => {
    await template?.close();
    await mariadb?.stop();
  });

  /** Every failpoint that undisturbed work passes, as often as it passes it. */
  async function stepsOf(work: (failpoint: Failpoints) => Promise<void>): Promise<string[]> {
    const passes = new Map<string, number>();
    const found: string[] = [];
    await work((name) => {
      const pass = (passes.get(name) ?? 0) + 1;
      passes.set(name, pass);
      found.push(`${name}=exit@${pass}`);
    });
    return found;
  }

  /** The same unit once more, in a schema of its own. */
  async function copied(original = template.url): Promise<Copy> {
    const schema = await createSchema(mariadb.url);
    const [from, to] = [original, schema.url].map((url) => new URL(url).pathname.slice(1));
    const tables = await template.db.query<{ name: string }[]>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()",
    );
    for (const { name } of tables) {
      await template.db.query(`CREATE TABLE ${to}.\`${name}\` LIKE ${from}.\`${name}\``);
      await template.db.query(`INSERT INTO ${to}.\`${name}\` SELECT * FROM ${from}.\`${name}\``);
    }
    const db = await openDatabase({ url: schema.url, entities: [] });
    const close = async () => {
      await db.destroy();
      await schema.drop();
    };
    return { db, url: schema.url, close };
  }

  /** Closes the unit, or takes its closing back, by a process of its own; answers how that ended. */
  async function closer(
    url: string,
    failpoint = "",
    what: "close" | "reverse" = "close",
  ): Promise<string> {
    const script = join(import.meta.dirname, "support/closer.ts");
    const args = ["--conditions=isp:source", "--disable-warning=ExperimentalWarning", script];
    const run = spawn(process.execPath, [...args, what, url, failpoint], { stdio: "inherit" });
    const [code, signal] = (await once(run, "exit")) as [number | null, string | null];
    return signal ?? `${code}`;
  }

  /** Rows that are too many, and rows that are missing. */
  function differing(books: readonly string[], wanted = undisturbed): readonly string[] {
    const [now, then] = [new Set(books), new Set(wanted)];
    expect([now.size, then.size]).to.deep.equal([books.length, wanted.length]);
    const onlyIn = (one: Set<string>, other: Set<string>) =>
      [...one].filter((row) => !other.has(row));
    return [...onlyIn(now, then), ...onlyIn(then, now)];
  }

  it("bills who is to be billed, parks who is not, and takes back what was billed too far", () => {
    const count = (table: string, text: string) =>
      undisturbed.filter((row) => row.startsWith(`${table} `) && row.includes(text)).length;
    expect(count("closings", "committed")).to.equal(2);
    expect(count("parked_subscriptions", "closing_2026_06_30")).to.equal(1);
    expect(count("invoice_lines", '"kind":"credit"')).to.be.above(0);
    expect(count("invoice_lines", '"kind":"installment"')).to.be.above(0);
    expect(count("payments", '"source":"credit"')).to.equal(1);
  });

  it("ends row for row as if nobody had died, wherever it is killed (R12, I3, I4)", async () => {
    expect(steps.length).to.be.at.least(14);
    for (const step of steps) {
      const copy = await copied();
      expect(await closer(copy.url, step), step).to.equal("SIGKILL");
      await closeUnit(copy.db, noFailpoints);
      expect(differing(await booksOf(copy.db)), step).to.deep.equal([]);
      await copy.close();
    }
  });

  it("leaves no invoice without its slip and letter, and no bank number out, wherever it is killed", async () => {
    const withSlips = await copied();
    await addPaymentSettings(withSlips.db);
    const undisturbedCopy = await copied(withSlips.url);
    const wherever = await stepsOf((failpoint) => closeUnit(undisturbedCopy.db, failpoint));
    const wanted = await booksOf(undisturbedCopy.db);
    const count = (table: string) => wanted.filter((row) => row.startsWith(`${table} `)).length;
    expect([count("payment_slips"), count("invoice_letters")]).to.deep.equal([10, 10]);
    for (const step of wherever.filter((name) => !name.includes("propos"))) {
      const copy = await copied(withSlips.url);
      expect(await closer(copy.url, step), step).to.equal("SIGKILL");
      await closeUnit(copy.db, noFailpoints);
      expect(differing(await booksOf(copy.db), wanted), step).to.deep.equal([]);
      await copy.close();
    }
    await undisturbedCopy.close();
    await withSlips.close();
  });

  it("is taken back row for row as if nobody had died, wherever that is killed", async () => {
    const closed = await copied();
    await closeUnit(closed.db, noFailpoints);
    const undisturbedCopy = await copied(closed.url);
    const wherever = await stepsOf((failpoint) => reverseUnit(undisturbedCopy.db, failpoint));
    const takenBack = await booksOf(undisturbedCopy.db);
    expect(wherever.length).to.be.at.least(6);
    for (const step of wherever) {
      const copy = await copied(closed.url);
      expect(await closer(copy.url, step, "reverse"), step).to.equal("SIGKILL");
      await reverseUnit(copy.db, noFailpoints);
      expect(differing(await booksOf(copy.db), takenBack), step).to.deep.equal([]);
      await copy.close();
    }
    await undisturbedCopy.close();
    await closed.close();
  });

  it("ends the same when two processes close it at the same time (R13)", async () => {
    const copy = await copied();
    const ends = await Promise.all([closer(copy.url), closer(copy.url)]);
    expect(ends).to.deep.equal(["0", "0"]);
    expect(differing(await booksOf(copy.db))).to.deep.equal([]);
    await copy.close();
  });

  it("ends the same when the database is killed at 10, 50 and 90 % of it (R11)", async () => {
    for (const share of [0.1, 0.5, 0.9]) {
      const copy = await copied();
      let left = Math.floor(steps.length * share);
      const restarts: Promise<unknown>[] = [];
      const closed = () =>
        closeUnit(copy.db, () => {
          left -= 1;
          if (left < 0 && restarts.length === 0) restarts.push(mariadb.kill().then(mariadb.start));
        });
      await eventually(closed, { withinMs: 60_000, everyMs: 100 });
      expect(restarts, `killed at ${share}`).to.have.length(1);
      await Promise.all(restarts);
      expect(differing(await booksOf(copy.db)), `${share}`).to.deep.equal([]);
      await copy.close();
    }
  });

  it("ends the same when the database is killed on the way (R11)", async () => {
    const copy = await copied();
    const deadly = new Set(["billing.lines_proposed", "billing.invoices_issued"]);
    let restarted = Promise.resolve();
    const closed = () =>
      closeUnit(copy.db, (name) => {
        if (!deadly.delete(name)) return;
        restarted = mariadb.kill().then(mariadb.start);
      });
    await eventually(closed, { withinMs: 60_000, everyMs: 100 });
    await restarted;
    expect([...deadly]).to.deep.equal([]);
    expect(differing(await booksOf(copy.db))).to.deep.equal([]);
    await copy.close();
  });
});
