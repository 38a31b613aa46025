import { createSchema, eventually, startMariadb, type TestMariadb } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { expectAccountedFor } from "./support/account-for.ts";
import { nasSecret, type Stand, startStand } from "./support/stand.ts";
import { startTraffic, type Traffic } from "./support/traffic.ts";

describe("accounting while the database is away", function () {
  this.timeout(120_000);
  let mariadb: TestMariadb;
  let stand: Stand;

  before(async () => {
    mariadb = await startMariadb();
    const { url } = await createSchema(mariadb.url);
    stand = await startStand({}, url);
    await eventually(async () => expect(await stand.nas.access("nobody", "x")).to.be.an("object"));
  });
  after(async () => {
    mariadb.thaw();
    await stand.stop();
    await mariadb.stop();
  });

  const load = (prefix: string): Promise<Traffic> =>
    startTraffic({
      port: stand.radius.acctPort,
      secret: nasSecret,
      prefix,
      lines: 300,
      width: 24,
    });

  async function metric(name: string): Promise<number> {
    const answer = await fetch(`http://127.0.0.1:${stand.radius.metricsPort}/metrics`);
    const [, value] = new RegExp(`^${name}(?:{.*})? (\\S+)$`, "m").exec(await answer.text()) ?? [];
    return Number(value);
  }

  const drained = () =>
    eventually(async () => expect(await metric("isp_radius_spool_records")).to.equal(0), {
      withinMs: 30_000,
    });
  const moreThan = (traffic: Traffic, count: number) =>
    eventually(() => expect(traffic.acknowledged()).to.be.greaterThan(count), { withinMs: 20_000 });

  /** Under load throughout: before, while the database is away, and after it is back. */
  async function outage(
    prefix: string,
    away: () => unknown,
    back: () => unknown,
  ): Promise<Traffic> {
    const traffic = await load(prefix);
    await moreThan(traffic, 500);
    await away();
    await moreThan(traffic, traffic.acknowledged() + 2_000);
    expect(await metric("isp_radius_spool_records")).to.be.greaterThan(1_000);
    await back();
    await moreThan(traffic, traffic.acknowledged() + 500);
    await traffic.stop();
    await drained();
    return traffic;
  }

  it("acknowledges from the spool while MariaDB is killed, and brings every packet into its row", async () => {
    const traffic = await outage("killed", mariadb.kill, mariadb.start);
    await expectAccountedFor(stand.radius.context.db, traffic);
    expect(await metric("isp_radius_spool_bytes")).to.equal(0);
  });

  it("acknowledges from the spool while MariaDB is frozen, and brings every packet into its row", async () => {
    const traffic = await outage("frozen", mariadb.freeze, mariadb.thaw);
    await expectAccountedFor(stand.radius.context.db, traffic);
  });
});
