import type { FieldProblem } from "@isp/kernel";
import { addressNumber, rangeOf } from "./address-range.ts";
import { refuseFields } from "./errors.ts";
import type { IpSettings } from "./ip.ts";
import { macOf } from "./mac.ts";
import type { IpClass } from "./network-lists.ts";

export const mostMacs = 5;
const fastestKbps = 100_000_000;
/** RFC 2865: an attribute carries no more octets. */
const longestMessage = 253;
const longest = { firewallRule: 16, notes: 4_000 } as const;

/** Refuses an IP that no device could be given (C90 to C92); the address that it has stays as it is. */
export function checkIp(ip: IpSettings, ipClass: IpClass | null, held?: string | null): void {
  refuseFields([
    ...addressProblems(ip),
    ...classProblems(ip, ipClass),
    ...(ip.address === held ? [] : edgeProblems(ip, ipClass)),
    ...macProblems(ip),
    ...speedProblems(ip),
    ...textProblems(ip),
  ]);
}

function addressProblems({ address, netmask, dns1, dns2, gateway }: IpSettings): FieldProblem[] {
  const is = (text: string) => text === "" || addressNumber(text) !== null;
  const detail = "must be an IPv4 address";
  return [
    ...unless(address === null || isHost(address), "/address", detail),
    ...unless(is(dns1), "/dns1", detail),
    ...unless(is(dns2), "/dns2", detail),
    ...unless(is(gateway), "/gateway", detail),
    ...unless(
      netmask === "" || isMask(netmask),
      "/netmask",
      "must be a mask such as 255.255.255.0",
    ),
    ...unless(
      address === null || address !== gateway,
      "/address",
      "must be another than that of the gateway",
    ),
  ];
}

/** Neither this network, loopback, multicast nor broadcast (RFC 6890). */
function isHost(address: string): boolean {
  const number = addressNumber(address);
  if (number === null) return false;
  const first = Math.floor(number / 2 ** 24);
  return first > 0 && first !== 127 && first < 224;
}

function isMask(text: string): boolean {
  const number = addressNumber(text);
  if (number === null || number === 0) return false;
  const rest = 2 ** 32 - number;
  return Number.isInteger(Math.log2(rest));
}

function classProblems({ address }: IpSettings, ipClass: IpClass | null): FieldProblem[] {
  const number = address === null ? null : addressNumber(address);
  const range = ipClass === null ? null : rangeOf(ipClass.cidr);
  if (number === null || range === null) return [];
  const isInside = number >= range.first && number <= range.last;
  return unless(isInside, "/address", `must lie in ${ipClass?.cidr ?? "its class"}`);
}

/** What no pool gives out is no customer's by hand either: two devices would have the gateway's address. */
function edgeProblems({ address, gateway }: IpSettings, ipClass: IpClass | null): FieldProblem[] {
  const number = address === null ? null : addressNumber(address);
  const range = ipClass === null ? null : rangeOf(ipClass.cidr);
  if (number === null || range === null) return [];
  const hasEdges = range.last - range.first >= 2;
  const isEdge = hasEdges && (number === range.first || number === range.last);
  const isGateway = address === ipClass?.gateway && address !== gateway;
  return [
    ...unless(!isEdge, "/address", "must be neither the network's own address nor its broadcast"),
    ...unless(!isGateway, "/address", "must be another than that of the gateway"),
  ];
}

function macProblems({ macs, bindMac, loginId }: IpSettings): FieldProblem[] {
  const wrong = macs.flatMap((mac, index) =>
    unless(macOf(mac) !== null, `/macs/${index}`, "must be a MAC address"),
  );
  return [
    ...wrong,
    ...unless(macs.length <= mostMacs, "/macs", `must be at most ${mostMacs}`),
    ...unless(new Set(macs).size === macs.length, "/macs", "must differ from each other"),
    ...unless(!bindMac || macs.length > 0, "/macs", "must be given"),
    ...unless(!bindMac || loginId !== null, "/bindMac", "needs a login to bind them to"),
  ];
}

function speedProblems({ speed }: IpSettings): FieldProblem[] {
  if (speed === null) return [];
  const rates = [speed.businessHours, speed.otherHours].flatMap(({ downKbps, upKbps }) => [
    downKbps,
    upKbps,
  ]);
  const fit = rates.every((kbps) => Number.isInteger(kbps) && kbps > 0 && kbps <= fastestKbps);
  return unless(fit, "/speed", `must be whole kbit/s from 1 to ${fastestKbps}`);
}

function textProblems({ message, notes, firewallRule }: IpSettings): FieldProblem[] {
  const octets = new TextEncoder().encode(message).length;
  return [
    ...unless(
      octets <= longestMessage && !/\p{Cc}/u.test(message),
      "/message",
      `must have at most ${longestMessage} octets in one line`,
    ),
    ...unless(notes.length <= longest.notes, "/notes", tooLong(longest.notes)),
    ...unless(
      firewallRule.length <= longest.firewallRule,
      "/firewallRule",
      tooLong(longest.firewallRule),
    ),
  ];
}

const tooLong = (most: number) => `must have at most ${most} characters`;

function unless(holds: boolean, pointer: string, detail: string): FieldProblem[] {
  return holds ? [] : [{ pointer, detail }];
}
