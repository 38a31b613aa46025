import { isUtf8 } from "node:buffer";
import { attributeNumber } from "./codes.ts";
import { headerBytes, type Packet } from "./packet.ts";

/** Where the first attribute of this type begins, or -1. */
export function offsetOf({ bytes }: Packet, type: number): number {
  for (let at = headerBytes; at < bytes.length; at += bytes[at + 1] ?? 2) {
    if (bytes[at] === type) return at;
  }
  return -1;
}

/** The value in place: a view of the packet, not a copy. */
export function octets(packet: Packet, type: number): Buffer | undefined {
  const at = offsetOf(packet, type);
  if (at < 0) return undefined;
  return packet.bytes.subarray(at + 2, at + (packet.bytes[at + 1] ?? 2));
}

/** Whether any attribute of this type has this value: some may stand more than once. */
export function hasOctets({ bytes }: Packet, type: number, value: Buffer): boolean {
  for (let at = headerBytes; at < bytes.length; at += bytes[at + 1] ?? 2) {
    if (bytes[at] !== type) continue;
    if (bytes.subarray(at + 2, at + (bytes[at + 1] ?? 2)).equals(value)) return true;
  }
  return false;
}

/** Text as it was sent. What is not UTF-8 is read as Latin-1, so that no octet is lost. */
export function text(packet: Packet, type: number): string | undefined {
  const at = offsetOf(packet, type);
  if (at < 0) return undefined;
  const { bytes } = packet;
  const [start, end] = [at + 2, at + (bytes[at + 1] ?? 2)];
  // Nearly every text is: then no view of it is made, only the string.
  if (isAscii(bytes, start, end)) return bytes.toString("latin1", start, end);
  return textOf(bytes.subarray(start, end));
}

function isAscii(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if ((bytes[at] ?? 0) > 0x7f) return false;
  return true;
}

export function textOf(value: Buffer): string {
  return value.toString(isUtf8(value) ? "utf8" : "latin1");
}

/** Nothing where the attribute is absent or not four octets long (RFC 2865 5, integer and time). */
export function integer(packet: Packet, type: number): number | undefined {
  const at = offsetOf(packet, type);
  if (at < 0 || packet.bytes[at + 1] !== 6) return undefined;
  return packet.bytes.readUInt32BE(at + 2);
}

export function ipv4(packet: Packet, type: number): string | undefined {
  const at = offsetOf(packet, type);
  if (at < 0 || packet.bytes[at + 1] !== 6) return undefined;
  return ipv4Of(packet.bytes, at + 2);
}

export function ipv4Of(bytes: Buffer, at: number): string {
  return `${bytes[at]}.${bytes[at + 1]}.${bytes[at + 2]}.${bytes[at + 3]}`;
}

/** The value of the first sub-attribute of a known vendor, in place. */
export function vendorOctets(packet: Packet, vendor: number, type: number): Buffer | undefined {
  const { bytes } = packet;
  for (let at = headerBytes; at < bytes.length; at += bytes[at + 1] ?? 2) {
    if (bytes[at] !== attributeNumber.vendorSpecific) continue;
    if (bytes.readUInt32BE(at + 2) !== vendor) continue;
    const end = at + (bytes[at + 1] ?? 2);
    for (let inner = at + 6; inner < end; inner += bytes[inner + 1] ?? 2) {
      if (bytes[inner] === type) return bytes.subarray(inner + 2, inner + (bytes[inner + 1] ?? 2));
    }
  }
  return undefined;
}
