import { createSchema, eventually, startMariadb, type TestMariadb } from "@isp/testing";
import { expect } from "chai";
import { after, afterEach, before, describe, it } from "mocha";
import { packetCode } from "../src/protocol/codes.ts";
import { type AccessServer, openAccessServer } from "./support/access-server.ts";
import { expectAccountedFor } from "./support/account-for.ts";
import { type ServiceProcess, serviceProcess } from "./support/service-process.ts";
import { nasSecret, type Reserved, type Stand, startStand } from "./support/stand.ts";
import { startTraffic, type Traffic } from "./support/traffic.ts";

/** What 100,000 subscribers who are online report in ten minutes, each of them once. */
const reports = 95_000;
const frozenMs = 60_000;

describe("a long outage of the database under load", function () {
  this.timeout(400_000);
  let mariadb: TestMariadb;
  let stand: Stand;
  let service: ServiceProcess;
  let nas: AccessServer;
  let login: Reserved;

  before(async () => {
    mariadb = await startMariadb();
    const { url } = await createSchema(mariadb.url);
    stand = await startStand({}, url);
    service = await serviceProcess(stand);
    const { authPort, acctPort } = service;
    nas = await openAccessServer({ authPort, acctPort, secret: nasSecret, waitMs: 1_000 });
    login = await stand.reserve();
    const { subscriptionId } = login;
    const decision = { subscriptionId, service: "on", version: 1n, kind: "register" };
    await stand.decide("registered", decision);
  });
  afterEach(() => mariadb.thaw());
  after(async () => {
    nas.close();
    await stand.stop();
    await mariadb.stop();
  });

  const authenticate = async () => (await nas.access(login.username, login.password))?.code;
  const load = (prefix: string, width: number): Promise<Traffic> => {
    const { acctPort: port } = service;
    return startTraffic({ port, secret: nasSecret, prefix, lines: 1_000, width });
  };

  /** Asks for a login again and again until that is over; nobody waits for an answer longer than a second. */
  async function letsIn(until: Promise<unknown>): Promise<number> {
    let isOver = false;
    void until.then(() => (isOver = true));
    let asked = 0;
    for (; !isOver; asked += 1)
      expect(await authenticate(), `answer ${asked}`).to.equal(packetCode.accessAccept);
    return asked;
  }

  async function started() {
    const running = service.start();
    await service.ready();
    await eventually(async () => expect(await authenticate()).to.equal(packetCode.accessAccept));
    return running;
  }

  /** Within the two minutes of R6, and then packet by packet. */
  async function settles(traffic: Traffic): Promise<void> {
    await eventually(
      async () => expect(await service.metric("isp_radius_spool_records")).to.equal(0),
      { withinMs: 120_000, everyMs: 100 },
    );
    await traffic.stop();
    await eventually(async () =>
      expect(await service.metric("isp_radius_spool_records")).to.equal(0),
    );
    await expectAccountedFor(stand.radius.context.db, traffic);
  }

  it(`R6: takes what 100,000 subscribers report in ten minutes without it (${reports} packets, faster)`, async () => {
    const running = await started();
    const traffic = await load("away", 64);
    await traffic.more(1_000);
    await mariadb.kill();
    const asked = await letsIn(traffic.more(reports));
    expect(asked).to.be.greaterThan(100);
    expect(await service.metric("isp_radius_spool_records")).to.be.greaterThan(reports * 0.9);
    await mariadb.start();
    await settles(traffic);
    running.signal("SIGTERM");
    await running.ended;
  });

  it("R7: takes everything while it is frozen for a minute, and is alive, though not ready", async () => {
    const running = await started();
    const traffic = await load("ice", 4);
    await traffic.more(1_000);
    const frozenAt = performance.now();
    mariadb.freeze();
    // A minute of load by the clock, since it is timeouts that are to be outlived here.
    const minute = eventually(
      () => expect(performance.now() - frozenAt).to.be.greaterThan(frozenMs),
      { withinMs: frozenMs * 2, everyMs: 500 },
    );
    await letsIn(minute);
    expect(await service.probe("healthz"), "alive").to.equal(200);
    expect(await service.probe("readyz"), "not ready").to.equal(503);
    mariadb.thaw();
    await service.ready();
    await settles(traffic);
    running.signal("SIGTERM");
    await running.ended;
  });
});
