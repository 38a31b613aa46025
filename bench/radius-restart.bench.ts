// How long a million logins are without an answer when radius is started anew.
import { addLogins } from "./lib/add-logins.ts";
import { startRadiusSystem } from "./lib/radius-system.ts";
import { report } from "./lib/result.ts";
import { runLoad } from "./lib/run-load.ts";

const logins = Number(process.env["LOGINS"] ?? 1_000_000);
const mustTakeAtMost = 15;

const { torre, status, db, metric, stop } = await startRadiusSystem();
await addLogins(db, torre.home.secrets, logins);
const { authPort, secret } = status.radius;
torre.killService("radius", "SIGKILL");
const startedAt = performance.now();
// Two logins ask again and again until both are let in.
const first = await runLoad({
  kind: "auth",
  port: authPort,
  secret,
  users: logins,
  requests: 2,
  window: 2,
  from: 0,
});
const seconds = (performance.now() - startedAt) / 1_000;
const known = await metric("isp_radius_model_logins");
await stop();
report("radius-restart", {
  claim: `First answer after radius was killed, ${logins} logins: at most ${mustTakeAtMost} s`,
  ours: `${seconds.toFixed(1)} s, ${first.right} of 2 let in, ${known} logins in memory`,
});
process.exit(first.right === 2 && seconds <= mustTakeAtMost ? 0 : 1);
