import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { eventually, freePort, type OwnProcess, startProcess, temporaryFolder } from "@isp/testing";
import { expect } from "chai";
import type { Stand } from "./stand.ts";

const main = join(import.meta.dirname, "../../src/main.ts");

/** radius as a process of its own beside a stand, always on the same ports and with the same spool. */
export type ServiceProcess = {
  readonly authPort: number;
  readonly acctPort: number;
  readonly metricsPort: number;
  readonly spool: string;
  readonly start: (extra?: Record<string, string>, command?: readonly string[]) => OwnProcess;
  readonly ready: () => Promise<void>;
  /** The status that /healthz or /readyz has within 3 s. */
  readonly probe: (path: "healthz" | "readyz") => Promise<number>;
  /** The sum over the labels of a metric. */
  readonly metric: (name: string) => Promise<number>;
};

export async function serviceProcess(stand: Stand): Promise<ServiceProcess> {
  const [grpc, metrics, auth, acct] = await Promise.all([1, 2, 3, 4].map(() => freePort()));
  const folder = temporaryFolder("process");
  const spool = join(folder, "spool");
  mkdirSync(spool);
  const settings = Object.entries(stand.config).map(([name, value]) => [name, String(value)]);
  return {
    authPort: auth!,
    acctPort: acct!,
    metricsPort: metrics!,
    spool,
    start(extra = {}, command = []) {
      const env = {
        ...Object.fromEntries(settings),
        PATH: process.env["PATH"],
        RADIUS_GRPC_PORT: String(grpc),
        RADIUS_METRICS_PORT: String(metrics),
        RADIUS_AUTH_PORT: String(auth),
        RADIUS_ACCT_PORT: String(acct),
        RADIUS_SPOOL_DIR: spool,
        // Many starts of the same sources.
        NODE_COMPILE_CACHE: join(folder, "compiled"),
        ...extra,
      };
      const words = [...command, process.execPath, "--conditions=isp:source", main];
      return startProcess(words[0] ?? "", words.slice(1), { env });
    },
    async ready() {
      await eventually(
        async () => {
          const answer = await fetch(`http://127.0.0.1:${metrics}/readyz`);
          expect(answer.status).to.equal(200);
        },
        { withinMs: 20_000, everyMs: 50 },
      );
    },
    async probe(path) {
      const signal = AbortSignal.timeout(3_000);
      return (await fetch(`http://127.0.0.1:${metrics}/${path}`, { signal })).status;
    },
    async metric(name) {
      const answer = await fetch(`http://127.0.0.1:${metrics}/metrics`);
      const lines = (await answer.text()).matchAll(new RegExp(`^${name}(?:{.*})? (\\S+)$`, "gm"));
      return [...lines].reduce((sum, [, value]) => sum + Number(value), 0);
    },
  };
}
