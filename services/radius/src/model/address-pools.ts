import { addressNumber, addressText } from "../domain/address-range.ts";
import { blockOf, blocksOf, blockSize, isGivenOut, type Pool } from "../domain/pool.ts";
import { isSameDevice, type Place } from "../domain/simultaneous-use.ts";
import type { IpModel } from "./ips.ts";
import type { OpenSessions } from "./open-sessions.ts";

/** Who asks for an address of a pool. */
export type Asking = { readonly loginId: string; readonly from: Place; readonly now: number };

/** Addresses that are not fixed, out of the blocks that are leased to this replica. */
export type AddressPools = {
  /** The login's last address if it is free, else the next that is; nothing when all are used. */
  readonly take: (pool: Pool, asking: Asking) => string | undefined;
  /** The blocks that are this replica's, as the database has just confirmed. */
  readonly own: (blocks: Iterable<number>, confirmedAt: number) => void;
  /** How many could be given out now, counted up to what is enough. */
  readonly free: (pool: Pool, enough: number, now: number) => number;
  /** How many were asked for since the last time. */
  readonly demand: () => number;
};

type Held = { readonly loginId: string; readonly from: Place; readonly until: number };

type Known = {
  readonly open: Pick<OpenSessions, "atAddress" | "ofLogin">;
  readonly ips: Pick<IpModel, "isFixed">;
  /** An accept holds its address until its session must have been heard of. */
  readonly holdMs: number;
};

/** Without word from the database for so long, another replica may be about to take the blocks over. */
const trustedMs = 10 * 60_000;
/** A used-up pool is looked through once in so long, however many ask. */
const usedUpMs = 1_000;

export function addressPools({ open, ips, holdMs }: Known): AddressPools {
  const held = new Map<number, Held>();
  const last = new Map<string, number>();
  let blocks: readonly number[] = [];
  let owned = new Set<number>();
  let confirmedAt = Number.NEGATIVE_INFINITY;
  let cursor = 0;
  let usedUp = new WeakMap<Pool, number>();
  let asked = 0;

  function isFree(address: number, { now, ...who }: Asking): boolean {
    if (ips.isFixed(addressText(address))) return false;
    const hold = held.get(address);
    if (hold !== undefined && hold.until > now && !isSame(hold, who)) return false;
    for (const { loginId, nasId, state } of open.atAddress(addressText(address))) {
      const from = { mac: state.mac ?? "", nasId, nasPortId: state.nasPortId ?? "" };
      if (loginId !== who.loginId || !isSameDevice(from, who.from)) return false;
    }
    return true;
  }

  /** What the device has or had; whoever comes back takes his own place again. */
  function earlier(asking: Asking): number[] {
    const places = [...open.ofLogin(asking.loginId)].flatMap(({ state }) => {
      const number = addressNumber(state.address?.value ?? "");
      return number === null ? [] : [number];
    });
    const lately = last.get(asking.loginId);
    return lately === undefined ? places : [lately, ...places];
  }

  function next(pool: Pool, asking: Asking): number | undefined {
    const { now } = asking;
    if (now - (usedUp.get(pool) ?? Number.NEGATIVE_INFINITY) < usedUpMs) return undefined;
    for (const [at, block] of fromCursor()) {
      const [found] = freeIn(block, pool, asking);
      if (found === undefined) continue;
      cursor = at;
      return found;
    }
    usedUp.set(pool, now);
    return undefined;
  }

  /** Where the last free address was, the next one is likely. */
  function* fromCursor(): Generator<readonly [number, number]> {
    for (let tried = 0; tried < blocks.length; tried += 1) {
      const at = (cursor + tried) % blocks.length;
      yield [at, blocks[at] ?? 0];
    }
  }

  function* freeIn(block: number, pool: Pool, asking: Asking): Generator<number> {
    const { from, to } = blocksOf(pool);
    if (block < from || block > to) return;
    for (let address = block * blockSize; address < (block + 1) * blockSize; address += 1)
      if (isGivenOut(pool, address) && isFree(address, asking)) yield address;
  }

  return {
    take(pool, asking) {
      asked += 1;
      if (asking.now - confirmedAt > trustedMs) return undefined;
      const own = earlier(asking).find(
        (address) =>
          isGivenOut(pool, address) && owned.has(blockOf(address)) && isFree(address, asking),
      );
      const address = own ?? next(pool, asking);
      if (address === undefined) return undefined;
      const { loginId, from, now } = asking;
      held.set(address, { loginId, from, until: now + holdMs });
      last.set(loginId, address);
      return addressText(address);
    },
    own(mine, at) {
      blocks = [...mine].toSorted((one, other) => one - other);
      owned = new Set(blocks);
      confirmedAt = at;
      usedUp = new WeakMap();
      for (const [address, { until }] of held) if (until <= at) held.delete(address);
    },
    free(pool, enough, now) {
      const nobody = { loginId: "", from: { mac: "", nasId: "", nasPortId: "" }, now };
      let count = 0;
      for (const [, block] of fromCursor())
        for (const _free of freeIn(block, pool, nobody)) {
          count += 1;
          if (count >= enough) return count;
        }
      return count;
    },
    demand() {
      const count = asked;
      asked = 0;
      return count;
    },
  };
}

function isSame(hold: Held, who: Omit<Asking, "now">): boolean {
  return hold.loginId === who.loginId && isSameDevice(hold.from, who.from);
}
