// The search box over a million customers, against what an index alone costs: names that begin alike.
import { transactor } from "@isp/db";
import { newId } from "@isp/kernel";
import { fakeClock, openTestDatabase, startMariadb } from "@isp/testing";
import { migrations } from "../services/plans/src/db/migrations/index.ts";
import { schemas } from "../services/plans/src/db/schemas.ts";
import { plansScope } from "../services/plans/src/db/scope.ts";
import { person } from "../tools/torre/src/demo/people.ts";
import { median, percentile, report } from "./lib/result.ts";

const customers = Number(process.env["CUSTOMERS"] ?? 1_000_000);
const batch = 2_000;
const asked = 400;
const clock = fakeClock("2026-06-10T12:00:00Z");
const unit = newId();

const server = await startMariadb();
const database = await openTestDatabase({ entities: schemas, migrations, serverUrl: server.url });
const { db } = database;
// As large as a provider of that size gives its database.
await db.query("SET GLOBAL innodb_buffer_pool_size = 4294967296");
await db.query("SET GLOBAL innodb_flush_log_at_trx_commit = 0");
const transact = transactor(db, (manager) => plansScope(manager, clock));

for (let start = 0; start < customers; start += batch) {
  await fill(start, Math.min(batch, customers - start));
  if (start % 100_000 === 0) process.stdout.write(`${start} of ${customers} customers\n`);
}

const queries = Array.from({ length: asked }, (_, index) => query(index));
const [ours, theirs] = [[] as number[], [] as number[]];
const page = { limit: 20, after: "" };
// The first round warms the database up.
for (const isWarm of [false, true]) {
  for (const text of queries) {
    const took = await timed(() => transact((scope) => scope.customers.search(text, "all", page)));
    const bare = await timed(() =>
      db.query("SELECT * FROM customers WHERE name LIKE ? ORDER BY name LIMIT 20", [`${text}%`]),
    );
    if (!isWarm) continue;
    ours.push(took);
    theirs.push(bare);
  }
}
await db.destroy();
await server.stop();

const show = (times: readonly number[]) =>
  `p50 ${median(times).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms`;
report("search", {
  claim: `search over ${customers} customers: one to three words, documents, phones, e-mails, logins, contract numbers, streets (asked: p95 at most 100 ms)`,
  ours: show(ours),
  peer: `${show(theirs)} for an index on the name alone`,
  ratio: 100 / percentile(ours, 0.95),
  mustReach: 1,
});
process.exit(0);

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

async function fill(start: number, size: number): Promise<void> {
  const people = Array.from({ length: size }, (_, offset) => person(2, start + offset));
  const rows = people.map(({ customer }) => ({ ...customer, id: newId() }));
  await transact(async (scope) => {
    await scope.customers.addAll(
      rows.map((row) => ({
        ...row,
        address: { line: "", ...row.address },
        version: 1n,
        businessUnitId: unit,
        registeredAt: clock.now(),
      })),
    );
  });
  const at = JSON.stringify({ state: "on", version: 1, at: clock.now() });
  const items = people.map(({ access }, index) => {
    const name = access?.username ?? `sem${start + index}`;
    return [newId(), "login", "", newId(), rows[index]?.id, unit, name, 1, 1, at, at];
  });
  await db.query("INSERT INTO items VALUES ?", [items]);
}

/** What an attendant types, from what customers have. */
function query(index: number): string {
  const { customer, access } = person(2, (index * 7_919) % customers);
  const [first = "", second = "", third = ""] = customer.name.split(" ");
  const { street, number } = customer.address;
  const kinds = [
    customer.name,
    `${second} ${first}`,
    `${first} ${third}`,
    first.slice(0, 3),
    customer.document,
    customer.phone,
    customer.email,
    access?.username ?? customer.email,
    `${street}, ${number}`,
    `${first} ${second.slice(0, 2)}`,
  ];
  return kinds[index % kinds.length] ?? "";
}
