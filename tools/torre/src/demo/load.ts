import { createHash } from "node:crypto";
import { join } from "node:path";
import { type Home, readJson, writeWhole } from "../system/home.ts";
import { progressBar } from "../system/progress.ts";
import type { Status } from "../system/status.ts";
import { type Api, apiOf, Refused } from "./api.ts";
import { type Person, person } from "./people.ts";
import { ensure, ensureProvider, type Provider } from "./provider.ts";

export type DemoOptions = { readonly customers: number; readonly seed: number };

const concurrency = 3;
const batchSize = 250;
const dayMs = 86_400_000;

/** The NAS whose secret `./torre status --json` shows; radclient on this machine can play it. */
export async function registerDemoNas(status: Status): Promise<void> {
  const nas = {
    name: "NAS de demonstração",
    address: "127.0.0.1",
    secret: status.radius.secret,
    coaPort: 3799,
    vendor: "mikrotik",
    requireMessageAuthenticator: false,
    proxy: false,
  };
  await ensure(apiOf(status), "/nas", nas);
}

/** Loads the provider and its customers; what is there already stays as it is. */
export async function loadDemo(home: Home, status: Status, options: DemoOptions): Promise<void> {
  const api = apiOf(status);
  const load: Load = {
    api,
    provider: await ensureProvider(api),
    anchor: anchorOf(home),
    ...options,
  };
  const advance = progressBar("customers", options.customers);
  const starts = Array.from(
    { length: Math.ceil(options.customers / batchSize) },
    (_, batch) => batch * batchSize,
  );
  const worker = async () => {
    for (let start = starts.shift(); start !== undefined; start = starts.shift()) {
      const size = Math.min(batchSize, options.customers - start);
      const people = Array.from({ length: size }, (_, offset) => person(load.seed, start + offset));
      await ensureBatch(load, people);
      for (let loaded = 0; loaded < size; loaded++) advance();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker)).catch((error: unknown) => {
    // One that is refused is enough; the others need not find out too.
    starts.length = 0;
    throw error;
  });
}

type Load = DemoOptions & {
  readonly api: Api;
  readonly provider: Provider;
  /** The day the demo was first loaded: a request that is repeated must say the same dates. */
  readonly anchor: Date;
};

/** Imports customers; those who are there already, by their documents, are left out. */
async function ensureBatch(load: Load, people: readonly Person[]): Promise<void> {
  const customers = people.map((who) => ({
    ...who.customer,
    subscription: subscription(load, who),
  }));
  const documents = people.map(({ customer }) => customer.document).join(" ");
  const key = createHash("sha256").update(`import ${documents}`).digest("hex");
  try {
    await load.api.post("/imports", key, { customers });
  } catch (error) {
    const there = error instanceof Refused ? error.places("document") : new Set<number>();
    if (there.size === 0) throw error;
    const missing = people.filter((_, index) => !there.has(index));
    if (missing.length > 0) await ensureBatch(load, missing);
  }
}

function subscription(load: Load, who: Person) {
  const { plans, routingPoints } = load.provider;
  const startOn = dayBefore(load.anchor, who.startedDaysAgo);
  const monthBefore = dayBefore(load.anchor, load.anchor.getUTCDate());
  return {
    planId: plans.get(`${who.unit.name}/${who.plan.name}`),
    startOn,
    status: who.status,
    ...(who.routingPoint && {
      routingPointId: routingPoints.get(`${who.unit.name}/${who.routingPoint}`),
    }),
    // What was before this month counts as billed elsewhere, as in any migration.
    ...(who.status === "enabled" && startOn < monthBefore && { billedThroughOn: monthBefore }),
    ...(who.access && { access: who.access }),
  };
}

function anchorOf(home: Home): Date {
  const file = join(home.dir, "demo.json");
  const anchorAt =
    readJson<{ readonly anchorAt: string }>(file)?.anchorAt ?? new Date().toISOString();
  writeWhole(file, JSON.stringify({ anchorAt }));
  return new Date(anchorAt);
}

export function dayBefore(from: Date, days: number): string {
  return new Date(from.getTime() - days * dayMs).toISOString().slice(0, 10);
}
