import { createSchema, eventually, startMariadb, type TestMariadb } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { type AccessServer, openAccessServer } from "./support/access-server.ts";
import { expectAccountedFor } from "./support/account-for.ts";
import { smallDisk } from "./support/own-disk.ts";
import { type ServiceProcess, serviceProcess } from "./support/service-process.ts";
import { nasSecret, type Stand, startStand } from "./support/stand.ts";
import { startTraffic } from "./support/traffic.ts";

describe("accounting while the database is away and the disk of the spool is full", function () {
  this.timeout(120_000);
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
    nas = await openAccessServer({ authPort, acctPort, secret: nasSecret, waitMs: 1_000 });
  });
  after(async () => {
    nas.close();
    await stand.stop();
    await mariadb.stop();
  });

  it("R9: acknowledges nothing more, authenticates on, and has all that it acknowledged once the database is back", async () => {
    const running = service.start({}, smallDisk(service.spool, "256k"));
    await service.ready();
    expect(await service.metric("isp_radius_spool_disk_ratio")).to.be.lessThan(0.1);
    await mariadb.kill();
    const traffic = await startTraffic({
      port: service.acctPort,
      secret: nasSecret,
      prefix: "full",
      lines: 100,
      width: 8,
    });
    await eventually(
      async () => expect(await service.metric("isp_radius_spool_disk_ratio")).to.be.above(0.95),
      { withinMs: 20_000 },
    );
    const request = nas.accountingRequest(3, [
      { name: "User-Name", value: "nobody" },
      { name: "Acct-Session-Id", value: "full" },
      { name: "Called-Station-Id", value: "x".repeat(250) },
      { name: "NAS-Port-Id", value: "x".repeat(250) },
    ]);
    await eventually(async () => expect(await nas.raw("acct", request)).to.equal(undefined), {
      withinMs: 20_000,
    });
    expect((await nas.access("nobody", "x"))?.code, "authentication goes on").to.equal(3);
    await traffic.stop();
    expect(traffic.acknowledged()).to.be.greaterThan(500);
    await mariadb.start();
    await eventually(
      async () => expect(await service.metric("isp_radius_spool_records")).to.equal(0),
      { withinMs: 30_000 },
    );
    expect((await nas.raw("acct", request))?.code, "acknowledged again").to.equal(5);
    await expectAccountedFor(stand.radius.context.db, traffic);
    running.signal("SIGTERM");
    await running.ended;
  });
});
