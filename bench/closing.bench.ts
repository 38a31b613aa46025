// The closing of a business unit through the real service, at several sizes, beside one bare `INSERT … SELECT`
// of the rows that it wrote, in the same MariaDB.
import { readFileSync } from "node:fs";
import { loadavg } from "node:os";
import { join } from "node:path";
import { startTorre } from "@isp/torre";
import { createConnection } from "mysql2/promise";
import { apiOf } from "../e2e/story/api.ts";
import { addPaymentSettings, addSubscriptions } from "./lib/add-subscriptions.ts";
import { copyBare } from "./lib/bare-copy.ts";
import { closingOf, processes, type TimedClosing } from "./lib/closing.ts";
import { report } from "./lib/result.ts";

const asked = process.env["SUBSCRIPTIONS"] ?? "10000,100000";
const sizes = asked.split(",").map(Number);
const [ratioAsked, perSecondAsked, flatWithin, rssAskedMb, nothingShare] = [
  0.4, 10_000, 0.2, 300, 0.05,
];

const torre = await startTorre();
const status = await torre.status();
const api = apiOf(status);
const secrets = JSON.parse(readFileSync(join(torre.home.secrets, "torre.json"), "utf8")) as {
  readonly mariadbRoot: string;
};
const { host, port } = status.mariadb;
const db = await createConnection({
  host,
  port,
  user: "root",
  password: secrets.mariadbRoot,
  timezone: "Z",
});

type Run = TimedClosing & { readonly subscriptions: number; readonly bareMs: number };
const runs: Run[] = [];
// The first warms up the service and the database.
for (const [index, subscriptions] of [2_000, ...sizes].entries()) {
  const unitId = await addSubscriptions(api, db, subscriptions);
  const timed = await closingOf({ torre, api, db }, unitId);
  const bareMs = await copyBare(db, timed.closingId);
  const run = { ...timed, subscriptions, bareMs };
  process.stdout.write(`${shown(run)}\n`);
  if (index > 0) runs.push(run);
}
const withSlips = await slipsRun(sizes[0] ?? 10_000);
const rssMb = peakRssMb(torre.process("billing")?.pid ?? 0);
await db.end();
await torre.stop();

const last = runs.at(-1);
if (last === undefined) throw new Error("no size was asked for");
const perSecond = (last.invoices / last.commitMs) * 1_000;
const eachUs = runs.map(({ commitMs, invoices }) => (commitMs / invoices) * 1_000);
report("closing", {
  claim: `Commit of a closing of ${last.subscriptions} subscriptions: invoices, lines, ledger and facts, through the service (asked: ${ratioAsked} of the bare statement and ${perSecondAsked} invoices/s)`,
  ours: runs.map(shown).join("; "),
  peer: `${((last.invoices / last.bareMs) * 1_000).toFixed(0)} invoices/s, bare INSERT … SELECT of the same rows`,
  ratio: last.bareMs / last.commitMs,
  mustReach: ratioAsked,
});
report("closing-rate", {
  claim: `The same closing in invoices/s (asked: ${perSecondAsked})`,
  ours: `${perSecond.toFixed(0)} invoices/s`,
  ratio: perSecond / perSecondAsked,
  mustReach: 1,
});
report("closing-flat", {
  claim: `Time for each invoice at ${sizes.join(" and ")} subscriptions (asked: flat within ${flatWithin * 100} %)`,
  ours: eachUs.map((us) => `${us.toFixed(0)} µs`).join(", "),
  ratio: ((1 + flatWithin) * (eachUs[0] ?? 0)) / (eachUs.at(-1) ?? 1),
  mustReach: 1,
});
report("closing-memory", {
  claim: `Most memory of billing meanwhile (asked: ${rssAskedMb} MB)`,
  ours: `${rssMb.toFixed(0)} MB`,
  ratio: rssAskedMb / rssMb,
  mustReach: 1,
});
report("closing-again", {
  claim: `Proposing and committing it once more, with nothing to do (asked: ${nothingShare * 100} % of the time)`,
  ours: `${last.againMs.toFixed(0)} ms of ${(last.proposeMs + last.commitMs).toFixed(0)} ms`,
  ratio: (nothingShare * (last.proposeMs + last.commitMs)) / last.againMs,
  mustReach: 1,
});
report("closing-slips", {
  claim:
    "The same with a Pix code, a boleto and a letter for each invoice (nothing is asked of it)",
  ours: shown(withSlips),
});
process.exit(0);

/** A closing of a unit whose invoices can be paid by what they say. */
async function slipsRun(subscriptions: number): Promise<Run> {
  const unitId = await addSubscriptions(api, db, subscriptions);
  await addPaymentSettings(db, unitId);
  const timed = await closingOf({ torre, api, db }, unitId);
  return { ...timed, subscriptions, bareMs: await copyBare(db, timed.closingId) };
}

function shown(run: Run): string {
  const { subscriptions, invoices, proposeMs, commitMs, commitCpuMs, bareMs } = run;
  const cores = commitCpuMs.map((ms, index) => `${processes[index]} ${(ms / commitMs).toFixed(2)}`);
  const rate = (ms: number) => `${((invoices / ms) * 1_000).toFixed(0)}/s`;
  return [
    `${subscriptions} subscriptions: proposed in ${(proposeMs / 1_000).toFixed(1)} s`,
    `${invoices} invoices in ${(commitMs / 1_000).toFixed(1)} s (${rate(commitMs)})`,
    `cores: ${cores.join(", ")}, load ${(loadavg()[0] ?? 0).toFixed(1)}`,
    `bare ${(bareMs / 1_000).toFixed(1)} s (${rate(bareMs)})`,
  ].join(", ");
}

function peakRssMb(pid: number): number {
  const [, kb] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kb) / 1_024;
}
