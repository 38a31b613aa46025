import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DeliverPolicy, jetstream, jetstreamManager } from "@nats-io/jetstream";
import { connect, nkeyAuthenticator, type NatsConnection } from "@nats-io/transport-node";
import { connectNats, durables, ensureStream, streams } from "@isp/messaging";
import { eventually } from "@isp/testing";
import { expect } from "chai";
import mysql from "mysql2/promise";
import { ensureCertificates, certificateFile, tlsKeyFile } from "../src/setup/certificates.ts";
import { ensureNetworkCopy } from "../src/setup/engineers.ts";
import { noHosting } from "../src/setup/hosting/servers.ts";
import { prepare } from "../src/setup/prepare.ts";
import { ensureSecrets, nkeyFile, type Secrets } from "../src/setup/secrets.ts";
import type { ProcessPlan } from "../src/supervisor/plan.ts";
import { becomesReady, isReady } from "../src/supervisor/ready.ts";
import { holdFile } from "../src/supervisor/supervise.ts";
import { type Home, homeAt, layOut, readText, writeWhole } from "../src/system/home.ts";
import { freeBase, type Ports, portsFrom } from "../src/system/ports.ts";
import { runningState, startSupervisor, stopEverything } from "../src/system/running.ts";
import type { ServiceName } from "../src/system/services.ts";

describe("a private installation", () => {
  let home: Home;
  let ports: Ports;
  let secrets: Secrets;
  let fixture: ProcessPlan;
  const connections: NatsConnection[] = [];

  before(async function () {
    this.timeout(60_000);
    home = homeAt(mkdtempSync(join(tmpdir(), "torre-")));
    layOut(home);
    ports = portsFrom(await freeBase());
    secrets = ensureSecrets(home);
    await ensureCertificates(home);
    const plan = await prepare({ home, ports, secrets, core: true }, [], noHosting);
    fixture = fixtureService(home, ports.gateway);
    const processes = [...plan.processes, fixture];
    writeWhole(home.plan, JSON.stringify({ processes }));
    await startSupervisor(home);
    for (const { name, ready } of processes) {
      expect(await becomesReady(ready, { withinMs: 30_000 }), name).to.equal(true);
    }
  });

  after(async function () {
    this.timeout(60_000);
    await Promise.all(connections.map((one) => one.close()));
    const state = runningState(home);
    await stopEverything(home);
    expect(runningState(home)).to.equal(undefined);
    expect(state?.processes.map(({ condition }) => condition)).to.deep.equal(
      state?.processes.map(() => "running"),
    );
    rmSync(home.dir, { recursive: true, force: true });
  });

  async function as(name: ServiceName): Promise<NatsConnection> {
    const seed = new TextEncoder().encode(readText(nkeyFile(home, name))?.trim());
    const connection = await connect({
      servers: `127.0.0.1:${ports.nats}`,
      authenticator: nkeyAuthenticator(seed),
      inboxPrefix: `_INBOX_${name}`,
    });
    connections.push(connection);
    return connection;
  }

  it("gives every service a database user that is shut out of the others' schemas", async () => {
    const plans = await mysql.createConnection({
      host: "127.0.0.1",
      port: ports.mariadb,
      user: "plans",
      password: secrets.databases.plans,
      database: "plans",
    });
    await plans.query("CREATE TABLE t (id int)");
    expect(await refusal(plans.query("SELECT * FROM billing.t"))).to.match(/denied/);
    expect(await refusal(plans.query("USE billing"))).to.match(/denied/);
    await plans.end();
  });

  it("runs MariaDB strict, in UTC, and durable at every commit", async () => {
    const root = await mysql.createConnection({
      host: "127.0.0.1",
      port: ports.mariadb,
      user: "root",
      password: secrets.mariadbRoot,
    });
    const [rows] = await root.query<mysql.RowDataPacket[]>(
      "SELECT @@global.sql_mode mode, @@global.time_zone zone, @@character_set_server cs, @@innodb_flush_log_at_trx_commit flush",
    );
    await root.end();
    expect(rows[0]?.["mode"]).to.contain("STRICT_ALL_TABLES");
    expect(rows[0]).to.include({ zone: "+00:00", cs: "utf8mb4", flush: 1 });
  });

  it("refuses root without its password", async () => {
    const anybody = mysql.createConnection({
      host: "127.0.0.1",
      port: ports.mariadb,
      user: "root",
    });
    expect(await refusal(anybody)).to.match(/denied/);
  });

  it("refuses NATS to whoever shows no credentials", async () => {
    expect(await refusal(connect({ servers: `127.0.0.1:${ports.nats}` }))).to.match(
      /authorization/i,
    );
  });

  it("lets a service publish its own facts and nobody else's", async () => {
    const mail = await as("mail");
    expect(await violation(mail, () => mail.publish("isp.mail.v1.mailbox.created"))).to.equal(
      undefined,
    );
    const refused = await violation(mail, () => mail.publish("isp.billing.v1.invoice.paid"));
    expect(refused).to.match(/Publish to "isp.billing.v1.invoice.paid"/);
  });

  it("lets nobody read another service's answers or manage its streams", async () => {
    const mail = await as("mail");
    const inbox = await violation(mail, () =>
      mail.subscribe("_INBOX_plans.>", { callback: ignore }),
    );
    expect(inbox).to.match(/Subscription to "_INBOX_plans.>"/);
    const all = await violation(mail, () => mail.subscribe("_INBOX.>", { callback: ignore }));
    expect(all).to.match(/Subscription to "_INBOX.>"/);
    for (const subject of [
      "$JS.API.STREAM.DELETE.PLANS",
      "$JS.API.STREAM.CREATE.PLANS",
      "$JS.API.ACCOUNT.PURGE.TORRE",
    ]) {
      expect(await violation(mail, () => mail.publish(subject)), subject).to.contain(subject);
    }
  });

  it("gives each durable to its owner alone", async () => {
    const [plans, radius, mail] = await Promise.all(
      (["plans", "radius", "mail"] as const).map((name) =>
        connectNats({
          url: `nats://127.0.0.1:${ports.nats}`,
          name,
          seedFile: nkeyFile(home, name),
        }),
      ),
    );
    connections.push(plans.connection, radius.connection, mail.connection);
    for (const stream of streams.filter(({ owner }) => owner === "plans")) {
      await ensureStream(plans.jsm, stream);
    }
    const { stream, durable, filter } = durables.find(
      ({ durable }) => durable === "radius-subscriptions",
    )!;
    await radius.jsm.consumers.add(stream, {
      durable_name: durable,
      filter_subject: filter,
      ack_policy: "explicit",
    });
    await plans.js.publish("isp.plans.v1.subscription.enabled", "{}");
    const mine = await radius.js.consumers.get(stream, durable);
    const message = await mine.next({ expires: 2_000 });
    expect(message?.subject).to.equal("isp.plans.v1.subscription.enabled");
    expect(await message?.ackAck()).to.equal(true);
    expect(await refusal(mail.js.consumers.get(stream, durable))).to.match(/permission|timeout/i);
    const wider = { durable_name: durable, filter_subject: "isp.plans.v1.>" };
    expect(await refusal(radius.jsm.consumers.add(stream, wider))).to.match(/permission|timeout/i);
  });

  it("lets network engineers hear the network and nothing else", async () => {
    const radius = await as("radius");
    const engineer = await connect({
      servers: `127.0.0.1:${ports.nats}`,
      user: secrets.engineer.user,
      pass: secrets.engineer.password,
    });
    connections.push(engineer);
    const heard: string[] = [];
    engineer.subscribe("isp.radius.>", { callback: (_, { subject }) => heard.push(subject) });
    await engineer.flush();
    radius.publish("isp.radius.v1.session.started.none", "{}");
    await radius.flush();
    await eventually(() => expect(heard).to.deep.equal(["isp.radius.v1.session.started.none"]));
    expect(
      await violation(engineer, () => engineer.subscribe("isp.>", { callback: ignore })),
    ).to.match(/Subscription to "isp.>"/);
    expect(await violation(engineer, () => engineer.publish("isp.radius.v1.nas.unknown"))).to.match(
      /Publish/,
    );
  });

  it("lets network engineers read again what they missed, from their own copy", async () => {
    await ensureNetworkCopy(home, ports.nats);
    await ensureNetworkCopy(home, ports.nats);
    const radius = await as("radius");
    const engineer = await connect({
      servers: `127.0.0.1:${ports.nats}`,
      user: secrets.engineer.user,
      pass: secrets.engineer.password,
    });
    connections.push(engineer);
    const from = new Date(Date.now() - 60_000).toISOString();
    radius.publish("isp.radius.v1.session.stopped.tower-1", '{"username":"ana"}');
    await radius.flush();
    const js = jetstream(engineer, { checkAPI: false });
    const subject = "isp.radius.v1.session.stopped.*";
    const again = await js.consumers.get("NETWORK", {
      filter_subjects: subject,
      deliver_policy: DeliverPolicy.StartTime,
      opt_start_time: from,
    });
    const message = await again.next({ expires: 5_000 });
    expect(message?.json()).to.deep.equal({ username: "ana" });
    const manager = await jetstreamManager(engineer, { checkAPI: false });
    const mine = { name: "MINE", subjects: ["mine.>"] };
    expect(await refusal(manager.streams.add(mine))).to.match(/permission|timeout/i);
    expect(await refusal(manager.streams.delete("NETWORK"))).to.match(/permission|timeout/i);
  });

  it("keeps every secret and key readable by its owner alone", () => {
    for (const file of [
      nkeyFile(home, "plans"),
      tlsKeyFile(home, "plans"),
      certificateFile(home, "plans"),
    ]) {
      expect(statSync(join(file, "..")).mode & 0o777).to.equal(0o700);
    }
    expect(statSync(nkeyFile(home, "plans")).mode & 0o777).to.equal(0o600);
    expect(statSync(tlsKeyFile(home, "plans")).mode & 0o777).to.equal(0o600);
  });

  it("starts a killed process again within a second, with the same environment", async () => {
    const before = await environmentOf(ports.gateway);
    const pid = pidOf(home, fixture.name);
    process.kill(pid, "SIGKILL");
    const started = performance.now();
    await eventually(() => expect(pidOf(home, fixture.name)).to.not.be.oneOf([pid, 0]), {
      withinMs: 1_000,
    });
    expect(performance.now() - started).to.be.below(1_000);
    expect(await becomesReady(fixture.ready, { withinMs: 5_000 })).to.equal(true);
    const { FAILPOINTS: first, ...expected } = before;
    expect(first).to.equal("once=exit");
    expect(await environmentOf(ports.gateway)).to.deep.equal(expected);
  });

  it("keeps a held process down until it is released", async () => {
    writeWhole(holdFile(home, fixture.name), "");
    await eventually(() => expect(pidOf(home, fixture.name)).to.equal(0));
    expect(await isReady(fixture.ready)).to.equal(false);
    rmSync(holdFile(home, fixture.name));
    expect(await becomesReady(fixture.ready, { withinMs: 5_000 })).to.equal(true);
  });
});

function fixtureService(home: Home, port: number): ProcessPlan {
  return {
    name: "fixture",
    program: process.execPath,
    args: [join(import.meta.dirname, "fixtures/service.ts")],
    cwd: home.dir,
    env: { FIXTURE_PORT: `${port}` },
    firstEnv: { FAILPOINTS: "once=exit" },
    log: join(home.logs, "fixture.log"),
    ready: { kind: "http", url: `http://127.0.0.1:${port}/readyz` },
    after: ["mariadb", "nats"],
    stopMs: 5_000,
  };
}

const ignore = () => undefined;

function pidOf(home: Home, name: string): number {
  return runningState(home)?.processes.find((one) => one.name === name)?.pid ?? 0;
}

async function environmentOf(port: number): Promise<Record<string, string>> {
  const answer = await fetch(`http://127.0.0.1:${port}/env`);
  return (await answer.json()) as Record<string, string>;
}

async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "was not refused";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** What the server says against an act; the flush comes back after it has said it. */
async function violation(
  connection: NatsConnection,
  act: () => unknown,
): Promise<string | undefined> {
  const said: string[] = [];
  const statuses = connection.status();
  const listening = (async () => {
    for await (const status of statuses)
      if (status.type === "error") said.push(status.error.message);
  })();
  act();
  await connection.flush();
  await connection.flush();
  (statuses as unknown as { stop?: () => void }).stop?.();
  await Promise.race([listening, connection.flush()]);
  return said[0];
}
