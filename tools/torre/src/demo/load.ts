import { createHash } from "node:crypto";
import { join } from "node:path";
import { type Home, readJson, writeWhole } from "../system/home.ts";
import { progressBar } from "../system/progress.ts";
import type { Status } from "../system/status.ts";
import { type Api, apiOf, Refused } from "./api.ts";
import { type Person, person } from "./people.ts";
import { ensure, ensureProvider, type Provider } from "./provider.ts";

export type DemoOptions = { readonly customers: number; readonly seed: number };

const concurrency = 8;
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
  let next = 0;
  const worker = async () => {
    while (next < options.customers) {
      await ensureCustomer(load, next++);
      advance();
    }
  };
  const workers = Array.from({ length: concurrency }, worker);
  await Promise.all(workers).catch((error: unknown) => {
    // One that is refused is enough; the others need not find out too.
    next = options.customers;
    throw error;
  });
}

type Load = DemoOptions & {
  readonly api: Api;
  readonly provider: Provider;
  /** The day the demo was first loaded: a request that is repeated must say the same dates. */
  readonly anchor: Date;
};

async function ensureCustomer(load: Load, index: number): Promise<void> {
  const who = person(load.seed, index);
  const key = (part: string) =>
    createHash("sha256").update(`${load.seed} ${index} ${part}`).digest("hex");
  try {
    const { id } = await load.api.post("/customers", key("customer"), who.customer);
    await load.api.post("/subscriptions", key("subscription"), subscription(load, who, id));
  } catch (error) {
    // The keys are forgotten after a week; then the document is what says that he is there.
    if (error instanceof Refused && error.status === 409) return;
    throw error;
  }
}

function subscription(load: Load, who: Person, customerId: string) {
  const { plans, routingPoints } = load.provider;
  const startOn = dayBefore(load.anchor, who.startedDaysAgo);
  const monthBefore = dayBefore(load.anchor, load.anchor.getUTCDate());
  return {
    customerId,
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
