import type { Effect } from "../../api/previews.ts";

/** Effects of one action on items of one kind. */
export type KindGroup = { readonly kind: string; readonly effects: readonly Effect[] };

/** Effects of one action, by kind. */
export type ActionGroup = {
  readonly action: string;
  readonly count: number;
  readonly kinds: readonly KindGroup[];
};

export type Grouped = {
  /** What becomes of the subscription itself. */
  readonly subscription: readonly Effect[];
  readonly items: readonly ActionGroup[];
  readonly money: readonly Effect[];
};

const kindOrder = ["login", "ip", "mailbox", "domain", "ftp-user", "database", "dns-host"];

/** Sorts a preview's effects into what becomes of the plan, of its items, and of the money. */
export function groupEffects(effects: readonly Effect[]): Grouped {
  const money = effects.filter((effect) => centsOf(effect) !== undefined);
  const others = effects.filter((effect) => centsOf(effect) === undefined);
  const subscription = others.filter(({ itemKind }) => itemKind === "subscription");
  const items = others.filter(({ itemKind }) => itemKind !== "subscription");
  const actions = [...new Set(items.map(({ action }) => action))];
  return { subscription, money, items: actions.map((action) => actionGroup(action, items)) };
}

/** What an effect charges, or credits below zero; nothing where no money moves. */
export function centsOf({ amountCents }: Effect): number | undefined {
  return amountCents === undefined || amountCents === null ? undefined : Number(amountCents);
}

function actionGroup(action: string, items: readonly Effect[]): ActionGroup {
  const here = items.filter((effect) => effect.action === action);
  const kinds = [...new Set(here.map(({ itemKind }) => itemKind))].toSorted(
    (one, other) => rank(one) - rank(other),
  );
  return {
    action,
    count: here.length,
    kinds: kinds.map((kind) => ({
      kind,
      effects: here.filter(({ itemKind }) => itemKind === kind),
    })),
  };
}

function rank(kind: string): number {
  const at = kindOrder.indexOf(kind);
  return at === -1 ? kindOrder.length : at;
}

/** What all of a kind have in common, so that it is said once; empty when they differ. */
export function commonDetail({ effects }: KindGroup): string {
  const details = new Set(effects.map(({ detail }) => detail));
  return details.size === 1 ? (effects[0]?.detail ?? "") : "";
}

export type PreviewChange = {
  readonly come: readonly Effect[];
  readonly gone: readonly Effect[];
};

/** What a new preview says that the one looked at did not, and the other way about. */
export function changesBetween(seen: readonly Effect[], now: readonly Effect[]): PreviewChange {
  const known = new Set(seen.map(lineOf));
  const present = new Set(now.map(lineOf));
  return {
    come: now.filter((effect) => !known.has(lineOf(effect))),
    gone: seen.filter((effect) => !present.has(lineOf(effect))),
  };
}

function lineOf({ service, itemId, itemName, action, detail, amountCents }: Effect): string {
  return JSON.stringify([service, itemId, itemName, action, detail, String(amountCents ?? "")]);
}
