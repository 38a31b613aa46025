import { connects } from "../../api/catalogue.ts";
import type { Item, ItemKind } from "../../api/customers.ts";
import { planOf } from "../../api/plan-of.ts";
import type { Subscription } from "../../api/subscriptions.ts";
import { hostingReason } from "../hosting/menu-reasons.ts";

export type Act =
  | "suspend"
  | "resume"
  | "enable"
  | "change-plan"
  | "transfer"
  | "cancel"
  | "delete";

/** Where an entry leads that is a screen and not an act. */
export type Way = "edit-plan" | "debit-accounts";

/** What is done with one item in a dialog of its own. */
export type Task = keyof typeof tasks;

/** An entry of the menu; with a reason it is greyed. Both are keys of texts. */
export type MenuEntry = {
  readonly key: string;
  readonly act?: Act;
  readonly way?: Way;
  readonly task?: Task;
  readonly reason?: string;
};

/** What the menu was opened on. */
export type MenuTarget = { readonly subscription: Subscription; readonly item?: Item };

export type May = (permission: string) => boolean;

// The manual's order and words; what has no screen yet is shown, so that the order never changes.
const planEntries: readonly (Act | Way)[][] = [
  ["edit-plan", "change-plan", "transfer"],
  ["suspend", "resume", "enable"],
  ["cancel", "debit-accounts", "delete"],
];
const ways: ReadonlySet<string> = new Set<Way>(["edit-plan", "debit-accounts"]);
const planItems = [
  "new-email",
  "new-additional-email",
  "new-radius-login",
  "new-ip",
  "new-domain-email",
  "new-domain",
  "new-ftp-user",
  "new-database",
];
const itemEntries: Readonly<Record<ItemKind, readonly string[]>> = {
  login: ["change-password", "disconnect", "delete-login", "radius-configuration"],
  ip: ["edit-ip"],
  mailbox: [
    "edit-email",
    "change-email-password",
    "move-email",
    "test-email",
    "read-mailbox",
    "change-quota",
  ],
  domain: ["edit-domain", "add-ftp-user", "add-database", "add-host", "move-domain"],
  "ftp-user": ["edit-ftp-user"],
  database: ["edit-database", "new-database-password"],
  "dns-host": ["edit-host"],
};
// What the manual has as buttons of an item's screen, below its menu.
const itemActs: Readonly<Partial<Record<ItemKind, readonly string[]>>> = {
  domain: ["deactivate-domain", "activate-domain", "delete-domain"],
};
// Editing these is no option of a plan (D21): who may create them may edit them.
const alwaysOffered: ReadonlySet<string> = new Set([
  ...Object.values(itemActs).flat(),
  "edit-ip",
  "edit-ftp-user",
  "edit-database",
  "new-database-password",
  "edit-host",
]);
// Those that have a dialog, with the permission that each needs.
const tasks = {
  "new-email": "subscriptions.write",
  "new-additional-email": "subscriptions.write",
  "new-domain-email": "subscriptions.write",
  "edit-email": "subscriptions.write",
  "change-email-password": "subscriptions.write",
  "move-email": "subscriptions.write",
  "test-email": "subscriptions.write",
  "read-mailbox": "mailboxes.read",
  "change-quota": "subscriptions.write",
  "new-radius-login": "subscriptions.write",
  "change-password": "subscriptions.write",
  "delete-login": "subscriptions.write",
  "new-domain": "subscriptions.write",
  "new-ftp-user": "subscriptions.write",
  "new-database": "subscriptions.write",
  "edit-domain": "subscriptions.write",
  "add-ftp-user": "subscriptions.write",
  "add-database": "subscriptions.write",
  "add-host": "subscriptions.write",
  "move-domain": "subscriptions.write",
  "deactivate-domain": "subscriptions.write",
  "activate-domain": "subscriptions.write",
  "delete-domain": "subscriptions.write",
  "edit-ftp-user": "subscriptions.write",
  "edit-database": "subscriptions.write",
  "new-database-password": "subscriptions.write",
  "edit-host": "subscriptions.write",
  "new-ip": "subscriptions.write",
  "edit-ip": "subscriptions.write",
  disconnect: "sessions.disconnect",
  "radius-configuration": "customers.read",
} as const;
const permissions: Readonly<Partial<Record<Act, string>>> = {
  transfer: "subscriptions.transfer",
  cancel: "subscriptions.cancel",
  delete: "subscriptions.delete",
};

/**
 * The menu of a plan or of an item, in groups; what is not allowed says why, and what the catalogue does
 * not offer with the plan is not there (C8). A plan that names no option restricts nothing, as the services
 * read it; so does one whose `options` are not read yet.
 */
export function menuOf(
  { subscription, item }: MenuTarget,
  may: May,
  options: readonly string[] = [],
): readonly (readonly MenuEntry[])[] {
  const isOffered = (key: string) =>
    options.length === 0 || alwaysOffered.has(key) || options.includes(key);
  const later = (keys: readonly string[]): MenuEntry[] =>
    keys
      .filter(isOffered)
      .map((key) => itemEntry(key, { subscription, ...(item && { item }) }, may));
  if (item !== undefined) {
    const groups = [itemEntries[item.kind], itemActs[item.kind] ?? []].map(later);
    const shown = groups.filter((group) => group.length > 0);
    return shown.length === 0 ? [[{ key: "nothing", reason: "not-offered" }]] : shown;
  }
  const acts = planEntries.map((group) =>
    group.map((key) =>
      ways.has(key) ? { key, way: key as Way } : entryOf(key as Act, subscription, may),
    ),
  );
  return [...acts, later(planItems)].filter((group) => group.length > 0);
}

function itemEntry(key: string, target: MenuTarget, may: May): MenuEntry {
  if (!isTask(key)) return { key, reason: "later" };
  const reason = reasonAgainstTask(key, target, may);
  return reason === undefined ? { key, task: key } : { key, task: key, reason };
}

function reasonAgainstTask(
  task: Task,
  { subscription, item }: MenuTarget,
  may: May,
): string | undefined {
  if (!may(tasks[task])) return "permission";
  if (subscription.list === "cancelled") return "ended";
  if (task === "move-email" && item?.main === true) return "main-mailbox";
  const hosting = hostingReason(task, subscription, item);
  if (hosting !== undefined) return hosting;
  if (task !== "new-ip" || connects(planOf(subscription).kind)) return undefined;
  return "no-connection";
}

function isTask(key: string): key is Task {
  return Object.hasOwn(tasks, key);
}

function entryOf(act: Act, subscription: Subscription, may: May): MenuEntry {
  const reason = reasonAgainst(act, subscription, may);
  return reason === undefined ? { key: act, act } : { key: act, act, reason };
}

/** Why an act is not allowed now; nothing when it is. */
export function reasonAgainst(
  act: Act,
  { status, service, list }: Subscription,
  may: May,
): string | undefined {
  const permission = permissions[act];
  if (!may("subscriptions.operate") || (permission !== undefined && !may(permission)))
    return "permission";
  // The one act that all three lists have (C56).
  if (act === "delete") return undefined;
  if (status === "replaced") return "replaced";
  if (list === "cancelled") return "ended";
  return reasonOfService(act, service);
}

function reasonOfService(act: Act, service: Subscription["service"]): string | undefined {
  if (act === "cancel") return undefined;
  if (act === "enable") return service === "off" ? undefined : "already-enabled";
  if (act === "resume") return service === "suspended" ? undefined : "not-suspended";
  return service === "off" ? "not-enabled" : undefined;
}
