// A customer's tree through gateway and plans, against one Express handler that asks the same of MariaDB.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { freePort } from "@isp/testing";
import { startTorre } from "@isp/torre";
import { apiOf } from "../e2e/story/api.ts";
import { connectNewcomer, reaches } from "../e2e/story/newcomer.ts";
import { type Load, load } from "./lib/load.ts";
import { median, report } from "./lib/result.ts";

const rounds = 5;
const torre = await startTorre();
const status = await torre.status();
const api = apiOf(status);
const newcomer = await connectNewcomer(api);
await reaches(api, `/operations/${newcomer.operationIds[0]}`, "done", 30_000);

const port = await freePort();
const peer = spawn(process.execPath, [join(import.meta.dirname, "lib/bare-express.ts")], {
  env: { ...process.env, PORT: `${port}`, DATABASE_URL: databaseUrl() },
  stdio: ["ignore", "pipe", "inherit"],
});
await once(peer.stdout, "data");

const path = `/customers/${newcomer.customerId}/tree`;
const headers = { authorization: `Bearer ${status.apiToken}` };
const ours: Load[] = [];
const theirs: Load[] = [];
for (let round = 0; round <= rounds; round++) {
  const [a, b] = [
    await load(`${status.gateway.url}/api/v1${path}`, headers, { forMs: 3_000 }),
    await load(`http://127.0.0.1:${port}${path}`, {}, { forMs: 3_000 }),
  ];
  // The first round warms both up.
  if (round > 0) {
    ours.push(a);
    theirs.push(b);
  }
}
peer.kill();
await torre.stop();

const rate = (loads: readonly Load[]) => median(loads.map(({ perSecond }) => perSecond));
const p99 = (loads: readonly Load[]) => median(loads.map(({ p99Ms }) => p99Ms)).toFixed(1);
const ratios = ours.map(({ perSecond }, index) => perSecond / (theirs[index]?.perSecond ?? 1));
report("tree", {
  claim:
    "GET /customers/{id}/tree, 8 connections: authenticated, by gRPC, against a bare Express handler",
  ours: `${rate(ours).toFixed(0)} requests/s, p99 ${p99(ours)} ms`,
  peer: `${rate(theirs).toFixed(0)} requests/s, p99 ${p99(theirs)} ms`,
  ratio: median(ratios),
  mustReach: 0.3,
});
process.exit(0);

/** The peer asks with plans' own rights. */
function databaseUrl(): string {
  const file = join(torre.home.secrets, "torre.json");
  const { databases } = JSON.parse(readFileSync(file, "utf8")) as {
    readonly databases: { readonly plans: string };
  };
  const { host, port: mariadb } = status.mariadb;
  return `mysql://plans:${databases.plans}@${host}:${mariadb}/plans`;
}
