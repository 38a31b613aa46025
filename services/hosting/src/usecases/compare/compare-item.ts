import type { common } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { HostedItem } from "../../domain/hosted-item.ts";
import { found, realOf } from "../drive/drive-items.ts";
import type { Driver } from "../drive/driver.ts";
import type { ItemKind } from "../items/kind.ts";
import type { Hosting, Units } from "../ports.ts";

type Dependencies = {
  /** For looking; commits without waking anybody. */
  readonly look: Transact<Hosting>;
  readonly transact: Transact<Hosting>;
  readonly clock: Clock;
};

export type CompareOne = (id: string, units: Units) => Promise<common.Item>;

/**
 * Writes down what a server has of an item that was brought there before: what somebody changed by hand is
 * reported, and what was put back is in step again. Nothing on the server is touched.
 */
export function compareOne<Item extends HostedItem>(
  { look, transact, clock }: Dependencies,
  kind: ItemKind<Item>,
  /** Absent where no server of its kind is configured; then there is nothing to look at. */
  driver: Pick<Driver<Item>, "server" | "compare"> | undefined,
): CompareOne {
  return async (id, units) => {
    const item = await look((scope) => kind.rows(scope).find(id, units));
    if (driver === undefined || !isComparable(item)) return kind.toItem(item);
    const outcome = await driver.compare(item);
    if (outcome === null) return kind.toItem(item);
    const real = realOf(item, outcome, driver.server, clock.now());
    if (real.state === item.real.state && real.reason === item.real.reason)
      return kind.toItem(item);
    return transact(async (scope) => {
      const current = await found(kind.rows(scope).lock(id, "all"));
      // Something else is wanted of it since, or was done: that is newer.
      if (current === null || current.version !== item.version) return kind.toItem(current ?? item);
      const next = { ...current, version: current.version + 1n, real };
      await kind.rows(scope).save(next);
      await kind.say(scope, "changed", next, "");
      return kind.toItem(next);
    });
  };
}

/** What is on its way, or was parked, is known not to be there. */
const isComparable = ({ real: { state }, isHeld }: HostedItem) =>
  !isHeld && (state === "in-step" || state === "drifted");
