// RADIUS over the same MariaDB as FreeRADIUS with rlm_sql, asked in turn by the same load generator: PAP
// authentications of 20,000 users with reply and group attributes, and accounting that is acknowledged only
// once it is durable (sessions of a day that report every ten minutes: 143 of 145 packets are interim reports).
import { addLogins } from "./lib/add-logins.ts";
import { hasFreeRadiusWithSql, startFreeRadiusPeer } from "./lib/freeradius.ts";
import { startRadiusSystem } from "./lib/radius-system.ts";
import { runLoad } from "./lib/run-load.ts";
import type { RadiusLoadResult } from "./lib/radius-load-types.ts";
import { median, report } from "./lib/result.ts";

const [users, rounds] = [20_000, 3];
const requests = { ours: { auth: 100_000, acct: 100_000 }, theirs: { auth: 15_000, acct: 40_000 } };
/** Under way at once: from two ports of access servers, and from eight, each with all 256 identifiers in use. */
const windows = [512, 2_048];

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
  const found: readonly AtWindow[] = windows.map((window) => ({ window, ours: [], theirs: [] }));
  for (let round = 0; round <= rounds; round++)
    for (const [index, { window, ours, theirs }] of found.entries()) {
      const run = round * windows.length + index;
      const load = { kind, secret, users, window };
      const { authPort, acctPort } = status.radius;
      const a = await runLoad({
        ...load,
        port: kind === "auth" ? authPort : acctPort,
        ...reportsOf("ours", kind, run),
      });
      const b = await runLoad({
        ...load,
        port: kind === "auth" ? peer.authPort : peer.acctPort,
        ...reportsOf("theirs", kind, run),
      });
      // The first round warms both up.
      if (round === 0) continue;
      ours.push(a);
      theirs.push(b);
    }
  const [ours, theirs] = [best(found, "ours"), best(found, "theirs")];
  report(`radius-${kind === "auth" ? "authentication" : "accounting"}`, {
    claim: `${kind === "auth" ? "PAP authentications" : "Accounting packets, durable when acknowledged"}, ${users} users, each side at the better of the windows ${windows.join(" and ")}`,
    ours: shown(ours, "ours", kind),
    peer: `${shown(theirs, "theirs", kind)}, FreeRADIUS with rlm_sql`,
    ratio: rate(ours.ours) / rate(theirs.theirs),
    mustReach,
  });
}

type Side = "ours" | "theirs";
/** Each run goes on where the one before it ended, so that no session is told of twice or left without its stop. */
function reportsOf(side: Side, kind: "auth" | "acct", run: number) {
  return { requests: requests[side][kind], from: run * Math.ceil(requests[side][kind] / users) };
}

type AtWindow = { readonly window: number } & Record<Side, RadiusLoadResult[]>;

function best(found: readonly AtWindow[], side: Side): AtWindow {
  const [first] = found.toSorted((one, other) => rate(other[side]) - rate(one[side]));
  if (first === undefined) throw new Error("nothing was measured");
  return first;
}

function rate(results: readonly RadiusLoadResult[]): number {
  return median(results.map(({ perSecond }) => perSecond));
}

function shown(at: AtWindow, side: Side, kind: "auth" | "acct"): string {
  const results = at[side];
  const sent = requests[side][kind];
  const of = (pick: (result: RadiusLoadResult) => number) => median(results.map(pick));
  return [
    `${rate(results).toFixed(0)}/s at a window of ${at.window}`,
    `p99 ${of(({ p99Ms }) => p99Ms).toFixed(1)} ms`,
    `${((of(({ right }) => right) / sent) * 100).toFixed(1)} % right`,
    `${of(({ resent }) => resent)} sent again`,
    `generator ${of(({ generatorShare }) => generatorShare).toFixed(2)} cores`,
  ].join(", ");
}
