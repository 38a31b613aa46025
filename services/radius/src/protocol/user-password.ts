import type { SharedSecret } from "./authenticator.ts";
import { blockBytes, cipherChain, padded } from "./cipher-chain.ts";

const maxPasswordBytes = 128;

/** RFC 2865 5.2. Nothing where the value cannot be one; a wrong secret gives other octets. */
export function decodeUserPassword(
  hidden: Buffer,
  requestAuthenticator: Buffer,
  { secret }: SharedSecret,
): Buffer | undefined {
  if (hidden.length === 0 || hidden.length > maxPasswordBytes) return undefined;
  if (hidden.length % blockBytes !== 0) return undefined;
  const plain = cipherChain(hidden, requestAuthenticator, secret, "reveal");
  let end = plain.length;
  while (end > 0 && plain[end - 1] === 0) end -= 1;
  return plain.subarray(0, end);
}

/** RFC 2865 5.2. Nothing where the password is longer than the format can carry. */
export function encodeUserPassword(
  password: Buffer,
  requestAuthenticator: Buffer,
  { secret }: SharedSecret,
): Buffer | undefined {
  if (password.length > maxPasswordBytes) return undefined;
  return cipherChain(padded(password), requestAuthenticator, secret, "hide");
}
