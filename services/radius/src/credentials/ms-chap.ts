import { timingSafeEqual } from "node:crypto";
import type { NamedAttribute } from "../protocol/attributes.ts";
import type { SharedSecret } from "../protocol/authenticator.ts";
import { authenticatorOf, type Packet } from "../protocol/packet.ts";
import { microsoftVendor } from "../protocol/dictionary/microsoft.ts";
import { vendorOctets } from "../protocol/reader.ts";
import { encodeSalted } from "../protocol/salted.ts";
import { encodeUserPassword } from "../protocol/user-password.ts";
import { encodeAttributes } from "../replies/encode.ts";
import {
  authenticatorResponse,
  challengeHash,
  challengeResponse,
  mppeKeys,
  mppeKeysOfVersion1,
  ntPasswordHash,
  responseBytes,
} from "./ms-chap-responses.ts";

const sub = { response1: 1, challenge: 11, response2: 25 };
const messageBytes = 50;
const challengeBytes = { version1: 8, version2: 16 };

/** What the peer sent, taken apart; nothing where it is not MS-CHAP or not well formed. */
export type MsChapAttempt = {
  readonly version: 1 | 2;
  readonly identifier: number;
  readonly challenge: Buffer;
  readonly response: Buffer;
};

/** RFC 2548 2.1 and 2.3. Version 2 hashes both challenges and the name into one (RFC 2759 8.2). */
export function readMsChap(packet: Packet, username: string): MsChapAttempt | undefined {
  const challenge = vendorOctets(packet, microsoftVendor, sub.challenge);
  if (challenge === undefined) return undefined;
  const second = vendorOctets(packet, microsoftVendor, sub.response2);
  if (second?.length === messageBytes && challenge.length === challengeBytes.version2) {
    const hashed = challengeHash(second.subarray(2, 18), challenge, withoutDomain(username));
    return attempt(2, second, hashed);
  }
  const first = vendorOctets(packet, microsoftVendor, sub.response1);
  if (first?.length === messageBytes && challenge.length === challengeBytes.version1)
    return attempt(1, first, challenge);
  return undefined;
}

function attempt(version: 1 | 2, message: Buffer, challenge: Buffer): MsChapAttempt {
  const response = message.subarray(messageBytes - responseBytes);
  return { version, identifier: message[0] ?? 0, challenge, response };
}

/** RFC 2759 4: what stands before a backslash is the domain and no part of the name. */
function withoutDomain(username: string): string {
  return username.slice(username.lastIndexOf("\\") + 1);
}

export function matchesMsChap(
  { challenge, response }: MsChapAttempt,
  password: Uint8Array,
): boolean {
  return timingSafeEqual(challengeResponse(challenge, hashOf(password)), response);
}

/** What an accept carries besides: the server's own proof, and keys for an encrypted line. */
export function msChapAccept(
  attempted: MsChapAttempt,
  password: Uint8Array,
  packet: Packet,
  key: SharedSecret,
): Buffer {
  const passwordHash = hashOf(password);
  return attempted.version === 2
    ? encodeAttributes(version2Attributes(attempted, passwordHash, packet, key))
    : encodeAttributes(version1Attributes(passwordHash, packet, key));
}

/** RFC 2759 6: E=691 is a wrong password, and R=0 asks the peer not to try again on this line. */
export function msChapReject({ version, identifier }: MsChapAttempt): Buffer {
  const text = version === 2 ? "E=691 R=0 V=3" : "E=691 R=0";
  const value = Buffer.concat([Buffer.from([identifier]), Buffer.from(text)]);
  return encodeAttributes([{ name: "MS-CHAP-Error", value }]);
}

const encryptionAllowed = 1;
const encryption40Or128Bits = 6;
const encryption: readonly NamedAttribute[] = [
  { name: "MS-MPPE-Encryption-Policy", value: encryptionAllowed },
  { name: "MS-MPPE-Encryption-Type", value: encryption40Or128Bits },
];

function version2Attributes(
  { identifier, challenge, response }: MsChapAttempt,
  passwordHash: Buffer,
  packet: Packet,
  key: SharedSecret,
): NamedAttribute[] {
  const proof = authenticatorResponse(passwordHash, response, challenge);
  const keys = mppeKeys(passwordHash, response);
  const requestAuthenticator = authenticatorOf(packet);
  // The request's authenticator is random and hides with them; salts need only differ.
  const salt = requestAuthenticator.readUInt16BE(0);
  const hide = (plain: Buffer, step: number): Buffer =>
    encodeSalted(plain, { requestAuthenticator, salt: salt + step }, key) ?? Buffer.alloc(0);
  return [
    {
      name: "MS-CHAP2-Success",
      value: Buffer.concat([Buffer.from([identifier]), Buffer.from(proof)]),
    },
    { name: "MS-MPPE-Send-Key", value: hide(keys.send, 0) },
    { name: "MS-MPPE-Recv-Key", value: hide(keys.receive, 1) },
    ...encryption,
  ];
}

function version1Attributes(
  passwordHash: Buffer,
  packet: Packet,
  key: SharedSecret,
): NamedAttribute[] {
  const hidden = encodeUserPassword(mppeKeysOfVersion1(passwordHash), authenticatorOf(packet), key);
  return [{ name: "MS-CHAP-MPPE-Keys", value: hidden ?? Buffer.alloc(0) }, ...encryption];
}

function hashOf(password: Uint8Array): Buffer {
  return ntPasswordHash(Buffer.from(password).toString("utf8"));
}
