// R44: ten thousand blocked subscribers whose routers ask every ten seconds, suspended or with a mistyped
// password, and a hundred rightful requests a second beside them.
import { addLogins } from "./lib/add-logins.ts";
import { cpuMsOf } from "./lib/cpu.ts";
import { addAccessServers, restartRadius, startRadiusSystem } from "./lib/radius-system.ts";
import type { RejectLoop, RejectLoopResult } from "./lib/radius-reject-loop-types.ts";
import { report } from "./lib/result.ts";
import { runAside } from "./lib/run-load.ts";

const [blocked, rightful, seconds] = [10_000, 10_000, 60];
const secret = "segredo-das-dez-nas-da-volta";
const addresses = Array.from({ length: 10 }, (_, index) => `127.0.2.${index + 1}`);
/** Of one core; the matrix of faults asks for it. */
const mostShare = 0.2;

const { torre, status, db, metric, stop } = await startRadiusSystem();
await addAccessServers(status, addresses, secret);
await addLogins(db, torre.home.secrets, blocked + rightful);
await db.query(
  `UPDATE radius.logins SET wanted_state = 'suspended'
   WHERE CAST(SUBSTRING(name, 6) AS UNSIGNED) < ? AND MOD(SUBSTRING(name, 6), 2) = 0`,
  [blocked],
);
await restartRadius({ torre, metric }, blocked + rightful);

const loop: RejectLoop = {
  authPort: status.radius.authPort,
  secret,
  addresses,
  blocked,
  everyMs: 10_000,
  rightfulPerSecond: 100,
  forMs: seconds * 1_000,
};
// They have been asking for days: the first rejection of each is behind them.
await runAside<RejectLoopResult>("radius-reject-loop.ts", { ...loop, forMs: loop.everyMs * 2 });
const [before = 0] = cpuMsOf(torre, ["radius"]);
const from = performance.now();
const result = await runAside<RejectLoopResult>("radius-reject-loop.ts", loop);
const tookMs = performance.now() - from;
const [after = 0] = cpuMsOf(torre, ["radius"]);
const share = (after - before) / tookMs;
await stop();
report("radius-reject-loop", {
  claim: `${blocked} blocked subscribers ask every 10 s, and 100 rightful ones a second beside them`,
  ours: [
    `${(share * 100).toFixed(0)} % of a core (may take ${mostShare * 100} %)`,
    `${result.rejected} rejected`,
    `${result.accepted} accepted, p99 ${result.p99Ms.toFixed(1)} ms`,
    `${result.wrong} answered wrongly`,
    `${result.resent} sent again`,
  ].join(", "),
});
process.exit(share <= mostShare && result.wrong === 0 ? 0 : 1);
