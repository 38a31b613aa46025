import type { Mailbox } from "./mailbox.ts";
import { sieveScript } from "./sieve-script.ts";

/** What the servers hold of a mailbox. */
export type HeldMailbox = {
  readonly home: string;
  readonly quotaMb: number;
  readonly script: string;
};

/** In this order they are named: whether it is served at all, then what is served of it. */
export type Difference = "served" | "unserved" | "quota" | "script" | "storage";

/** Where the servers do not hold what is wanted; empty where they do. Null is a mailbox that they do not know. */
export function driftOf(mailbox: Mailbox, held: HeldMailbox | null): readonly Difference[] {
  const isServed = held !== null;
  if (isServed !== shouldBeServed(mailbox)) return [isServed ? "served" : "unserved"];
  if (held === null) return [];
  const differs: Readonly<Record<"quota" | "script" | "storage", boolean>> = {
    quota: held.quotaMb !== mailbox.quotaMb,
    script: held.script !== sieveScript(mailbox),
    storage: !held.home.endsWith(`/${mailbox.storageId}`),
  };
  return (["quota", "script", "storage"] as const).filter((part) => differs[part]);
}

function shouldBeServed({ isHeld, wanted: { state } }: Mailbox): boolean {
  return !isHeld && (state === "on" || state === "suspended");
}

/** The reason that an item carries for its differences, such as `drift-quota-script`. */
export const driftReason = (differences: readonly Difference[]): string =>
  ["drift", ...differences].join("-");

/** The mailbox as it was found: drifted, or in step again; the same object where nothing is new. */
export function found(mailbox: Mailbox, differences: readonly Difference[], now: Date): Mailbox {
  const reason = differences.length === 0 ? "" : driftReason(differences);
  const state = reason === "" ? "in-step" : "drifted";
  const { real } = mailbox;
  if (real.state === state && real.reason === reason) return mailbox;
  return {
    ...mailbox,
    version: mailbox.version + 1n,
    real: { ...real, state, reason, at: now },
  };
}
