import { createSchema, eventually, startMariadb, type TestMariadb } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { type AccessServer, openAccessServer } from "./support/access-server.ts";
import { expectAccountedFor } from "./support/account-for.ts";
import { type ServiceProcess, serviceProcess } from "./support/service-process.ts";
import { nasSecret, type Stand, startStand } from "./support/stand.ts";
import { startTraffic } from "./support/traffic.ts";

describe("accounting while the disk of the database is full", function () {
  this.timeout(180_000);
  let mariadb: TestMariadb;
  let stand: Stand;
  let service: ServiceProcess;
  let nas: AccessServer;

  before(async () => {
    mariadb = await startMariadb({ diskMb: 400 });
    const { url } = await createSchema(mariadb.url);
    stand = await startStand({}, url);
    service = await serviceProcess(stand);
    const { authPort, acctPort } = service;
    nas = await openAccessServer({ authPort, acctPort, secret: nasSecret, waitMs: 1_000 });
  });
  after(async () => {
    nas.close();
    await stand.stop();
    await mariadb.stop();
  });

  it("R8: goes to the spool, as its metric shows, and into the database, whole, once there is room", async () => {
    const running = service.start();
    await service.ready();
    const traffic = await startTraffic({
      port: service.acctPort,
      secret: nasSecret,
      prefix: "room",
      lines: 100,
      width: 16,
    });
    await traffic.more(500);
    const release = await mariadb.fillDisk();
    const spooled = () => service.metric("isp_radius_spool_records");
    await eventually(async () => expect(await spooled()).to.be.above(1_000), {
      withinMs: 60_000,
      everyMs: 100,
    });
    expect(await service.metric("isp_radius_spool_parked_total"), "nothing is given up").to.equal(
      0,
    );
    expect((await nas.access("nobody", "x"))?.code, "authentication goes on").to.equal(3);
    await traffic.more(500);
    await release();
    await eventually(async () => expect(await spooled()).to.equal(0), {
      withinMs: 90_000,
      everyMs: 100,
    });
    await traffic.stop();
    await eventually(async () => expect(await spooled()).to.equal(0));
    expect(await service.metric("isp_radius_spool_parked_total"), "nor put aside").to.equal(0);
    await expectAccountedFor(stand.radius.context.db, traffic);
    running.signal("SIGTERM");
    await running.ended;
  });
});
