import { existsSync, readFileSync, statfsSync } from "node:fs";
import { join } from "node:path";
import mysql from "mysql2/promise";
import { authorityFile, certificateFile, daysLeft } from "../setup/certificates.ts";
import { missing, neededToRun } from "../setup/debian.ts";
import { mariadbSocket } from "../setup/mariadb.ts";
import { readSecrets } from "../setup/secrets.ts";
import { output } from "./command.ts";
import { messageOf } from "./failure.ts";
import { type Home, repository } from "./home.ts";
import { isFree, tcpPorts } from "./ports.ts";
import { runningState } from "./running.ts";
import { serviceNames } from "./services.ts";
import { portsOf } from "./settings.ts";
import { statusOf } from "./status.ts";

/** ✔ in order · ! worth knowing · ✘ wrong, with the cure. */
export type Finding = {
  readonly mark: "✔" | "!" | "✘";
  readonly what: string;
  readonly cure?: string;
};

const wantedDiskGiB = 5;

export async function examine(home: Home): Promise<readonly Finding[]> {
  const running = runningState(home) !== undefined;
  const inspections = [
    examineTools(),
    examinePrograms(),
    examineDisk(home),
    examineCertificates(home),
    ...(running
      ? [examineServices(home), examineDatabases(home), examineStreams(home)]
      : [examinePorts(home)]),
  ];
  return (await Promise.all(inspections)).flat();
}

async function examineTools(): Promise<readonly Finding[]> {
  const wanted = readFileSync(join(repository, ".nvmrc"), "utf8").trim();
  const node = process.versions.node;
  const pnpm = await output("pnpm", ["--version"]).then(
    (text): Finding => ok(`pnpm ${text.trim()}`),
    (): Finding => bad("pnpm is not there.", "remove .tools/ and run any ./torre command"),
  );
  const right = node === wanted;
  return [
    right
      ? ok(`Node ${node}`)
      : note(`Node is ${node}, pinned is ${wanted}.`, "start it through ./torre"),
    pnpm,
  ];
}

async function examinePrograms(): Promise<readonly Finding[]> {
  const absent = missing(neededToRun);
  if (absent.length === 0) return [ok("MariaDB, NATS and openssl are installed.")];
  const packages = [...new Set(absent.map((one) => one.package))].join(" ");
  const asRoot = process.getuid?.() === 0;
  const command = `apt-get update && apt-get install --no-install-recommends ${packages}`;
  return absent.map(({ program }) =>
    asRoot
      ? note(`${program} is not installed.`, "./torre up installs it")
      : bad(`${program} is not installed.`, `as root: ${command}`),
  );
}

async function examineDisk(home: Home): Promise<readonly Finding[]> {
  const place = existsSync(home.dir) ? home.dir : repository;
  const { bavail, bsize } = statfsSync(place);
  const free = Math.floor((bavail * bsize) / 2 ** 30);
  if (free >= wantedDiskGiB) return [ok(`${free} GiB of disk are free.`)];
  return [bad(`Only ${free} GiB of disk are free.`, `make room on the disk of ${place}`)];
}

async function examineCertificates(home: Home): Promise<readonly Finding[]> {
  if (!existsSync(authorityFile(home))) return [note("Nothing was set up here yet.", "./torre up")];
  const now = new Date();
  const days = Math.min(
    daysLeft(authorityFile(home), now),
    ...serviceNames.map((name) => daysLeft(certificateFile(home, name), now)),
  );
  if (days >= 30) return [ok(`Certificates are good for ${days} days.`)];
  return [bad("A certificate is missing or ends soon.", "./torre down && ./torre up renews it")];
}

async function examinePorts(home: Home): Promise<readonly Finding[]> {
  const all = tcpPorts(portsOf(home));
  const free = await Promise.all(all.map(({ port }) => isFree(port)));
  const taken = all.filter((_, at) => free[at] === false);
  if (taken.length === 0) return [ok(`Ports from ${all[0]?.port} are free; Torre does not run.`)];
  return taken.map(({ port, use }) =>
    bad(`Port ${port} (${use}) is taken.`, "stop what holds it (ss -ltnp), or ./torre up --port N"),
  );
}

async function examineServices(home: Home): Promise<readonly Finding[]> {
  const { services } = await statusOf(home);
  return services.map(({ name, healthy }) =>
    healthy ? ok(`${name} serves.`) : bad(`${name} does not serve.`, `./torre logs ${name}`),
  );
}

async function examineDatabases(home: Home): Promise<readonly Finding[]> {
  try {
    const connection = await mysql.createConnection({
      socketPath: mariadbSocket(join(home.dir, "mariadb")),
      user: "root",
      password: readSecrets(home)?.mariadbRoot ?? "",
    });
    const [rows] = await connection.query<mysql.RowDataPacket[]>(
      "SELECT table_schema AS name, COUNT(*) AS tables FROM information_schema.tables GROUP BY 1",
    );
    await connection.end();
    const sizes = new Map(rows.map((row) => [String(row["name"]), Number(row["tables"])]));
    return serviceNames.map((name) =>
      sizes.has(name)
        ? ok(`Schema ${name}: ${sizes.get(name)} tables.`)
        : note(`Schema ${name} is empty.`, "its service lays it out at its first start"),
    );
  } catch (error) {
    return [bad(`MariaDB: ${messageOf(error)}`, "./torre logs mariadb")];
  }
}

type StreamReport = {
  readonly account_details?: readonly {
    readonly stream_detail?: readonly {
      readonly name: string;
      readonly state: { readonly messages: number };
    }[];
  }[];
};

async function examineStreams(home: Home): Promise<readonly Finding[]> {
  try {
    const answer = await fetch(
      `http://127.0.0.1:${portsOf(home).natsMonitor}/jsz?streams=true&accounts=true`,
      { signal: AbortSignal.timeout(2_000) },
    );
    const report = (await answer.json()) as StreamReport;
    const streams = (report.account_details ?? []).flatMap(
      (account) => account.stream_detail ?? [],
    );
    if (streams.length === 0)
      return [note("NATS has no stream yet.", "each service makes its own when it starts")];
    return streams.map(({ name, state }) => ok(`Stream ${name}: ${state.messages} messages.`));
  } catch (error) {
    return [bad(`NATS: ${messageOf(error)}`, "./torre logs nats")];
  }
}

const ok = (what: string): Finding => ({ mark: "✔", what });
const note = (what: string, cure: string): Finding => ({ mark: "!", what, cure });
const bad = (what: string, cure: string): Finding => ({ mark: "✘", what, cure });
