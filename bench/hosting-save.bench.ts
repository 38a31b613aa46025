// From a save by the API to what customers' own programs find, and from a suspension to what they are refused.
import { setTimeout as pause } from "node:timers/promises";
import { curl, dig, ftps, sql } from "../e2e/hosting/clients.ts";
import { openStand } from "../e2e/hosting/stand.ts";
import { percentile, report } from "./lib/result.ts";

const rounds = Number(process.env["ROUNDS"] ?? "20");
const [askedMs, everyMs, patienceMs] = [2_000, 10, 60_000];
const password = "segredo-do-banco-1";

const stand = await openStand();
const { api, status } = stand;
const took = new Map<string, number[]>();

/** How long after `began` something holds, looked at by the customer's own program. */
async function until(what: string, began: number, holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) {
    if (performance.now() - began > patienceMs) throw new Error(`${what} never came to be`);
    await pause(everyMs);
  }
  took.set(what, [...(took.get(what) ?? []), performance.now() - began]);
}

for (let round = 0; round < rounds; round++) {
  const { subscriptionId } = await stand.sold();
  const mark = `${Date.now().toString(36)}${round}`;
  const name = `b${mark}.exemplo.com.br`;
  let began = performance.now();
  const domain = await api.made(`/subscriptions/${subscriptionId}/domains`, { name });
  await Promise.all([
    until("zone", began, async () => (await dig(status, name, "A")).length > 0),
    until("site", began, async () => (await curl(status, name)).status === 403),
  ]);
  began = performance.now();
  const login = { username: `b${mark}`, password };
  const permissions = { read: true, listDirectories: true };
  await api.made(`/domains/${domain.id}/ftp-users`, { ...login, permissions });
  await until("ftp login", began, async () => (await ftps(status, login, "/")).code === 0);
  const accounts = [];
  for (const engine of ["mariadb", "postgresql"] as const) {
    began = performance.now();
    const asked = { engine, name: `b_${mark}_${engine[0]}` };
    const made = await api.made(`/domains/${domain.id}/databases`, asked);
    const account = {
      ...asked,
      username: String(made["username"]),
      password: String(made["password"]),
    };
    accounts.push(account);
    const works = async () => (await sql(status, account, "SELECT 1")).code === 0;
    await until(engine, began, works);
  }
  began = performance.now();
  await api.post(`/subscriptions/${subscriptionId}/suspend`, {});
  await Promise.all([
    until("suspended site", began, async () => (await curl(status, name)).status === 503),
    until("suspended ftp", began, async () => (await ftps(status, login, "/")).code !== 0),
    ...accounts.map((account) =>
      until(`suspended ${account.engine}`, began, async () => {
        return (await sql(status, account, "SELECT 1")).code !== 0;
      }),
    ),
  ]);
}

const p95s = [...took].map(([what, values]) => [what, percentile(values, 0.95)] as const);
const slowest = Math.max(...p95s.map(([, p95]) => p95));
report("hosting-save", {
  claim: `From a save, or a suspension, to what customers' programs find (asked: each ${askedMs} ms at the 95th percentile)`,
  ours: `p95 of ${rounds}, the start of curl, dig, mariadb or psql included: ${p95s.map(([what, p95]) => `${what} ${p95.toFixed(0)} ms`).join(", ")}`,
  ratio: askedMs / slowest,
  mustReach: 1,
});
process.exit(0);
