import { attributeNumber } from "./codes.ts";
import { findDefinition, isKnownVendor } from "./dictionary/dictionary.ts";

export const headerBytes = 20;
/** RFC 2865 3: a longer packet must not be accepted. */
export const maxPacketBytes = 4096;
/** The same limit as FreeRADIUS; more would only serve to keep a server busy. */
const maxAttributes = 200;

/** Every way in which a datagram is not a RADIUS packet. Such a datagram gets no answer. */
export type Malformed =
  | "too-short"
  | "length-too-small"
  | "length-too-large"
  | "length-beyond-datagram"
  | "attribute-too-short"
  | "attribute-beyond-packet"
  | "too-many-attributes"
  | "vendor-attribute"
  | "tagged-attribute"
  | "message-authenticator";

/**
 * A datagram whose structure was checked once. Attributes are read in place: a packet of a login
 * storm costs one small object and the strings that are looked at, nothing else.
 */
export type Packet = {
  readonly code: number;
  readonly identifier: number;
  /** Exactly the packet; what the datagram had after its length field says is cut off. */
  readonly bytes: Buffer;
};

/** Checks a datagram from an untrusted network; never throws. */
export function decodePacket(datagram: Buffer): Packet | Malformed {
  if (datagram.length < headerBytes) return "too-short";
  const length = datagram.readUInt16BE(2);
  if (length < headerBytes) return "length-too-small";
  if (length > maxPacketBytes) return "length-too-large";
  if (length > datagram.length) return "length-beyond-datagram";
  const bytes = length === datagram.length ? datagram : datagram.subarray(0, length);
  const problem = attributesProblem(bytes);
  if (problem !== undefined) return problem;
  return { code: bytes.readUInt8(0), identifier: bytes.readUInt8(1), bytes };
}

export function isMalformed(decoded: Packet | Malformed): decoded is Malformed {
  return typeof decoded === "string";
}

/** The sixteen octets that a reply's own authenticator is computed over. */
export function authenticatorOf(packet: Packet): Buffer {
  return packet.bytes.subarray(4, headerBytes);
}

function attributesProblem(bytes: Buffer): Malformed | undefined {
  let count = 0;
  for (let at = headerBytes; at < bytes.length; ) {
    const length = bytes[at + 1] ?? 0;
    if (length < 2) return "attribute-too-short";
    if (at + length > bytes.length) return "attribute-beyond-packet";
    count += 1;
    if (count > maxAttributes) return "too-many-attributes";
    const problem = valueProblem(bytes, at, length);
    if (problem !== undefined) return problem;
    at += length;
  }
  return undefined;
}

function valueProblem(bytes: Buffer, at: number, length: number): Malformed | undefined {
  const type = bytes[at] ?? 0;
  if (type === attributeNumber.vendorSpecific) return vendorProblem(bytes, at, length);
  if (type === attributeNumber.messageAuthenticator)
    return length === 18 ? undefined : "message-authenticator";
  // A tagged attribute without its tag made older servers read a length of minus one.
  if (length < 3 && findDefinition(0, type)?.flag === "tagged") return "tagged-attribute";
  return undefined;
}

function vendorProblem(bytes: Buffer, at: number, length: number): Malformed | undefined {
  if (length < 7) return "vendor-attribute";
  if (!isKnownVendor(bytes.readUInt32BE(at + 2))) return undefined;
  const end = at + length;
  for (let inner = at + 6; inner < end; ) {
    const innerLength = bytes[inner + 1] ?? 0;
    if (inner + 2 > end || innerLength < 2 || inner + innerLength > end) return "vendor-attribute";
    inner += innerLength;
  }
  return undefined;
}
