import { createSchema, eventually, startMariadb, type TestMariadb } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { packetCode } from "../src/protocol/codes.ts";
import { type AccessServer, openAccessServer } from "./support/access-server.ts";
import { expectAccountedFor } from "./support/account-for.ts";
import { blockDisk, canFreeze, freeze } from "./support/own-disk.ts";
import { type ServiceProcess, serviceProcess } from "./support/service-process.ts";
import { nasSecret, type Stand, startStand } from "./support/stand.ts";
import { startTraffic } from "./support/traffic.ts";

const logins = 100;

describe("accounting while the database is away and the disk of the spool hangs", function () {
  this.timeout(120_000);
  let mariadb: TestMariadb;
  let stand: Stand;
  let service: ServiceProcess;
  let nas: AccessServer;
  let thaw: (() => Promise<void>) | undefined;

  before(async () => {
    mariadb = await startMariadb();
    const { url } = await createSchema(mariadb.url);
    stand = await startStand({}, url);
    service = await serviceProcess(stand);
    const { authPort, acctPort } = service;
    nas = await openAccessServer({ authPort, acctPort, secret: nasSecret, waitMs: 1_000 });
  });
  after(async () => {
    await thaw?.();
    nas.close();
    await stand.stop();
    await mariadb.stop();
  });

  async function aLogin() {
    const reserved = await stand.reserve();
    const { subscriptionId } = reserved;
    const decision = { subscriptionId, service: "on", version: 1n, kind: "register" };
    await stand.decide("registered", decision);
    return reserved;
  }

  it("R10: is not acknowledged, authentication goes on, and nothing is lost when the disk is back", async function () {
    if (!canFreeze(service.spool)) this.skip();
    const { username, password } = await aLogin();
    const authenticate = () => nas.access(username, password);
    const running = service.start({}, blockDisk(service.spool));
    await service.ready();
    await eventually(async () =>
      expect((await authenticate())?.code).to.equal(packetCode.accessAccept),
    );
    await mariadb.kill();
    const { acctPort: port } = service;
    const load = { port, secret: nasSecret, prefix: "hung", lines: 100, width: 8 };
    const traffic = await startTraffic(load);
    await traffic.more(500);

    thaw = await freeze(running.pid, service.spool);
    // What was on the disk before may still be acknowledged meanwhile.
    expect((await authenticate())?.code).to.equal(packetCode.accessAccept);
    const known = traffic.acknowledged();
    const request = nas.accountingRequest(3, [
      { name: "User-Name", value: "nobody" },
      { name: "Acct-Session-Id", value: "hung" },
    ]);
    expect(await nas.raw("acct", request), "no acknowledgement").to.equal(undefined);
    for (let login = 0; login < logins; login += 1)
      expect((await authenticate())?.code, "within a second").to.equal(packetCode.accessAccept);
    expect(traffic.acknowledged()).to.equal(known);

    await thaw();
    thaw = undefined;
    await traffic.more(500);
    await traffic.stop();
    await mariadb.start();
    await eventually(
      async () => expect(await service.metric("isp_radius_spool_records")).to.equal(0),
      { withinMs: 30_000 },
    );
    await expectAccountedFor(stand.radius.context.db, traffic);
    running.signal("SIGTERM");
    await running.ended;
  });
});
