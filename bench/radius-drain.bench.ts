// What radius acknowledged from its spool while the database was frozen is brought into it, beside what FreeRADIUS
// acknowledged from its detail file meanwhile, and beside the rate at which it writes accounting without one.
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
const read: number[] = [];
const direct: number[] = [];
let acknowledged = 0;
for (let round = 0; round < rounds; round += 1) {
  const load = { kind: "acct", secret, users, window, from: round * 20 } as const;
  direct.push((await runLoad({ ...load, port: peer.acctPort, requests: theirPackets })).perSecond);
  const spooled = await whileFrozen(() =>
    runLoad({ ...load, port: acctPort, requests: spooledPackets }),
  );
  acknowledged += spooled.right;
  drained.push(await rateOf(await waiting(), async () => (await waiting()) === 0));
  const detailed = await whileFrozen(() =>
    runLoad({ ...load, port: peer.spoolPort, requests: theirPackets }),
  );
  read.push(await rateOf(detailed.right, () => Promise.resolve(!peer.isSpooling())));
}
const written = await metric("isp_radius_spool_drained_total");
await peer.stop();
await system.stop();
const drain = {
  claim: `Spooled accounting packets brought into the database, ${spooledPackets} of ${users} users`,
  ours: `${median(drained).toFixed(0)}/s, ${acknowledged} acknowledged, ${written} drained`,
};
report("radius-drain", {
  ...drain,
  peer: `${median(read).toFixed(0)}/s, FreeRADIUS's detail reader (load_factor 100) with rlm_sql, ${theirPackets} packets`,
  ratio: ratioTo(read),
  mustReach: 10,
});
report("radius-drain-direct", {
  ...drain,
  peer: `${median(direct).toFixed(0)}/s, FreeRADIUS with rlm_sql and no file between`,
  ratio: ratioTo(direct),
});
process.exit(0);

function ratioTo(theirs: readonly number[]): number {
  return median(drained.map((rate, index) => rate / (theirs[index] ?? 1)));
}

/** Packets that come while the database answers nothing. */
async function whileFrozen<Result>(work: () => Promise<Result>): Promise<Result> {
  const server = torre.process("mariadb")?.pid ?? 0;
  process.kill(server, "SIGSTOP");
  return work().finally(() => process.kill(server, "SIGCONT"));
}

function waiting(): Promise<number> {
  return metric("isp_radius_spool_records");
}

/** From the first look at a database that answers until nothing is left. */
async function rateOf(packets: number, isDone: () => Promise<boolean>): Promise<number> {
  const startedAt = performance.now();
  while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 50));
  return packets / ((performance.now() - startedAt) / 1_000);
}
