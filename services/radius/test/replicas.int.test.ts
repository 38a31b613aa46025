import { transactor } from "@isp/db";
import { newId, secretBox } from "@isp/kernel";
import { eventually, fakeClock, freePort } from "@isp/testing";
import { expect } from "chai";
import { after, before, describe, it } from "mocha";
import { mailMailboxes } from "../src/clients/mail.ts";
import { plansSubscriptions } from "../src/clients/plans.ts";
import { radiusScope } from "../src/db/scope.ts";
import { acctStatus } from "../src/protocol/codes.ts";
import { type RunningRadius, startRadius } from "../src/service.ts";
import { packetCode } from "../src/protocol/codes.ts";
import { releaseReservations } from "../src/usecases/release-reservations.ts";
import { type AccessServer, openAccessServer } from "./support/access-server.ts";
import { nasSecret, type Reserved, type Stand, startStand } from "./support/stand.ts";

const minutes = (count: number) => count * 60_000;

describe("several replicas", () => {
  const clock = fakeClock(new Date());
  let stand: Stand;
  let other: RunningRadius;
  let otherNas: AccessServer;

  before(async function () {
    this.timeout(60_000);
    stand = await startStand({ clock });
    other = await startRadius({ ...stand.config, RADIUS_SPOOL_DIR: undefined }, { clock });
    const ports = { authPort: other.authPort, acctPort: other.acctPort };
    otherNas = await openAccessServer({ ...ports, secret: nasSecret });
  });
  after(async function () {
    this.timeout(20_000);
    otherNas.close();
    await other.stop();
    await stand.stop();
  });

  const step = (operationId: string): string =>
    stand
      .said("isp.radius.v1.operation.applied")
      .map(({ applied }) => applied as Record<string, unknown>)
      .filter((answer) => answer["operationId"] === operationId)
      .map(({ state }) => String(state))
      .at(-1) ?? "none";

  async function decide(login: Reserved, service: string, version: bigint): Promise<string> {
    const { subscriptionId } = login;
    return stand.decide("suspended", { subscriptionId, service, version, kind: "suspend" });
  }

  it("all refuse a suspended login by the time its step is applied", async function () {
    this.timeout(20_000);
    const login = await stand.reserve();
    const { username, password } = login;
    const enabled = await decide(login, "on", 1n);
    await eventually(() => expect(step(enabled)).to.equal("applied"));
    for (const nas of [stand.nas, otherNas])
      expect((await nas.access(username, password))?.code).to.equal(2);
    const suspended = await decide(login, "suspended", 2n);
    await eventually(() => expect(step(suspended)).to.equal("applied"));
    for (const nas of [stand.nas, otherNas])
      expect((await nas.access(username, password))?.code).to.equal(3);
  });

  /** Everybody has let the login in; from the decision on both refuse it before the time is up. */
  async function refusesWithin(withinMs: number, nas: readonly AccessServer[]): Promise<void> {
    const login = await stand.reserve();
    const { username, password } = login;
    const hear = (code: number, limit: { readonly withinMs: number }) =>
      Promise.all(
        nas.map((one) =>
          eventually(
            async () => expect((await one.access(username, password))?.code).to.equal(code),
            {
              ...limit,
            },
          ),
        ),
      );
    await decide(login, "on", 1n);
    await hear(packetCode.accessAccept, { withinMs: 10_000 });
    await decide(login, "suspended", 2n);
    await hear(packetCode.accessReject, { withinMs });
  }

  it("all refuse a suspended login within a second of the decision", () =>
    refusesWithin(1_000, [stand.nas, otherNas]));

  it("make a step wait for one that has not read the change yet, while it lives", async function () {
    this.timeout(20_000);
    const login = await stand.reserve();
    const [id, long] = [newId(), "UTC_TIMESTAMP(3) + INTERVAL 1 HOUR"];
    const { db } = stand.radius.context;
    // Alive by its heartbeat, but its last read is from before the suspension.
    await db.query(
      `INSERT INTO replicas VALUES (?, ${long}, ${long}, ${long}, '2000-01-01 00:00:00')`,
      [id],
    );
    const operationId = await decide(login, "on", 1n);
    await eventually(() => expect(step(operationId)).to.equal("pending"));
    await eventually(async () => {
      const [row] = await db.query("SELECT real_state FROM logins WHERE id = ?", [login.loginId]);
      expect(row.real_state).to.equal("pending");
    });
    expect(step(operationId)).to.equal("pending");
    await db.query(
      `UPDATE replicas SET quick_at = ${long}, quick_from = '2000-01-01' WHERE id = ?`,
      [id],
    );
    await eventually(() => expect(step(operationId)).to.equal("applied"));
    await db.query("DELETE FROM replicas WHERE id = ?", [id]);
  });

  it("refuse a session too many that another one alone has been hearing of", async function () {
    this.timeout(20_000);
    const login = await stand.reserve();
    const { username, password } = login;
    const enabled = await decide(login, "on", 1n);
    await eventually(() => expect(step(enabled)).to.equal("applied"));
    const report = (status: number, mac: string) =>
      stand.nas.account(status, [
        { name: "User-Name", value: username },
        { name: "Acct-Session-Id", value: `heard ${username}` },
        { name: "Calling-Station-Id", value: mac },
      ]);
    const heard = () =>
      stand.said("isp.radius.v1.session.updated").filter((said) => said["username"] === username);
    const attributes = [
      { name: "Calling-Station-Id", value: "02:00:00:00:00:02" },
      { name: "NAS-Port-Id", value: "another" },
    ] as const;
    const elsewhere = async () => (await otherNas.access(username, password, { attributes }))?.code;
    await report(acctStatus.start, "02:00:00:00:00:01");
    await eventually(async () => expect(await elsewhere()).to.equal(3));
    for (const count of [1, 2]) {
      clock.advance({ minutes: 8 });
      await report(acctStatus.interim, "02:00:00:00:00:01");
      await eventually(() => expect(heard()).to.have.length(count));
    }
    expect(await elsewhere()).to.equal(3);
  });

  it("give a reservation back only when plans says that there is no such subscription", async function () {
    this.timeout(20_000);
    const [lost, kept] = [await stand.reserve(), await stand.reserve()];
    stand.neighbours.known.set(kept.subscriptionId, {
      subscription: undefined,
      items: [],
      mailDomain: "",
      options: [],
    });
    const release = releaseReservations(parts());
    await release();
    const early = await stand.reserve({ username: lost.username }).catch((e: unknown) => e);
    expect(early).to.include({ code: "radius.login_taken" });
    clock.advance({ ms: minutes(16) });
    await release();
    const again = await stand.reserve({ username: lost.username });
    expect(again.loginId).to.not.equal(lost.loginId);
    const taken = await stand.reserve({ username: kept.username }).catch((e: unknown) => e);
    expect(taken).to.include({ code: "radius.login_taken" });
    const released = stand.neighbours.mailCalls.filter(({ rpc }) => rpc === "release");
    expect(released.map(({ request }) => request["loginId"])).to.deep.equal([lost.loginId]);
  });

  it("refuse a suspended login within three seconds where NATS reaches only one of them, which may leave then", async function () {
    this.timeout(30_000);
    const nobody = `nats://127.0.0.1:${await freePort()}`;
    const config = { ...stand.config, RADIUS_SPOOL_DIR: undefined, NATS_URL: nobody };
    const deaf = await startRadius(config, { clock });
    const ports = { authPort: deaf.authPort, acctPort: deaf.acctPort };
    const deafNas = await openAccessServer({ ...ports, secret: nasSecret });
    try {
      await refusesWithin(3_000, [stand.nas, deafNas]);
    } finally {
      deafNas.close();
      await deaf.stop();
    }
    const login = await stand.reserve();
    const enabled = await decide(login, "on", 1n);
    await eventually(() => expect(step(enabled), "waits for nobody who left").to.equal("applied"));
  });

  function parts() {
    const { db, channel } = stand.radius.context;
    const look = transactor(db, radiusScope(clock, secretBox(Buffer.alloc(32, 1))));
    return {
      look,
      transact: look,
      subscriptions: plansSubscriptions(channel("plans", stand.neighbours.plansUrl)),
      mailboxes: mailMailboxes(channel("mail", stand.neighbours.mailUrl)),
      box: secretBox(Buffer.alloc(32, 1)),
      clock,
    };
  }
});
