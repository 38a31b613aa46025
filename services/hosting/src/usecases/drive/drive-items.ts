import type { Transact } from "@isp/db";
import { type Clock, DomainError, type Real } from "@isp/kernel";
import type { HostedItem } from "../../domain/hosted-item.ts";
import type { ItemKind } from "../items/kind.ts";
import type { Hosting, Work } from "../ports.ts";
import { type Driver, type Outcome, RefusedByServerError } from "./driver.ts";

type Dependencies = {
  /** For looking; commits without waking anybody. */
  readonly look: Transact<Hosting>;
  readonly transact: Transact<Hosting>;
  readonly clock: Clock;
  /** Told of what a server or the way to it did; business refusals are in the item's reason. */
  readonly onFailure: (error: unknown, itemId: string) => void;
};

/** So long no other replica works on it; whoever dies meanwhile is followed by another. */
const claimMs = 10_000;
const longestPauseMs = 60_000;
/** So soon a server that was restarted is back, and so long one that is broken is left alone. */
const pauseMs = (attempts: number) => Math.min(250 * 2 ** attempts, longestPauseMs);

/** Works on one item that is due, for the kind that its driver is for. */
export type DriveOne = (work: Work) => Promise<void>;

/**
 * Hands an item to its driver as it now is, and writes down what became of it, unless something else was
 * wanted meanwhile: then it stands to be worked on again.
 */
export function driveOne<Item extends HostedItem>(
  { look, transact, clock, onFailure }: Dependencies,
  kind: ItemKind<Item>,
  driver: Driver<Item>,
): DriveOne {
  return async (work) => {
    const until = new Date(clock.now().getTime() + claimMs);
    if (!(await look((scope) => scope.work.claim(work, until)))) return;
    const item = await look((scope) => found(kind.rows(scope).find(work.itemId, "all")));
    if (item === null) {
      await look((scope) => scope.work.remove(work.itemId));
      return;
    }
    const outcome = await driver
      .apply(item, { isForced: work.isForced })
      .catch((error: unknown): Outcome | null => {
        onFailure(error, item.id);
        if (error instanceof RefusedByServerError)
          return { state: "failed", reason: error.message };
        return null;
      });
    await transact((scope) => settle(scope, { kind, driver, clock }, item, { outcome, work }));
  };
}

async function settle<Item extends HostedItem>(
  scope: Hosting,
  about: {
    readonly kind: ItemKind<Item>;
    readonly driver: Pick<Driver<Item>, "server">;
    readonly clock: Clock;
  },
  applied: Item,
  { outcome, work }: { readonly outcome: Outcome | null; readonly work: Work },
): Promise<void> {
  const { kind, driver, clock } = about;
  const now = clock.now();
  const current = await found(kind.rows(scope).lock(applied.id, "all"));
  if (current === null) return;
  if (current.wanted.version !== applied.wanted.version) {
    // Another replica may have brought the newer wish there before this older one arrived.
    if (!current.isHeld) await scope.work.add(kind.kind, current.id, now);
    return;
  }
  const dueAt = new Date(now.getTime() + pauseMs(work.attempts));
  const stood = await (outcome === null
    ? scope.work.postpone(current.id, dueAt)
    : scope.work.remove(current.id));
  // Another replica went on with it once the claim was over, and has said how it ended.
  if (!stood) return;
  const real = realOf(current, outcome, driver.server, now);
  if (real.state === current.real.state && real.reason === current.real.reason) return;
  const next = { ...current, version: current.version + 1n, real };
  await kind.rows(scope).save(next);
  await kind.say(scope, "changed", next, "");
}

export function realOf(
  { wanted, real }: HostedItem,
  outcome: Outcome | null,
  server: string,
  now: Date,
): Real {
  if (outcome === null) return { ...real, state: "pending", at: now, reason: `${server}-away` };
  if (outcome.state === "in-step") {
    return { state: "in-step", version: wanted.version, at: now, reason: "" };
  }
  return { ...real, state: outcome.state, at: now, reason: outcome.reason };
}

/** An item that was forgotten meanwhile is nothing to work on. */
export async function found<Item>(reading: Promise<Item>): Promise<Item | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof DomainError && error.kind === "not_found") return null;
    throw error;
  }
}
