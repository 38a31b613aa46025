import { hash, timingSafeEqual } from "node:crypto";
import { attributeNumber, packetCode } from "./codes.ts";
import { headerBytes, maxPacketBytes, type Packet } from "./packet.ts";
import { offsetOf } from "./reader.ts";
import { type PacketWriter, putOctets, seal } from "./writer.ts";

// MD5 is what RADIUS is made of (RFC 2865, RFC 2869); it protects nothing else here.

const blockBytes = 64;
const digestBytes = 16;
const none = Buffer.alloc(digestBytes);

/** One character for each octet: memory outside the heap, as a Buffer has it, costs as much as the sum. */
type Digest = string & { readonly digest: unique symbol };

/** A shared secret with what HMAC derives from it, so that a packet costs hashes and no key set-up. */
export type SharedSecret = {
  readonly secret: Buffer;
  readonly innerPad: Buffer;
  readonly outerPad: Buffer;
};

export function sharedSecret(secret: Buffer): SharedSecret {
  const key = secret.length > blockBytes ? Buffer.from(md5(secret), "latin1") : secret;
  const innerPad = Buffer.alloc(blockBytes, 0x36);
  const outerPad = Buffer.alloc(blockBytes, 0x5c);
  for (const [index, octet] of key.entries()) {
    innerPad[index] = 0x36 ^ octet;
    outerPad[index] = 0x5c ^ octet;
  }
  return { secret, innerPad, outerPad };
}

/** RFC 2866 3 and RFC 5176 2.3: a request that authenticates itself, over sixteen zero octets. */
export function hasValidRequestAuthenticator(packet: Packet, key: SharedSecret): boolean {
  const sent = packet.bytes.subarray(4, headerBytes);
  return isDigest(packetDigest(packet.bytes, none, key), sent);
}

/** RFC 2865 3: whether a reply was made for the request with this authenticator. */
export function hasValidResponseAuthenticator(
  reply: Packet,
  requestAuthenticator: Buffer,
  key: SharedSecret,
): boolean {
  const sent = reply.bytes.subarray(4, headerBytes);
  return isDigest(packetDigest(reply.bytes, requestAuthenticator, key), sent);
}

export type MessageAuthenticatorCheck = "absent" | "valid" | "wrong";

/** RFC 2869 5.14 on a request, RFC 5176 2.3 and RFC 5080 2.2.2 for those that carry zeros. */
export function checkMessageAuthenticator(
  packet: Packet,
  key: SharedSecret,
): MessageAuthenticatorCheck {
  const carriesRandom =
    packet.code === packetCode.accessRequest || packet.code === packetCode.statusServer;
  const authenticator = carriesRandom ? packet.bytes.subarray(4, headerBytes) : none;
  return checkAgainst(packet, authenticator, key);
}

/** The same on a reply, whose sum is over the authenticator of the request. */
export function checkReplyMessageAuthenticator(
  reply: Packet,
  requestAuthenticator: Buffer,
  key: SharedSecret,
): MessageAuthenticatorCheck {
  return checkAgainst(reply, requestAuthenticator, key);
}

/** Reserves the Message-Authenticator; called first, so that it is the first attribute (BlastRADIUS). */
export function putMessageAuthenticator(writer: PacketWriter): void {
  putOctets(writer, attributeNumber.messageAuthenticator, none);
}

/** Finishes a reply: Message-Authenticator when reserved first, then the Response Authenticator. */
export function signReply(
  writer: PacketWriter,
  requestAuthenticator: Uint8Array,
  key: SharedSecret,
): Buffer {
  return sign(writer, requestAuthenticator, key);
}

/** Finishes a request that authenticates itself: Accounting, Disconnect, CoA. */
export function signRequest(writer: PacketWriter, key: SharedSecret): Buffer {
  return sign(writer, none, key);
}

/** Finishes an Access-Request, whose authenticator is random and was chosen by the caller. */
export function signAccessRequest(
  writer: PacketWriter,
  authenticator: Uint8Array,
  key: SharedSecret,
): Buffer {
  const bytes = seal(writer);
  bytes.set(authenticator, 4);
  fillMessageAuthenticator(bytes, key);
  return bytes;
}

function sign(writer: PacketWriter, authenticator: Uint8Array, key: SharedSecret): Buffer {
  const bytes = seal(writer);
  bytes.set(authenticator, 4);
  fillMessageAuthenticator(bytes, key);
  put(packetDigest(bytes, authenticator, key), bytes, 4);
  return bytes;
}

function fillMessageAuthenticator(bytes: Buffer, key: SharedSecret): void {
  if (bytes[headerBytes] !== attributeNumber.messageAuthenticator) return;
  put(hmac(bytes, key), bytes, headerBytes + 2);
}

function checkAgainst(
  packet: Packet,
  authenticator: Uint8Array,
  key: SharedSecret,
): MessageAuthenticatorCheck {
  const at = offsetOf(packet, attributeNumber.messageAuthenticator);
  if (at < 0) return "absent";
  const { bytes } = packet;
  const copy = digestScratch.subarray(0, bytes.length);
  copy.set(bytes);
  copy.set(authenticator, 4);
  copy.fill(0, at + 2, at + 2 + digestBytes);
  const sent = bytes.subarray(at + 2, at + 2 + digestBytes);
  return isDigest(hmac(copy, key), sent) ? "valid" : "wrong";
}

// One thread and no await in between: scratch memory instead of garbage for every packet.
const digestScratch = Buffer.alloc(maxPacketBytes + 256);
const hmacScratch = Buffer.alloc(blockBytes + maxPacketBytes);
const digestBuffer = Buffer.alloc(digestBytes);
const outerScratch = Buffer.alloc(blockBytes + digestBytes);

function packetDigest(bytes: Buffer, authenticator: Uint8Array, { secret }: SharedSecret): Digest {
  const length = bytes.length + secret.length;
  const input = length <= digestScratch.length ? digestScratch : Buffer.alloc(length);
  input.set(bytes);
  input.set(authenticator, 4);
  input.set(secret, bytes.length);
  return md5(input.subarray(0, length));
}

function hmac(bytes: Buffer, { innerPad, outerPad }: SharedSecret): Digest {
  hmacScratch.set(innerPad);
  hmacScratch.set(bytes, blockBytes);
  outerScratch.set(outerPad);
  put(md5(hmacScratch.subarray(0, blockBytes + bytes.length)), outerScratch, blockBytes);
  return md5(outerScratch);
}

function md5(input: Buffer): Digest {
  return hash("md5", input, "binary") as Digest;
}

function isDigest(digest: Digest, sent: Buffer): boolean {
  put(digest, digestBuffer, 0);
  return timingSafeEqual(digestBuffer, sent);
}

function put(digest: Digest, into: Buffer, at: number): void {
  into.write(digest, at, "latin1");
}
