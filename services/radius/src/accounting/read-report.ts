import { hash } from "node:crypto";
import { settleTime } from "../domain/report-time.ts";
import type { SessionReport } from "../domain/session.ts";
import { acctStatus, attributeNumber } from "../protocol/codes.ts";
import { walledClass } from "../replies/walled-garden.ts";
import type { Packet } from "../protocol/packet.ts";
import { hasOctets, integer, ipv4, octets, text } from "../protocol/reader.ts";
import { ipv6PrefixOf } from "../protocol/values.ts";

/** What an accounting packet is about, or why it is about nothing that can be recorded. */
export type AccountingRequest =
  | {
      readonly kind: "session";
      readonly acctSessionId: string;
      readonly username: string;
      /** It was let into the walled garden, and nowhere else. */
      readonly isWalledIn: boolean;
      readonly report: SessionReport;
    }
  | { readonly kind: "restart"; readonly at: number }
  | { readonly kind: "ignored" }
  | { readonly kind: "unusable"; readonly reason: "no-status" | "no-session-id" };

const kinds = new Map<number, SessionReport["kind"]>([
  [acctStatus.start, "start"],
  [acctStatus.interim, "interim"],
  [acctStatus.stop, "stop"],
]);

export function readAccounting(packet: Packet, receivedAt: number): AccountingRequest {
  const status = integer(packet, attributeNumber.acctStatusType);
  if (status === undefined) return { kind: "unusable", reason: "no-status" };
  if (status === acctStatus.accountingOn || status === acctStatus.accountingOff)
    return { kind: "restart", at: timeOf(packet, receivedAt).at };
  const kind = kinds.get(status);
  // Tunnel and failure records say nothing of a customer's session (RFC 2867).
  if (kind === undefined) return { kind: "ignored" };
  const acctSessionId = text(packet, attributeNumber.acctSessionId);
  if (!acctSessionId) return { kind: "unusable", reason: "no-session-id" };
  const username = text(packet, attributeNumber.userName) ?? "";
  return {
    kind: "session",
    acctSessionId,
    username,
    // A proxy may put a Class of its own before ours.
    isWalledIn: hasOctets(packet, attributeNumber.class, walledClass),
    report: readReport(packet, kind, receivedAt),
  };
}

const keyBytes = 16;

/**
 * A digest of what makes a session unique, 32 hexadecimal digits; the parts carry their length, so they
 * cannot run together.
 */
export function sessionKey(nasId: string, acctSessionId: string, username: string): string {
  const text = `${nasId}\n${acctSessionId.length}\n${acctSessionId}\n${username}`;
  // A slice of all digits would keep them all, and be slower to look up.
  return hash("sha256", text, "buffer").toString("hex", 0, keyBytes);
}

function readReport(
  packet: Packet,
  kind: SessionReport["kind"],
  receivedAt: number,
): SessionReport {
  const { acctInputOctets, acctInputGigawords } = attributeNumber;
  const { acctOutputOctets, acctOutputGigawords } = attributeNumber;
  const { at, nasAt, isClockSkewed } = timeOf(packet, receivedAt);
  return {
    kind,
    at,
    nasAt,
    isClockSkewed,
    sessionSeconds: integer(packet, attributeNumber.acctSessionTime) ?? 0,
    inputOctets: counter(packet, acctInputOctets, acctInputGigawords),
    outputOctets: counter(packet, acctOutputOctets, acctOutputGigawords),
    terminateCause:
      kind === "stop" ? (integer(packet, attributeNumber.acctTerminateCause) ?? null) : null,
    mac: text(packet, attributeNumber.callingStationId)?.slice(0, longestMac) ?? null,
    nasPortId: portOf(packet),
    calledStationId: text(packet, attributeNumber.calledStationId) ?? null,
    address: ipv4(packet, attributeNumber.framedIpAddress) ?? null,
    framedIpv6Prefix: prefix(packet, attributeNumber.framedIpv6Prefix),
    delegatedIpv6Prefix: prefix(packet, attributeNumber.delegatedIpv6Prefix),
  };
}

function timeOf(
  packet: Packet,
  receivedAt: number,
): Pick<SessionReport, "at" | "nasAt" | "isClockSkewed"> {
  const delaySeconds = integer(packet, attributeNumber.acctDelayTime) ?? 0;
  const seconds = integer(packet, attributeNumber.eventTimestamp);
  const nasAt = seconds === undefined ? null : seconds * 1_000;
  const { at, isClockSkewed } = settleTime({ receivedAt, delaySeconds, nasAt });
  return { at, nasAt, isClockSkewed };
}

function counter(packet: Packet, low: number, high: number): bigint {
  const octets = BigInt(integer(packet, low) ?? 0);
  const gigawords = integer(packet, high) ?? 0;
  return gigawords === 0 ? octets : BigInt(gigawords) * 0x1_0000_0000n + octets;
}

const longestMac = 64;

function portOf(packet: Packet): string | null {
  const name = text(packet, attributeNumber.nasPortId);
  return name ?? integer(packet, attributeNumber.nasPort)?.toString() ?? null;
}

function prefix(packet: Packet, type: number): string | null {
  const value = octets(packet, type);
  return (value && ipv6PrefixOf(value)) ?? null;
}
