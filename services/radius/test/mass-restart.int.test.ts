import { newId } from "@isp/kernel";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { acctStatus, packetCode } from "../src/protocol/codes.ts";
import { type AccessServer, openAccessServer } from "./support/access-server.ts";
import {
  aNas,
  nasSecret,
  operator,
  type Reserved,
  type Stand,
  startStand,
} from "./support/stand.ts";

const accessServers = 3;
/** More than are waited for by what comes after it. */
const perNas = 1_200;
const open = accessServers * perNas;

describe("access servers that all restart at once", function () {
  this.timeout(180_000);
  let stand: Stand;
  let login: Reserved;
  const restarting: AccessServer[] = [];

  before(async () => {
    stand = await startStand();
    const { authPort, acctPort } = stand.radius;
    for (let index = 0; index < accessServers; index += 1) {
      const address = `127.0.41.${index + 1}`;
      const ports = { authPort, acctPort, waitMs: 20_000 };
      const nas = await openAccessServer({ ...ports, secret: nasSecret, address });
      const described = aNas({ name: address, address, coaPort: nas.coaPort });
      const request = { requestId: newId(), nas: described, secret: nasSecret };
      await stand.network.createNas(request, { caller: operator });
      restarting.push(nas);
    }
    login = await stand.reserve();
    const { subscriptionId } = login;
    const decision = { subscriptionId, service: "on", version: 1n, kind: "register" };
    await stand.decide("registered", decision);
    await eventually(async () => expect(await authenticate()).to.equal(packetCode.accessAccept));
    for (const nas of restarting)
      await eventually(async () =>
        expect(await nas.access("nobody", "x", { patienceMs: 200 })).to.be.an("object"),
      );
    await Promise.all(restarting.map(connectAll));
  });
  after(async () => {
    for (const nas of restarting) nas.close();
    await stand.stop();
  });

  const authenticate = async () => {
    const options = { patienceMs: 1_000 };
    return (await stand.nas.access(login.username, login.password, options))?.code;
  };

  async function connectAll(nas: AccessServer, place: number): Promise<void> {
    let next = 0;
    // What begins in the very second of a restart counts as begun after it.
    const begunAt = Math.floor(Date.now() / 1_000) - 60;
    const connect = async () => {
      for (let index = next++; index < perNas; index = next++) {
        const name = `restart-${place}-${index}`;
        const answer = await nas.account(acctStatus.start, [
          { name: "User-Name", value: name },
          { name: "Acct-Session-Id", value: name },
          { name: "Event-Timestamp", value: begunAt },
        ]);
        expect(answer?.code).to.equal(packetCode.accountingResponse);
      }
    };
    await Promise.all(Array.from({ length: 20 }, connect));
  }

  it(`R43: end ${open} sessions, each told once, while nobody waits a second to be let in`, async () => {
    let isOver = false;
    const told = Promise.all(restarting.map((nas) => nas.account(acctStatus.accountingOn, [])));
    void told.finally(() => (isOver = true));
    while (!isOver) expect(await authenticate()).to.equal(packetCode.accessAccept);
    expect((await told).map((answer) => answer?.code)).to.deep.equal(
      restarting.map(() => packetCode.accountingResponse),
    );
    // What would keep others waiting is acknowledged from the spool, and written by and by.
    await eventually(
      async () => {
        const [row] = await stand.radius.context.db.query<{ ended: string }[]>(
          `SELECT COUNT(*) AS ended FROM live_sessions
           WHERE username LIKE 'restart-%' AND ended_at IS NOT NULL`,
        );
        expect(Number(row?.ended)).to.equal(open);
      },
      { withinMs: 60_000, everyMs: 200 },
    );
    await eventually(
      () => {
        const names = stand
          .said("isp.radius.v1.session.stopped")
          .map((fact) => String(fact["username"]))
          .filter((name) => name.startsWith("restart-"));
        expect(names).to.have.length(open);
        expect(new Set(names).size).to.equal(open);
        const restarts = stand.said("isp.radius.v1.nas.restarted");
        expect(restarts.map(({ sessions }) => sessions)).to.deep.equal(
          restarting.map(() => perNas),
        );
      },
      { withinMs: 60_000, everyMs: 200 },
    );
    await eventually(async () => {
      const { metricsPort } = stand.radius;
      const answer = await fetch(`http://127.0.0.1:${metricsPort}/metrics`);
      expect(await answer.text()).to.match(/^isp_radius_spool_records(?:{.*})? 0$/m);
    });
  });
});
