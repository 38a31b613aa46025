// R43: fifty access servers with two thousand sessions each restart in the same moment.
import { setTimeout as pause } from "node:timers/promises";
import { addLogins } from "./lib/add-logins.ts";
import type { MassRestart, MassRestartResult } from "./lib/radius-mass-restart-types.ts";
import type { Storm, StormResult } from "./lib/radius-storm-types.ts";
import { addAccessServers, restartRadius, startRadiusSystem } from "./lib/radius-system.ts";
import { report } from "./lib/result.ts";
import { runAside } from "./lib/run-load.ts";

const open = Number(process.env["SUBSCRIBERS"] ?? 100_000);
const [perSecond, forMs] = [200, 30_000];
const others = (perSecond * forMs) / 1_000;
const secret = "segredo-das-cinquenta-nas";
const addresses = Array.from({ length: 50 }, (_, index) => `127.0.3.${index + 1}`);
const mostMs = 180_000;

const { torre, status, db, metric, stop } = await startRadiusSystem();
await addAccessServers(status, addresses, secret);
await addLogins(db, torre.home.secrets, open + Math.ceil(others / 1_000) * 1_000);
await restartRadius({ torre, metric }, open + others);
const { authPort, acctPort } = status.radius;
const ports = { authPort, acctPort, secret, addresses };
const storm: Storm = { ...ports, subscribers: open, withinMs: open * 0.6 };
const { online } = await runAside<StormResult>("radius-storm.ts", storm);
// What begins in the second of a restart counts as begun after it.
await pause(2_000);

const from = performance.now();
const restart: MassRestart = { ...ports, logins: { from: open, perSecond }, forMs };
const running = runAside<MassRestartResult>("radius-mass-restart.ts", restart);
const seconds = await untilEnded();
const { acknowledged, accepted, refused, resent, p99Ms } = await running;
await stop();
report("radius-mass-restart", {
  claim: `${addresses.length} access servers with ${online} sessions restart in the same moment`,
  ours: [
    `all ended after ${seconds.toFixed(1)} s`,
    `${acknowledged} restarts acknowledged`,
    `${accepted} of ${accepted + refused} let in meanwhile, ${perSecond} a second`,
    `p99 ${p99Ms.toFixed(0)} ms`,
    `${resent} sent again`,
  ].join(", "),
});
process.exit(online === open && refused === 0 ? 0 : 1);

async function untilEnded(): Promise<number> {
  for (;;) {
    const [rows] = await db.query(
      "SELECT COUNT(*) AS open FROM radius.live_sessions WHERE ended_at IS NULL",
    );
    const seconds = (performance.now() - from) / 1_000;
    if (Number((rows as { open: string }[])[0]?.open) === 0) return seconds;
    if (seconds * 1_000 > mostMs) throw new Error("the sessions of the restart did not end");
    await pause(250);
  }
}
