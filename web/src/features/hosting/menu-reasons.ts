import type { Item } from "../../api/customers.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { itemsOf } from "./hosting-task.ts";

const limits = {
  "new-domain": ["domain", "domains"],
  "new-ftp-user": ["ftp-user", "ftpUsers"],
  "add-ftp-user": ["ftp-user", "ftpUsers"],
  "new-database": ["database", "databases"],
  "add-database": ["database", "databases"],
} as const;
const needDomain: ReadonlySet<string> = new Set(["new-ftp-user", "new-database"]);

/** Why something of hosting cannot be done now; the services hold every plan to its limits themselves. */
export function hostingReason(
  task: string,
  subscription: Subscription,
  item: Item | undefined,
): string | undefined {
  if (task === "activate-domain") return item?.wanted?.state === "on" ? "domain-active" : undefined;
  if (task === "deactivate-domain") return item?.wanted?.state === "off" ? "domain-off" : undefined;
  return isLimited(task) ? roomReason(task, subscription) : undefined;
}

function roomReason(task: Limited, subscription: Subscription): string | undefined {
  const { plan } = subscription;
  const [kind, limit] = limits[task];
  // A plan that is not read whole restricts nothing here.
  if (plan !== undefined && !hosts(plan)) return "no-hosting";
  if (needDomain.has(task) && countOf(subscription, "domain") === 0) return "no-domain";
  const room = plan?.hosting?.[limit] ?? Number.POSITIVE_INFINITY;
  return countOf(subscription, kind) >= room ? `full-${kind}` : undefined;
}

const hosts = ({ hosting }: NonNullable<Subscription["plan"]>) => (hosting?.domains ?? 0) > 0;

const countOf = (subscription: Subscription, kind: string) =>
  itemsOf(subscription).filter((one) => one.kind === kind).length;

type Limited = keyof typeof limits;
const isLimited = (task: string): task is Limited => Object.hasOwn(limits, task);
