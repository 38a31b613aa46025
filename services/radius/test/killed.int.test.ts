import { randomInt } from "node:crypto";
import { createSchema, eventually, startMariadb, type TestMariadb } from "@isp/testing";
import { expect } from "chai";
import { after, afterEach, before, describe, it } from "mocha";
import { type AccessServer, openAccessServer } from "./support/access-server.ts";
import { expectAccountedFor } from "./support/account-for.ts";
import { type ServiceProcess, serviceProcess } from "./support/service-process.ts";
import { nasSecret, type Stand, startStand } from "./support/stand.ts";
import { startTraffic } from "./support/traffic.ts";

describe("accounting of a process that dies", function () {
  this.timeout(240_000);
  let mariadb: TestMariadb;
  let stand: Stand;
  let service: ServiceProcess;
  let nas: AccessServer;

  before(async () => {
    mariadb = await startMariadb();
    const { url } = await createSchema(mariadb.url);
    stand = await startStand({}, url);
    service = await serviceProcess(stand);
    const { authPort, acctPort } = service;
    nas = await openAccessServer({ authPort, acctPort, secret: nasSecret, waitMs: 4_000 });
  });
  afterEach(() => mariadb.thaw());
  after(async () => {
    nas.close();
    await stand.stop();
    await mariadb.stop();
  });

  const drained = () =>
    eventually(async () => expect(await service.metric("isp_radius_spool_records")).to.equal(0), {
      withinMs: 30_000,
    });

  const counters = (username: string, seconds: number) =>
    [
      { name: "User-Name", value: username },
      { name: "Acct-Session-Id", value: "f1" },
      { name: "Acct-Session-Time", value: seconds },
    ] as const;
  const secondsOf = (username: string) =>
    stand.radius.context.db.query<{ session_seconds: string }[]>(
      "SELECT session_seconds FROM live_sessions WHERE username = ?",
      [username],
    );

  it("has one row of a packet that was spooled but not acknowledged, and is sent again", async () => {
    const dying = service.start({ FAILPOINTS: "radius.accounting_spooled=exit" });
    await service.ready();
    mariadb.freeze();
    const request = nas.accountingRequest(3, counters("spooled", 60));
    expect(await nas.raw("acct", request), "no acknowledgement").to.equal(undefined);
    await dying.ended;
    mariadb.thaw();
    const risen = service.start();
    await service.ready();
    expect((await nas.raw("acct", request))?.code).to.equal(5);
    await drained();
    expect(await secondsOf("spooled")).to.deep.equal([{ session_seconds: "60" }]);
    risen.signal("SIGTERM");
    await risen.ended;
  });

  it("has the same rows when it dies after they were drained and before the file was removed", async () => {
    const dying = service.start({ FAILPOINTS: "radius.spool_drained=exit" });
    await service.ready();
    mariadb.freeze();
    for (const seconds of [60, 120, 180])
      expect((await nas.account(3, counters("drained", seconds)))?.code).to.equal(5);
    mariadb.thaw();
    await dying.ended;
    const written = await secondsOf("drained");
    expect(written).to.deep.equal([{ session_seconds: "180" }]);
    const risen = service.start();
    await service.ready();
    await eventually(async () =>
      expect(await service.metric("isp_radius_spool_drained_total")).to.equal(3),
    );
    await drained();
    expect(await secondsOf("drained")).to.deep.equal(written);
    risen.signal("SIGTERM");
    await risen.ended;
  });

  it("loses no acknowledged packet in 20 kills at random moments, the database frozen in half of them", async () => {
    const { acctPort: port } = service;
    const load = { port, secret: nasSecret, prefix: "kill", lines: 200, width: 16 };
    const traffic = await startTraffic(load);
    for (let round = 0; round < 20; round += 1) {
      const process = service.start();
      await traffic.more(50 + randomInt(300));
      // None at all dies while the first batch waits for the database, more while it is spooled.
      if (round % 2 === 1) {
        mariadb.freeze();
        await traffic.more(randomInt(2) * randomInt(500));
      }
      process.signal("SIGKILL");
      await process.ended;
      mariadb.thaw();
    }
    const last = service.start();
    await service.ready();
    await traffic.stop();
    await drained();
    await expectAccountedFor(stand.radius.context.db, traffic);
    last.signal("SIGTERM");
    await last.ended;
  });
});
