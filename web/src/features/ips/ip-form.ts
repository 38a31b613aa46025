import type { Item } from "../../api/customers.ts";
import { isMissing } from "../../api/missing.ts";

type Rate = { readonly downKbps: number; readonly upKbps: number };

/** An IP as the API tells it. */
export type Ip = Item & {
  readonly version: number;
  readonly routingPointId: string | null;
  readonly loginId: string | null;
  readonly ipClassId: string | null;
  readonly address: string;
  readonly netmask: string;
  readonly dns1: string;
  readonly dns2: string;
  readonly gateway: string;
  readonly firewallRule: string;
  readonly proxy: boolean;
  readonly publicIp: boolean;
  readonly networkAllowed: boolean;
  readonly bindMac: boolean;
  readonly macs: readonly string[];
  readonly speed: { readonly businessHours: Rate; readonly otherHours: Rate } | null;
  readonly message: string;
  readonly notes: string;
};

/** What a class gives an IP to begin with. */
export type ClassDefaults = {
  readonly id: string;
  readonly netmask: string;
  readonly dns1: string;
  readonly dns2: string;
  readonly gateway: string;
};

type Speed = {
  readonly [Period in "businessHours" | "otherHours"]?: {
    readonly downKbps?: number | null;
    readonly upKbps?: number | null;
  };
};

/** As the form holds it: empty is nothing. */
export type IpForm = {
  readonly routingPointId?: string | undefined;
  readonly loginId?: string | undefined;
  readonly ipClassId?: string | undefined;
  readonly address?: string | undefined;
  readonly netmask?: string | undefined;
  readonly dns1?: string | undefined;
  readonly dns2?: string | undefined;
  readonly gateway?: string | undefined;
  readonly firewallRule?: string | undefined;
  readonly proxy?: boolean | undefined;
  readonly publicIp?: boolean | undefined;
  readonly networkAllowed?: boolean | undefined;
  readonly bindMac?: boolean | undefined;
  readonly macs?: readonly (string | undefined)[] | undefined;
  readonly speed?: Speed | undefined;
  readonly message?: string | undefined;
  readonly notes?: string | undefined;
};

export const mostMacs = 5;
export const notFixed = "0.0.0.0";

/** A new IP begins with what its class gives, at the plan's routing point, for its main login. */
export function newIpForm(
  { routingPointId }: { readonly routingPointId?: string | null },
  items: readonly Item[],
  ipClass: ClassDefaults | undefined,
): IpForm {
  const logins = items.filter(({ kind }) => kind === "login");
  const login = logins.find(({ main }) => main) ?? logins[0];
  return {
    address: notFixed,
    routingPointId: routingPointId ?? undefined,
    loginId: login?.id,
    ...fromClass(ipClass),
    macs: Array.from({ length: mostMacs }, () => undefined),
  };
}

/** What choosing a class fills in. */
export function fromClass(ipClass: ClassDefaults | undefined): IpForm {
  if (ipClass === undefined) return {};
  const { id: ipClassId, netmask, dns1, dns2, gateway } = ipClass;
  return { ipClassId, netmask, dns1, dns2, gateway };
}

export function ipToForm(ip: Ip): IpForm {
  return {
    ...ip,
    routingPointId: ip.routingPointId ?? undefined,
    loginId: ip.loginId ?? undefined,
    ipClassId: ip.ipClassId ?? undefined,
    macs: Array.from({ length: mostMacs }, (_, index) => writtenMac(ip.macs[index])),
    speed: ip.speed ?? undefined,
  };
}

/** Twelve digits as they are printed on devices. */
export function writtenMac(digits: string | undefined): string | undefined {
  return digits?.match(/../g)?.join(":").toUpperCase();
}

export function formToBody(form: IpForm): object {
  return {
    routingPointId: orNull(form.routingPointId),
    loginId: orNull(form.loginId),
    ipClassId: orNull(form.ipClassId),
    address: given(form.address) || notFixed,
    netmask: given(form.netmask),
    dns1: given(form.dns1),
    dns2: given(form.dns2),
    gateway: given(form.gateway),
    firewallRule: given(form.firewallRule),
    proxy: form.proxy === true,
    publicIp: form.publicIp === true,
    networkAllowed: form.networkAllowed === true,
    bindMac: form.bindMac === true,
    macs: (form.macs ?? []).map(given).filter((mac) => mac !== ""),
    speed: speedOf(form.speed),
    message: given(form.message),
    notes: given(form.notes),
  };
}

const orNull = (id: string | undefined) => id ?? null;

const given = (text: string | undefined): string => text?.trim() ?? "";

/** Other hours are as fast as business hours where nothing is said of them. */
function speedOf(speed: Speed | undefined): object | null {
  const businessHours = rateOf(speed?.businessHours);
  const otherHours = rateOf(speed?.otherHours);
  if (businessHours === undefined) return null;
  return { businessHours, otherHours: otherHours ?? businessHours };
}

type Period = keyof Speed;

/** A rate needs both ways, and one for other hours needs one for business hours (C92). */
export function isRateMissing(speed: Speed | undefined, period: Period, way: keyof Rate): boolean {
  const isGiven = (of: Period, one: keyof Rate) => !isMissing(speed?.[of]?.[one]);
  if (isGiven(period, way)) return false;
  const other = way === "downKbps" ? "upKbps" : "downKbps";
  if (isGiven(period, other)) return true;
  return (
    period === "businessHours" &&
    (isGiven("otherHours", "downKbps") || isGiven("otherHours", "upKbps"))
  );
}

function rateOf(rate: Speed["businessHours"]): Rate | undefined {
  const { downKbps = null, upKbps = null } = rate ?? {};
  return downKbps === null || upKbps === null ? undefined : { downKbps, upKbps };
}
