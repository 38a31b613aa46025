// RADIUS over the same MariaDB as FreeRADIUS with rlm_sql, asked in turn by the same load generator: PAP
// authentications of 20,000 users with reply and group attributes, and accounting that is acknowledged only
// once it is durable (sessions of a day that report every ten minutes: 143 of 145 packets are interim reports).
import { addLogins } from "./lib/add-logins.ts";
import { hasFreeRadiusWithSql, startFreeRadiusPeer } from "./lib/freeradius.ts";
import { startRadiusSystem } from "./lib/radius-system.ts";
import { runLoad } from "./lib/run-load.ts";
import type { RadiusLoad, RadiusLoadResult } from "./lib/radius-load-types.ts";
import { median, report } from "./lib/result.ts";

const [users, rounds] = [20_000, 3];
const requests = { ours: { auth: 100_000, acct: 100_000 }, theirs: { auth: 15_000, acct: 30_000 } };
const window = 512;

if (!hasFreeRadiusWithSql()) {
  process.stderr.write(
    "FreeRADIUS with MySQL is missing: apt-get install freeradius freeradius-mysql\n",
  );
  process.exit(1);
}

const system = await startRadiusSystem();
const { torre, status, db } = system;
await addLogins(db, torre.home.secrets, users);
const { secret } = status.radius;
const peer = await startFreeRadiusPeer({
  db,
  mariadb: status.mariadb,
  user: "radius",
  password: system.password,
  secret,
  users,
});

await compare("auth", 8);
await compare("acct", 5);
await peer.stop();
await system.stop();
process.exit(0);

async function compare(kind: "auth" | "acct", mustReach: number): Promise<void> {
  const ours: RadiusLoadResult[] = [];
  const theirs: RadiusLoadResult[] = [];
  for (let round = 0; round <= rounds; round++) {
    const from = round * 10;
    const load = (at: number, count: number): RadiusLoad => ({
      kind,
      port: at,
      secret,
      users,
      requests: count,
      window,
      from,
    });
    const { authPort, acctPort } = status.radius;
    const a = await runLoad(load(kind === "auth" ? authPort : acctPort, requests.ours[kind]));
    const b = await runLoad(
      load(kind === "auth" ? peer.authPort : peer.acctPort, requests.theirs[kind]),
    );
    // The first round warms both up.
    if (round === 0) continue;
    ours.push(a);
    theirs.push(b);
  }
  const ratios = ours.map(({ perSecond }, index) => perSecond / (theirs[index]?.perSecond ?? 1));
  report(`radius-${kind === "auth" ? "authentication" : "accounting"}`, {
    claim: `${kind === "auth" ? "PAP authentications" : "Accounting packets, durable when acknowledged"}, ${users} users, window ${window}`,
    ours: shown(ours, requests.ours[kind]),
    peer: `${shown(theirs, requests.theirs[kind])}, FreeRADIUS with rlm_sql`,
    ratio: median(ratios),
    mustReach,
  });
}

function shown(results: readonly RadiusLoadResult[], sent: number): string {
  const of = (pick: (result: RadiusLoadResult) => number) => median(results.map(pick));
  return [
    `${of(({ perSecond }) => perSecond).toFixed(0)}/s`,
    `p99 ${of(({ p99Ms }) => p99Ms).toFixed(1)} ms`,
    `${((of(({ right }) => right) / sent) * 100).toFixed(1)} % right`,
    `${of(({ resent }) => resent)} sent again`,
    `generator ${of(({ generatorShare }) => generatorShare).toFixed(2)} cores`,
  ].join(", ");
}
