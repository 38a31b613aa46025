import { createCipheriv, createHash } from "node:crypto";
import { md4 } from "./md4.ts";

const hashBytes = 16;
const desKeyBytes = 7;
export const responseBytes = 24;

/** RFC 2759 8.3: what stands for the password everywhere below, and is worth as much to a thief. */
export function ntPasswordHash(password: string): Buffer {
  return md4(Buffer.from(password, "utf16le"));
}

/** RFC 2759 8.2, over the name as the peer wrote it, without its domain. */
export function challengeHash(peer: Uint8Array, authenticator: Uint8Array, name: string): Buffer {
  return sha1(peer, authenticator, Buffer.from(name, "utf8")).subarray(0, 8);
}

/** RFC 2759 8.5 and RFC 2433 A.6: three DES encryptions of the challenge, keyed by the hash. */
export function challengeResponse(challenge: Uint8Array, passwordHash: Uint8Array): Buffer {
  const keys = Buffer.alloc(3 * desKeyBytes);
  keys.set(passwordHash);
  return Buffer.concat(
    [0, 1, 2].map((index) => des(keys.subarray(index * desKeyBytes), challenge)),
  );
}

const serverMagic = Buffer.from("Magic server to client signing constant");
const serverPadding = Buffer.from("Pad to make it do more than one iteration");

/** RFC 2759 8.7: by this the peer knows that the server knows the password. */
export function authenticatorResponse(
  passwordHash: Uint8Array,
  ntResponse: Uint8Array,
  challenge: Uint8Array,
): string {
  const digest = sha1(md4(passwordHash), ntResponse, serverMagic);
  return `S=${sha1(digest, challenge, serverPadding).toString("hex").toUpperCase()}`;
}

const masterMagic = Buffer.from("This is the MPPE Master Key");
const serverSends = Buffer.from(
  "On the client side, this is the receive key; on the server side, it is the send key.",
);
const serverReceives = Buffer.from(
  "On the client side, this is the send key; on the server side, it is the receive key.",
);
const zeros = Buffer.alloc(40);
const twos = Buffer.alloc(40, 0xf2);

/** RFC 3079 3: the 128-bit keys of MS-CHAPv2, as the access server uses them. */
export function mppeKeys(
  passwordHash: Uint8Array,
  ntResponse: Uint8Array,
): { readonly send: Buffer; readonly receive: Buffer } {
  const master = sha1(md4(passwordHash), ntResponse, masterMagic).subarray(0, hashBytes);
  const key = (magic: Buffer): Buffer => sha1(master, zeros, magic, twos).subarray(0, hashBytes);
  return { send: key(serverSends), receive: key(serverReceives) };
}

/** RFC 2548 2.4.1: LAN Manager's key, which nobody uses any more, and MS-CHAPv1's. */
export function mppeKeysOfVersion1(passwordHash: Uint8Array): Buffer {
  return Buffer.concat([Buffer.alloc(8), md4(passwordHash), Buffer.alloc(8)]);
}

/** Triple DES with one key three times is DES, which OpenSSL 3 no longer has by itself. */
function des(key: Uint8Array, block: Uint8Array): Buffer {
  const spread = spreadKey(key);
  const cipher = createCipheriv("des-ede3-ecb", Buffer.concat([spread, spread, spread]), null);
  cipher.setAutoPadding(false);
  return cipher.update(block);
}

/** 56 bits of key as eight octets whose lowest bit, the parity, nobody looks at. */
function spreadKey(key: Uint8Array): Buffer {
  const bits = Buffer.alloc(8);
  bits.set(key.subarray(0, desKeyBytes), 1);
  const value = bits.readBigUInt64BE();
  return Buffer.from(
    Array.from({ length: 8 }, (_, index) => Number((value >> BigInt(49 - 7 * index)) & 0x7fn) << 1),
  );
}

function sha1(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash("sha1");
  for (const part of parts) hash.update(part);
  return hash.digest();
}
