import { once } from "node:events";
import { readdirSync } from "node:fs";
import { connect, type Socket } from "node:net";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { acctStatus, packetCode } from "../src/protocol/codes.ts";
import { type AccessServer, openAccessServer } from "./support/access-server.ts";
import { type ServiceProcess, serviceProcess } from "./support/service-process.ts";
import { nasSecret, type Stand, startStand } from "./support/stand.ts";

const handles = 128;

describe("a process that has no file handles left", function () {
  this.timeout(60_000);
  let stand: Stand;
  let service: ServiceProcess;
  let nas: AccessServer;
  const visitors: Socket[] = [];

  before(async () => {
    stand = await startStand();
    service = await serviceProcess(stand);
    const { authPort, acctPort } = service;
    nas = await openAccessServer({ authPort, acctPort, secret: nasSecret, waitMs: 1_000 });
  });
  after(async () => {
    for (const visitor of visitors) visitor.destroy();
    nas.close();
    await stand.stop();
  });

  it("R48: lets in and accounts as before, turns visitors away, and hears them again when there are some", async () => {
    const { subscriptionId, username, password } = await stand.reserve();
    const decision = { subscriptionId, service: "on", version: 1n, kind: "register" };
    await stand.decide("registered", decision);
    const limited = ["sh", "-c", `ulimit -n ${handles} && exec "$@"`, "sh"];
    const running = service.start({}, limited);
    await service.ready();
    const isLetIn = async () =>
      expect((await nas.access(username, password))?.code).to.equal(packetCode.accessAccept);
    await eventually(isLetIn);

    for (let count = 0; count < handles; count += 1) {
      const visitor = connect({ host: "127.0.0.1", port: service.metricsPort });
      visitor.on("error", () => undefined).resume();
      visitors.push(visitor);
      await Promise.race([once(visitor, "connect"), once(visitor, "close")]);
    }
    await eventually(() =>
      expect(readdirSync(`/proc/${running.pid}/fd`).length).to.be.at.least(handles - 2),
    );
    await isLetIn();
    const start = await nas.account(acctStatus.start, [
      { name: "User-Name", value: username },
      { name: "Acct-Session-Id", value: "handles" },
    ]);
    expect(start?.code).to.equal(packetCode.accountingResponse);
    await eventually(() => expect(visitors.filter(({ closed }) => closed)).to.have.length.above(0));

    for (const visitor of visitors) visitor.destroy();
    await service.ready();
    await isLetIn();
    running.signal("SIGTERM");
    await running.ended;
  });
});
