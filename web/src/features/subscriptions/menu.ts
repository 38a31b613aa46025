import type { Item, ItemKind } from "../../api/customers.ts";
import type { Subscription } from "../../api/subscriptions.ts";

export type Act = "suspend" | "resume" | "enable";

/** An entry of the menu; with a reason it is greyed. Both are keys of texts. */
export type MenuEntry = { readonly key: string; readonly act?: Act; readonly reason?: string };

/** What the menu was opened on. */
export type MenuTarget = { readonly subscription: Subscription; readonly item?: Item };

// The manual's order and words; entries of later screens are shown, so that the order never changes.
const planEntries = ["edit-plan", "change-plan", "transfer"];
const planActs: readonly Act[] = ["suspend", "resume", "enable"];
const planEndings = ["cancel", "debit-accounts", "delete"];
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
  database: ["edit-database"],
  "dns-host": ["edit-host"],
};

/** The menu of a plan or of an item, in groups; what is not allowed says why. */
export function menuOf(target: MenuTarget, mayOperate: boolean): readonly (readonly MenuEntry[])[] {
  const later = (key: string): MenuEntry => ({ key, reason: "later" });
  if (target.item !== undefined) return [itemEntries[target.item.kind].map(later)];
  const acts = planActs.map((act) =>
    entryOf(act, reasonAgainst(act, target.subscription, mayOperate)),
  );
  return [planEntries.map(later), acts, planEndings.map(later), planItems.map(later)];
}

function entryOf(act: Act, reason: string | undefined): MenuEntry {
  return reason === undefined ? { key: act, act } : { key: act, act, reason };
}

/** Why an act is not allowed now; nothing when it is. */
export function reasonAgainst(
  act: Act,
  { status, service, list }: Subscription,
  mayOperate: boolean,
): string | undefined {
  if (!mayOperate) return "permission";
  if (list === "cancelled" || status === "replaced") return "ended";
  if (act === "enable") return service === "off" ? undefined : "already-enabled";
  if (act === "resume") return service === "suspended" ? undefined : "not-suspended";
  return service === "off" ? "not-enabled" : undefined;
}
