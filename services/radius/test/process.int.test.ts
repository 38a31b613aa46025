import { join } from "node:path";
import { eventually, freePort, type OwnProcess, startProcess, temporaryFolder } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { type AccessServer, openAccessServer } from "./support/access-server.ts";
import { nasSecret, operator, type Stand, startStand } from "./support/stand.ts";

const main = join(import.meta.dirname, "../src/main.ts");

describe("radius as a process", function () {
  this.timeout(60_000);
  let stand: Stand;
  let ports: { grpc: number; metrics: number; auth: number; acct: number };
  let nas: AccessServer;
  const spool = temporaryFolder("spool");

  before(async () => {
    stand = await startStand();
    const [grpc, metrics, auth, acct] = await Promise.all([1, 2, 3, 4].map(() => freePort()));
    ports = { grpc: grpc!, metrics: metrics!, auth: auth!, acct: acct! };
    nas = await openAccessServer({
      authPort: ports.auth,
      acctPort: ports.acct,
      secret: nasSecret,
      waitMs: 500,
    });
  });
  after(async () => {
    nas.close();
    await stand.stop();
  });

  function start(extra: Record<string, string> = {}): OwnProcess {
    const env = {
      ...Object.fromEntries(
        Object.entries(stand.config).map(([name, value]) => [name, String(value)]),
      ),
      PATH: process.env["PATH"],
      RADIUS_GRPC_PORT: String(ports.grpc),
      RADIUS_METRICS_PORT: String(ports.metrics),
      RADIUS_AUTH_PORT: String(ports.auth),
      RADIUS_ACCT_PORT: String(ports.acct),
      RADIUS_SPOOL_DIR: spool,
      ...extra,
    };
    return startProcess(process.execPath, ["--conditions=isp:source", main], { env });
  }

  const ready = () =>
    eventually(
      async () => {
        const answer = await fetch(`http://127.0.0.1:${ports.metrics}/readyz`);
        expect(answer.status).to.equal(200);
      },
      { withinMs: 20_000, everyMs: 50 },
    );

  it("loses nothing when it dies between the commit and the acknowledgement", async () => {
    const username = "morre.no.meio";
    const request = nas.accountingRequest(1, [
      { name: "User-Name", value: username },
      { name: "Acct-Session-Id", value: "k9" },
    ]);
    const dying = start({ FAILPOINTS: "radius.accounting_committed=exit" });
    await ready();
    expect(await nas.raw("acct", request), "no acknowledgement").to.equal(undefined);
    await dying.ended;

    const risen = start();
    await ready();
    expect((await nas.raw("acct", request))?.code).to.equal(5);
    const asked = { login: username, ip: "", at: undefined, routingPointId: "", openOnly: false };
    const { sessions } = await stand.sessions.listSessions(
      { ...asked, pageSize: 0, pageToken: "" },
      { caller: operator },
    );
    expect(sessions).to.have.length(1);
    await eventually(() => {
      const told = stand
        .said("isp.radius.v1.session.started")
        .filter((fact) => fact["username"] === username);
      expect(new Set(told.map((fact) => fact["sessionId"])).size).to.equal(1);
    });
    risen.signal("SIGTERM");
    await risen.ended;
  });

  it("drains and ends when it is told to stop", async () => {
    const running = start();
    await ready();
    const from = performance.now();
    running.signal("SIGTERM");
    await running.ended;
    expect(performance.now() - from).to.be.lessThan(10_000);
  });
});
