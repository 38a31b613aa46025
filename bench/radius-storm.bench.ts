// A hundred thousand subscribers come back within a minute after a power cut, behind fifty access servers.
import { readFileSync } from "node:fs";
import { addLogins } from "./lib/add-logins.ts";
import { addAccessServers, restartRadius, startRadiusSystem } from "./lib/radius-system.ts";
import { runAside } from "./lib/run-load.ts";
import type { Storm, StormResult } from "./lib/radius-storm-types.ts";
import { report } from "./lib/result.ts";

const subscribers = Number(process.env["SUBSCRIBERS"] ?? 100_000);
const secret = "segredo-das-cinquenta-nas";
const addresses = Array.from({ length: 50 }, (_, index) => `127.0.1.${index + 1}`);

const { torre, status, db, metric, stop } = await startRadiusSystem();
await addAccessServers(status, addresses, secret);
await addLogins(db, torre.home.secrets, subscribers);
// Started afresh, so that its memory before is that of a process that has only loaded its logins.
const pid = await restartRadius({ torre, metric }, subscribers);
const before = residentMb(pid);
let most = before;
const watch = setInterval(() => (most = Math.max(most, residentMb(pid))), 250);

const { authPort, acctPort } = status.radius;
const storm: Storm = { authPort, acctPort, secret, addresses, subscribers, withinMs: 60_000 };
const result = await runAside<StormResult>("radius-storm.ts", storm);
clearInterval(watch);
const [rows] = await db.query(
  "SELECT COUNT(*) AS open FROM radius.live_sessions WHERE ended_at IS NULL",
);
const open = Number((rows as { open: string }[])[0]?.open ?? 0);
await stop();
report("radius-storm", {
  claim: `${subscribers} subscribers come back within 60 s behind ${addresses.length} access servers`,
  ours: [
    `${result.online} online after ${result.seconds.toFixed(1)} s`,
    `authentication p99 ${result.p99Ms.toFixed(0)} ms`,
    `${result.refused} refused`,
    `${result.resent} sent again`,
    `${open} sessions in the database`,
    `${(most - before).toFixed(0)} MB more than the ${before.toFixed(0)} MB before`,
    `generator ${result.generatorShare.toFixed(2)} cores`,
  ].join(", "),
});
process.exit(result.online === subscribers && open === subscribers ? 0 : 1);

function residentMb(of: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${of}/status`, "utf8"));
  return Number(line?.[1] ?? 0) / 1_024;
}
