import { openDatabase } from "@isp/db";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import type { DataSource } from "typeorm";
import { type Stamp, touchedRows } from "../src/model/touched.ts";
import { type Stand, startStand } from "./support/stand.ts";

describe("the rows that were touched lately", () => {
  let stand: Stand;
  let db: DataSource;
  before(async function () {
    this.timeout(60_000);
    stand = await startStand();
    db = await openDatabase({ url: stand.config.RADIUS_DATABASE_URL, entities: [] });
  });
  after(async function () {
    this.timeout(20_000);
    await db.destroy();
    await stand.stop();
  });

  const minuteAgo = () => new Date(Date.now() - 60_000);
  const reader = (isNew: (stamp: Stamp) => boolean = () => true) =>
    touchedRows(db, { table: "logins", columns: "id, version", isNew });

  async function named(touched: ReturnType<typeof reader>): Promise<string[]> {
    const found: string[] = [];
    for await (const ids of touched(minuteAgo())) found.push(...ids);
    return found;
  }

  it("are named once, however often their window is read", async () => {
    const { loginId } = await stand.reserve();
    const touched = reader();
    expect(await named(touched)).to.include(loginId);
    expect(await named(touched)).to.deep.equal([]);
  });

  it("are named when they are committed long after they were touched", async () => {
    const { loginId } = await stand.reserve();
    const { loginId: neighbour } = await stand.reserve();
    const touched = reader();
    await named(touched);
    const slow = db.createQueryRunner();
    await slow.startTransaction();
    await slow.query(
      `UPDATE logins SET version = version + 1,
         touched_at = UTC_TIMESTAMP(3) - INTERVAL 30 SECOND WHERE id = ?`,
      [loginId],
    );
    // Meanwhile another row of the same second comes and is read.
    await db.query(
      "UPDATE logins SET touched_at = UTC_TIMESTAMP(3) - INTERVAL 30 SECOND WHERE id = ?",
      [neighbour],
    );
    expect(await named(touched)).to.include(neighbour);
    await slow.commitTransaction();
    await slow.release();
    expect(await named(touched)).to.include(loginId);
  });

  it("are named though an even number of them got the same next version within one second", async () => {
    const pair = [await stand.reserve(), await stand.reserve()].map(({ loginId }) => loginId);
    const touch = (version: number) =>
      db.query("UPDATE logins SET version = ?, touched_at = ? WHERE id IN (?)", [
        version,
        halfAMinuteAgo,
        pair,
      ]);
    const halfAMinuteAgo = new Date(Date.now() - 30_000);
    const touched = reader();
    await touch(1);
    expect(await named(touched)).to.include.members(pair);
    await touch(2);
    expect(await named(touched)).to.include.members(pair);
  });

  it("are named again when taking them failed", async () => {
    const { loginId } = await stand.reserve();
    const touched = reader();
    for await (const ids of touched(minuteAgo())) if (ids.length > 0) break;
    expect(await named(touched)).to.include(loginId);
  });
});
