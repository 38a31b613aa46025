import {
  followService,
  isGone,
  type ItemPlace,
  type ItemState,
  moveItem,
  newItemState,
  type ServiceState,
} from "@isp/kernel";
import type { Rate } from "./network-lists.ts";

/** In place of the plan's speed (C92). */
export type Speed = { readonly businessHours: Rate; readonly otherHours: Rate };

/** What an operator says of an IP (C90 to C92). */
export type IpSettings = {
  /** Null is asked for at any routing point. */
  readonly routingPointId: string | null;
  /** Null where the MAC addresses alone are asked for (IPoE, D23). */
  readonly loginId: string | null;
  /** Null where it is not fixed. */
  readonly address: string | null;
  /** Where an address that is not fixed is taken from. */
  readonly ipClassId: string | null;
  readonly netmask: string;
  readonly dns1: string;
  readonly dns2: string;
  readonly gateway: string;
  readonly firewallRule: string;
  readonly proxy: boolean;
  readonly publicIp: boolean;
  readonly networkAllowed: boolean;
  readonly bindMac: boolean;
  /** By their twelve digits. */
  readonly macs: readonly string[];
  readonly speed: Speed | null;
  readonly message: string;
  readonly notes: string;
};

export type Ip = ItemState &
  ItemPlace &
  IpSettings & {
    readonly id: string;
    /** The plan's terms as plans sent them, in JSON. */
    readonly plan: string;
    /** Removed by an operator: nothing but the replicas need to know of it any more. */
    readonly isRemoved: boolean;
    readonly createdAt: Date;
  };

/** What the manual has typed for an address that is not fixed. */
export const notFixed = "0.0.0.0";

/** What an operator calls it: its address, else its first device, else that it is not fixed. */
export function nameOf({ address, macs }: Pick<IpSettings, "address" | "macs">): string {
  return address ?? writtenMac(macs[0]) ?? notFixed;
}

/** As it is printed on devices. */
export function writtenMac(digits: string | undefined): string | undefined {
  return digits?.match(/../g)?.join(":").toUpperCase();
}

/** The MAC addresses that are asked for in place of a login; a device may go with its owner at once. */
export function identitiesOf(ip: Ip): readonly string[] {
  return ip.loginId === null && !isGone(ip) ? ip.macs : [];
}

type NewIp = ItemPlace & IpSettings & Pick<Ip, "id" | "plan">;

export function newIp(ip: NewIp, service: ServiceState, now: Date): Ip {
  const state = followService(newItemState("reserved", now, ""), service, now, "");
  return carried({ ...ip, ...state, version: 1n, isRemoved: false, createdAt: now }, now);
}

/** The database is the server: what stands there is carried. */
export function carried(ip: Ip, now: Date): Ip {
  if (ip.real.state === "in-step") return ip;
  const real = { state: "in-step", version: ip.wanted.version, at: now, reason: "" } as const;
  return { ...ip, real };
}

/** The IP as its subscription's service asks for it; the same object when nothing changes. */
export function followIp(ip: Ip, service: ServiceState | "deleted", now: Date): Ip {
  return followService(ip, service, now, "");
}

/**
 * The IP under the subscription that comes after its own. A speed of its own is dropped unless it was
 * asked to stay (D10).
 */
export function moveIp(
  ip: Ip,
  to: ItemPlace & Pick<Ip, "plan" | "routingPointId">,
  service: ServiceState,
  { now, keepsSpeed }: { readonly now: Date; readonly keepsSpeed: boolean },
): Ip {
  const { plan, routingPointId, ...place } = to;
  const moved = moveItem(ip, place, service, { now, pendingReason: "" });
  return { ...moved, plan, routingPointId, speed: keepsSpeed ? ip.speed : null };
}

/** Removed by an operator: nothing of it is kept from others. */
export function removedIp(ip: Ip, now: Date): Ip {
  const deleted = carried(followIp(ip, "deleted", now), now);
  return { ...deleted, isRemoved: true, address: null, macs: [], loginId: null };
}
