import type { SharedSecret } from "./authenticator.ts";
import { blockBytes, cipherChain, padded } from "./cipher-chain.ts";

const saltBytes = 2;
const maxPlainBytes = 239;

/** What hides a value: the authenticator of the request it answers, and a salt of its own. */
export type Salted = { readonly requestAuthenticator: Buffer; readonly salt: number };

/**
 * Tunnel-Password (RFC 2868 3.5, without its tag) and the MPPE keys (RFC 2548 2.4.2). The salt's highest
 * bit is set, and each salt of a packet must be another. Nothing where the value is too long.
 */
export function encodeSalted(
  plain: Uint8Array,
  { requestAuthenticator, salt }: Salted,
  { secret }: SharedSecret,
): Buffer | undefined {
  if (plain.length > maxPlainBytes) return undefined;
  const saltOctets = Buffer.alloc(saltBytes);
  saltOctets.writeUInt16BE((salt | 0x8000) & 0xffff);
  const counted = padded(Buffer.concat([Buffer.from([plain.length]), plain]));
  const start = Buffer.concat([requestAuthenticator, saltOctets]);
  return Buffer.concat([saltOctets, cipherChain(counted, start, secret, "hide")]);
}

/** Nothing where the octets cannot be such a value under this secret. */
export function decodeSalted(
  hidden: Buffer,
  requestAuthenticator: Buffer,
  { secret }: SharedSecret,
): Buffer | undefined {
  const body = hidden.subarray(saltBytes);
  if (body.length === 0 || body.length % blockBytes !== 0) return undefined;
  const start = Buffer.concat([requestAuthenticator, hidden.subarray(0, saltBytes)]);
  const counted = cipherChain(body, start, secret, "reveal");
  const length = counted[0] ?? 0;
  return length < counted.length ? counted.subarray(1, 1 + length) : undefined;
}
