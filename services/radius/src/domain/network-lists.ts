import type { FieldProblem } from "@isp/kernel";
import { addressNumber, rangeOf } from "./address-range.ts";
import { refuseFields } from "./errors.ts";
import { prefixLength, prefixProblem } from "./ipv6-range.ts";
import { sharingProblem } from "./shared-addresses.ts";

type Named = {
  readonly id: string;
  readonly version: bigint;
  /** Empty where it serves every business unit. */
  readonly businessUnitId: string;
  readonly name: string;
};

/** A range of addresses with what its customers type into their routers (C16). */
export type IpClass = Named & {
  readonly cidr: string;
  readonly gateway: string;
  readonly dns1: string;
  readonly dns2: string;
  readonly netmask: string;
  /** Public addresses that its customers share, each with a block of ports; empty where none. */
  readonly publicCidr: string;
  readonly firstPort: number;
  readonly portsPerCustomer: number;
  /** IPv6 networks that its customers get prefixes of (RFC 6177); empty where none. */
  readonly framedIpv6: string;
  readonly delegatedIpv6: string;
};

/** What a class says that was written down before public addresses could be shared. */
export const notShared = { publicCidr: "", firstPort: 0, portsPerCustomer: 0 };

/** What a class says that was written down before it could give IPv6 prefixes. */
export const withoutIpv6 = { framedIpv6: "", delegatedIpv6: "" };

export type Rate = { readonly downKbps: number; readonly upKbps: number };

/** Speeds under a name, to choose from where a plan or an IP is given its speed (C17). */
export type SpeedProfile = Named & {
  readonly speed: { readonly businessHours: Rate; readonly otherHours: Rate };
};

const longestName = 120;
const fastestKbps = 100_000_000;

/** The class with the mask that its range has, where none was given. */
export function withNetmask(entry: IpClass): IpClass {
  const range = rangeOf(entry.cidr);
  return entry.netmask !== "" || range === null ? entry : { ...entry, netmask: range.netmask };
}

export function checkIpClass(entry: IpClass): void {
  const range = rangeOf(entry.cidr);
  const isAddress = (text: string) => text === "" || addressNumber(text) !== null;
  const gateway = addressNumber(entry.gateway);
  const inside =
    range === null || gateway === null || (gateway >= range.first && gateway <= range.last);
  const sharing = sharingProblem(entry);
  refuseFields([
    ...nameProblems(entry.name),
    ...unless(range !== null, "/cidr", "must be a network such as 100.64.0.0/22"),
    ...unless(isAddress(entry.gateway) && inside, "/gateway", "must be an address of the range"),
    ...unless(isAddress(entry.dns1), "/dns1", "must be an IPv4 address"),
    ...unless(isAddress(entry.dns2), "/dns2", "must be an IPv4 address"),
    ...unless(
      range === null || entry.netmask === range.netmask,
      "/netmask",
      `must be ${range?.netmask ?? "a mask"}, which the range has`,
    ),
    ...unless(sharing === null, "/publicCidr", sharing ?? ""),
    ...prefixProblems(entry),
  ]);
}

function prefixProblems({ cidr, framedIpv6, delegatedIpv6 }: IpClass): FieldProblem[] {
  const framed = prefixProblem(cidr, framedIpv6, prefixLength.framed);
  const delegated = prefixProblem(cidr, delegatedIpv6, prefixLength.delegated);
  return [
    ...unless(framed === null, "/framedIpv6", framed ?? ""),
    ...unless(delegated === null, "/delegatedIpv6", delegated ?? ""),
  ];
}

export function checkSpeedProfile({ name, speed }: SpeedProfile): void {
  const rates = [speed.businessHours, speed.otherHours];
  const whole = (kbps: number) => Number.isInteger(kbps) && kbps > 0 && kbps <= fastestKbps;
  refuseFields([
    ...nameProblems(name),
    ...unless(
      rates.every(({ downKbps, upKbps }) => whole(downKbps) && whole(upKbps)),
      "/speed",
      `must be whole kbit/s from 1 to ${fastestKbps}`,
    ),
  ]);
}

function nameProblems(name: string): FieldProblem[] {
  return unless(name.trim() !== "" && name.length <= longestName, "/name", "must be given");
}

function unless(holds: boolean, pointer: string, detail: string): FieldProblem[] {
  return holds ? [] : [{ pointer, detail }];
}
