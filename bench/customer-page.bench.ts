// The customer page and its tree in a provider of a hundred thousand customers, asked for at a fixed rate.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { startTorre } from "@isp/torre";
import { atRest } from "./lib/at-rest.ts";
import { type Load, loadAt } from "./lib/load.ts";
import { median, report } from "./lib/result.ts";

const customers = Number(process.env["CUSTOMERS"] ?? 100_000);
const perSecond = 300;
const rounds = 5;
const torre = await startTorre();
const status = await torre.status();
const headers = { authorization: `Bearer ${status.apiToken}` };
const root = join(import.meta.dirname, "..");

const startedAt = performance.now();
const demo = spawnSync(join(root, "torre"), ["demo", "--customers", `${customers}`], {
  env: { ...process.env, TORRE_HOME: torre.home.dir },
  stdio: ["ignore", "ignore", "inherit"],
});
if (demo.status !== 0) throw new Error("the demo did not load");
const loadedInMs = performance.now() - startedAt;

const api = `${status.gateway.url}/api/v1`;
const ids = await someCustomers();
const trees = ids.map((id) => `${api}/customers/${id}/tree`);
const pages = ids.map((id) => `${api}/customers/${id}`);
const atOnce = await measure();
const restedAfter = await atRest();
const rested = await measure();
await torre.stop();

report("demo-100k", {
  claim: `./torre demo --customers ${customers} (asked: 180 s)`,
  ours: `${(loadedInMs / 1_000).toFixed(0)} s`,
  ratio: 180_000 / loadedInMs,
  mustReach: 1,
});
const p99 = (loads: readonly Load[]) => median(loads.map(({ p99Ms }) => p99Ms));
const p50 = (loads: readonly Load[]) => median(loads.map(({ p50Ms }) => p50Ms));
const shown = ({ tree, page }: Measured): string =>
  [
    `tree p50 ${p50(tree).toFixed(1)} ms, p99 ${p99(tree).toFixed(1)} ms`,
    `page p50 ${p50(page).toFixed(1)} ms, p99 ${p99(page).toFixed(1)} ms`,
  ].join("; ");
report("customer-page", {
  claim: `customer page and tree at ${perSecond} requests/s over ${customers} customers, the load made on the same two cores (asked: p99 at most 50 ms)`,
  ours: `at rest, ${restedAfter.toFixed(0)} s after a first measurement: ${shown(rested)}; straight after the loading: ${shown(atOnce)}`,
  ratio: 50 / Math.max(p99(rested.tree), p99(rested.page)),
  mustReach: 1,
});
process.exit(0);

type Measured = { readonly tree: readonly Load[]; readonly page: readonly Load[] };

async function measure(): Promise<Measured> {
  const [tree, page]: [Load[], Load[]] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    const asked = { perSecond, forMs: 5_000 };
    const [a, b] = [await loadAt(trees, headers, asked), await loadAt(pages, headers, asked)];
    // The first round warms up.
    if (round === 0) continue;
    tree.push(a);
    page.push(b);
  }
  return { tree, page };
}

/** Customers from all over the list, so that not the same rows are asked for again and again. */
async function someCustomers(): Promise<string[]> {
  const found: string[] = [];
  for (const name of ["ana", "bruno", "maria", "padaria", "tiago", "sonia", "igor", "paulo"]) {
    const answer = await fetch(`${api}/customers?q=${name}&limit=200`, { headers });
    const { items } = (await answer.json()) as { items: readonly { readonly id: string }[] };
    found.push(...items.map(({ id }) => id));
  }
  return found;
}
