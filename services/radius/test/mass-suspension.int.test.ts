import { newId } from "@isp/kernel";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { sharedSecret } from "../src/protocol/authenticator.ts";
import { acctStatus, packetCode } from "../src/protocol/codes.ts";
import { type AccessServer, openAccessServer } from "./support/access-server.ts";
import { openSlowNas, type SlowNas } from "./support/slow-nas.ts";
import { aNas, nasSecret, operator, type Stand, startStand } from "./support/stand.ts";

const accessServers = 4;
const perNas = 300;
const suspended = accessServers * perNas;
const takesPerSecond = 20;
/** What is sent to one access server, not counting repetitions. */
const mostPerSecond = 50;
const attempts = 3;

type Line = { readonly id: string; readonly subscriptionId: string; readonly name: string };

describe("the suspension of many who are online", function () {
  this.timeout(240_000);
  let stand: Stand;
  const slow: SlowNas[] = [];
  const clients: AccessServer[] = [];
  const lines: Line[] = [];

  before(async () => {
    stand = await startStand();
    const { authPort, acctPort } = stand.radius;
    const key = sharedSecret(Buffer.from(nasSecret));
    for (let index = 0; index < accessServers; index += 1) {
      const address = `127.0.40.${index + 1}`;
      const nas = await openSlowNas(address, key, takesPerSecond);
      slow.push(nas);
      const ports = { authPort, acctPort, waitMs: 10_000 };
      clients.push(await openAccessServer({ ...ports, secret: nasSecret, address }));
      const described = aNas({ name: address, address, coaPort: nas.coaPort });
      const request = { requestId: newId(), nas: described, secret: nasSecret };
      await stand.network.createNas(request, { caller: operator });
    }
    await addLogins();
    await Promise.all(clients.map(connectAll));
  });
  after(async () => {
    for (const { close } of [...slow, ...clients]) close();
    await stand.stop();
  });

  /** Straight into the table; none of them authenticates here. */
  async function addLogins(): Promise<void> {
    for (let index = 0; index < suspended; index += 1)
      lines.push({ id: newId(), subscriptionId: newId(), name: `linha-${index}` });
    const columns = `id, name, mail_domain, subscription_id, customer_id, business_unit_id, state,
      is_main, has_portal_access, is_held, password, plan, wanted_state, wanted_version, wanted_at,
      real_state, real_version, real_at, real_reason, is_mail_pending, version, created_at, touched_at`;
    const now = new Date();
    const { unitId } = stand;
    const sealed = Buffer.from("sealed");
    // biome-ignore format: a row for each line of columns
    const rows = lines.map(({ id, subscriptionId, name }) => [
      id, name, "provedor.example", subscriptionId, newId(), unitId, "live",
      1, 0, 0, sealed, "{}", "on", 1, now,
      "in-step", 1, now, "", 0, 1, now, now,
    ]);
    const { db } = stand.radius.context;
    await db.query(`INSERT INTO logins (${columns}) VALUES ?`, [rows]);
    await eventually(
      async () => {
        const metrics = await fetch(`http://127.0.0.1:${stand.radius.metricsPort}/metrics`);
        expect(await metrics.text()).to.match(
          new RegExp(`^isp_radius_model_logins ${suspended}`, "m"),
        );
      },
      { withinMs: 20_000, everyMs: 200 },
    );
  }

  async function connectAll(client: AccessServer, place: number): Promise<void> {
    const left = lines.slice(place * perNas, (place + 1) * perNas);
    const connect = async () => {
      for (let line = left.pop(); line !== undefined; line = left.pop()) {
        const answer = await client.account(acctStatus.start, [
          { name: "User-Name", value: line.name },
          { name: "Acct-Session-Id", value: line.id },
        ]);
        expect(answer?.code).to.equal(packetCode.accountingResponse);
      }
    };
    await Promise.all(Array.from({ length: 8 }, connect));
  }

  it(`R40: asks small access servers at their pace, and every one of ${suspended} is done or listed`, async () => {
    for (const { subscriptionId } of lines)
      await stand.decide("suspended", {
        subscriptionId,
        service: "suspended",
        version: 2n,
        kind: "suspend",
      });
    await eventually(
      async () => {
        const rows = await stand.radius.context.db.query<{ state: string; count: string }[]>(
          "SELECT state, COUNT(*) AS count FROM disconnects GROUP BY state",
        );
        const count = (state: string) =>
          Number(rows.find((row) => row.state === state)?.count ?? 0);
        expect(count("ack") + count("timeout")).to.equal(suspended);
        expect(count("ack"), "done").to.be.greaterThan(suspended / 2);
      },
      { withinMs: 200_000, everyMs: 500 },
    );
    for (const { asked } of slow) {
      const requests = Map.groupBy(asked, ({ fromPort, text }) => `${fromPort} ${text}`);
      expect(requests.size, "different requests").to.equal(perNas);
      for (const repeated of requests.values())
        expect(repeated.length, "attempts").to.be.at.most(attempts);
      const first = [...requests.values()].flatMap(([one]) => one ?? []);
      const byPort = Map.groupBy(first, ({ fromPort }) => fromPort);
      for (const fromOne of byPort.values())
        expect(fromOne.length, "identifiers of a port").to.be.at.most(256);
      const seconds = ((first.at(-1)?.at ?? 0) - (first[0]?.at ?? 0)) / 1_000;
      expect(first.length, "paced").to.be.at.most(mostPerSecond * (seconds + 1));
    }
  });
});
