// What radius acknowledged from its spool while the database was frozen is brought into it, beside the rate at
// which FreeRADIUS writes accounting into the same MariaDB.
import { addLogins } from "./lib/add-logins.ts";
import { hasFreeRadiusWithSql, startFreeRadiusPeer } from "./lib/freeradius.ts";
import { startRadiusSystem } from "./lib/radius-system.ts";
import { median, report } from "./lib/result.ts";
import { runLoad } from "./lib/run-load.ts";

const [users, rounds, window] = [20_000, 3, 512];
const [spooledPackets, theirPackets] = [200_000, 30_000];

if (!hasFreeRadiusWithSql()) {
  process.stderr.write(
    "FreeRADIUS with MySQL is missing: apt-get install freeradius freeradius-mysql\n",
  );
  process.exit(1);
}

const system = await startRadiusSystem();
const { torre, status, db, metric, password } = system;
await addLogins(db, torre.home.secrets, users);
const { secret, acctPort } = status.radius;
const { mariadb } = status;
const peer = await startFreeRadiusPeer({ db, mariadb, user: "radius", password, secret, users });
const drained: number[] = [];
const theirs: number[] = [];
let acknowledged = 0;
for (let round = 0; round < rounds; round += 1) {
  const load = { kind: "acct", secret, users, window, from: round * 20 } as const;
  theirs.push((await runLoad({ ...load, port: peer.acctPort, requests: theirPackets })).perSecond);
  const server = torre.process("mariadb")?.pid ?? 0;
  process.kill(server, "SIGSTOP");
  const spooled = await runLoad({ ...load, port: acctPort, requests: spooledPackets }).finally(() =>
    process.kill(server, "SIGCONT"),
  );
  acknowledged += spooled.right;
  drained.push(await drainRate());
}
const written = await metric("isp_radius_spool_drained_total");
await peer.stop();
await system.stop();
const ratios = drained.map((rate, index) => rate / (theirs[index] ?? 1));
report("radius-drain", {
  claim: `Spooled accounting packets brought into the database, ${spooledPackets} of ${users} users`,
  ours: `${median(drained).toFixed(0)}/s, ${acknowledged} acknowledged, ${written} drained`,
  peer: `${median(theirs).toFixed(0)}/s, FreeRADIUS with rlm_sql`,
  ratio: median(ratios),
  mustReach: 10,
});
process.exit(0);

/** From the first look at a database that answers until nothing is left. */
async function drainRate(): Promise<number> {
  const waiting = await metric("isp_radius_spool_records");
  const startedAt = performance.now();
  while ((await metric("isp_radius_spool_records")) > 0)
    await new Promise((resolve) => setTimeout(resolve, 50));
  return waiting / ((performance.now() - startedAt) / 1_000);
}
