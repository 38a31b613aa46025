import type { LoginEntry } from "./logins.ts";
import type { IpReply } from "../replies/ip-reply.ts";

/** What this process knows of one IP. */
export type IpEntry = {
  readonly id: string;
  readonly version: bigint;
  /** Null where its devices connect by themselves. */
  readonly loginId: string | null;
  readonly bindMac: boolean;
  readonly macs: readonly string[];
  readonly reply: IpReply;
  /** The class that it belongs to, if any. */
  readonly classId: string | null;
  /** Where its address is taken from, if it is not fixed. */
  readonly poolId: string | null;
  /** What its devices connect as, in place of a login; one for each. */
  readonly devices: readonly LoginEntry[];
};

/** Every IP of the provider, in memory beside the logins. */
export type IpModel = {
  readonly findById: (id: string) => IpEntry | undefined;
  readonly ofLogin: (loginId: string) => readonly IpEntry[];
  /** Who connects by this MAC address alone (D23). */
  readonly byMac: (digits: string) => LoginEntry | undefined;
  readonly isFixed: (address: string) => boolean;
  /** The classes that addresses are to be taken from. */
  readonly poolIds: () => readonly string[];
  /** Takes an entry that was read; an older version than the one known is ignored. */
  readonly put: (entry: IpEntry) => void;
  readonly remove: (id: string) => void;
};

const none: readonly IpEntry[] = [];

export function ipModel(): IpModel {
  const byId = new Map<string, IpEntry>();
  const byLogin = new Map<string, readonly IpEntry[]>();
  const byMac = new Map<string, LoginEntry>();
  const byAddress = new Map<string, IpEntry>();
  const byPool = new Map<string, number>();

  function count(poolId: string | null, by: number): void {
    if (poolId !== null) byPool.set(poolId, (byPool.get(poolId) ?? 0) + by);
  }

  function others({ id, loginId }: IpEntry): readonly IpEntry[] {
    return (byLogin.get(loginId ?? "") ?? none).filter((entry) => entry.id !== id);
  }

  function remove(id: string): void {
    const known = byId.get(id);
    if (known === undefined) return;
    byId.delete(id);
    count(known.poolId, -1);
    const { address } = known.reply;
    if (address !== null && byAddress.get(address) === known) byAddress.delete(address);
    for (const device of known.devices)
      if (byMac.get(device.name) === device) byMac.delete(device.name);
    if (known.loginId === null) return;
    const left = others(known);
    if (left.length === 0) byLogin.delete(known.loginId);
    else byLogin.set(known.loginId, left);
  }

  return {
    findById: (id) => byId.get(id),
    ofLogin: (loginId) => byLogin.get(loginId) ?? none,
    byMac: (digits) => byMac.get(digits),
    isFixed: (address) => byAddress.has(address),
    poolIds: () => [...byPool].flatMap(([id, uses]) => (uses > 0 ? [id] : [])),
    put(entry) {
      const known = byId.get(entry.id);
      if (known !== undefined && known.version > entry.version) return;
      remove(entry.id);
      byId.set(entry.id, entry);
      count(entry.poolId, 1);
      if (entry.reply.address !== null) byAddress.set(entry.reply.address, entry);
      for (const device of entry.devices) byMac.set(device.name, device);
      if (entry.loginId === null) return;
      // Which of several comes first does not depend on the order in which they were read.
      const all = [...others(entry), entry];
      byLogin.set(
        entry.loginId,
        all.toSorted((one, other) => (one.id < other.id ? -1 : 1)),
      );
    },
    remove,
  };
}

/** The devices that a login is bound to (C91); none where it may come from any. */
export function boundMacs(ips: readonly IpEntry[]): readonly string[] {
  return ips.flatMap(({ bindMac, macs }) => (bindMac ? macs : []));
}

/**
 * The IP of a login for this device: the one that names it, else the first that is bound to none. One that
 * tells nothing, such as that of a device bound by a click, leaves the word to the others.
 */
export function ipFor(ips: readonly IpEntry[], device: string): IpEntry | undefined {
  const tells = ({ poolId, reply }: IpEntry) => poolId !== null || reply.tellsAnything;
  return (
    ips.find((ip) => tells(ip) && ip.macs.includes(device)) ??
    ips.find((ip) => tells(ip) && !ip.bindMac)
  );
}
