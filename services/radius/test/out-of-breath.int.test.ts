import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { eventually, type OwnProcess } from "@isp/testing";
import { expect } from "chai";
import { after, afterEach, before, beforeEach, describe, it } from "mocha";
import { packetCode } from "../src/protocol/codes.ts";
import { type AccessServer, openAccessServer } from "./support/access-server.ts";
import { expectAccountedFor } from "./support/account-for.ts";
import { type ServiceProcess, serviceProcess } from "./support/service-process.ts";
import { nasSecret, type Reserved, type Stand, startStand } from "./support/stand.ts";
import { startTraffic, type Traffic } from "./support/traffic.ts";

const stallMs = 2_000;

describe("a radius process that runs out of memory or of time", function () {
  this.timeout(120_000);
  let stand: Stand;
  let service: ServiceProcess;
  let nas: AccessServer;
  let login: Reserved;
  let running: OwnProcess;
  let traffic: Traffic;

  before(async () => {
    stand = await startStand();
    service = await serviceProcess(stand);
    const { authPort, acctPort } = service;
    nas = await openAccessServer({ authPort, acctPort, secret: nasSecret, waitMs: stallMs * 2 });
    login = await stand.reserve();
    const { subscriptionId } = login;
    const decision = { subscriptionId, service: "on", version: 1n, kind: "register" };
    await stand.decide("registered", decision);
  });
  beforeEach(async function () {
    running = service.start();
    await service.ready();
    const prefix = `${this.currentTest?.title.slice(0, 3)}`;
    traffic = await startTraffic({
      port: service.acctPort,
      secret: nasSecret,
      prefix,
      lines: 50,
      width: 16,
    });
    await traffic.more(500);
  });
  afterEach(async () => {
    await traffic.stop();
    running.signal("SIGTERM");
    await running.ended;
  });
  after(async () => {
    nas.close();
    await stand.stop();
  });

  /** What could not be written at once is in the spool for a moment. */
  async function settles(): Promise<void> {
    await traffic.more(500);
    await traffic.stop();
    await eventually(async () =>
      expect(await service.metric("isp_radius_spool_records")).to.equal(0),
    );
    await expectAccountedFor(stand.radius.context.db, traffic);
  }

  const authenticate = async () => (await nas.access(login.username, login.password))?.code;

  it("R47: dies where the system gives it no more memory, and nothing acknowledged is lost", async () => {
    // Not a byte more than it has: its next allocation from the system fails.
    const size = /^VmSize:\s+(\d+) kB/m.exec(
      readFileSync(`/proc/${running.pid}/status`, "utf8"),
    )?.[1];
    execFileSync("prlimit", [`--pid=${running.pid}`, `--as=${Number(size) * 1_024}`]);
    await running.ended;
    running = service.start();
    await service.ready();
    await settles();
    await eventually(async () => expect(await authenticate()).to.equal(packetCode.accessAccept));
  });

  it("R49: answers, after two seconds in which it did nothing, all that came meanwhile", async () => {
    await eventually(async () => expect(await authenticate()).to.equal(packetCode.accessAccept));
    running.signal("SIGSTOP");
    const waiting = authenticate();
    const stalledAt = performance.now();
    await eventually(() => expect(performance.now() - stalledAt).to.be.above(stallMs), {
      withinMs: stallMs * 2,
    });
    running.signal("SIGCONT");
    expect(await waiting, "asked while it stood still").to.equal(packetCode.accessAccept);
    await settles();
  });
});
