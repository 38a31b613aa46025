import { hash } from "node:crypto";
import type { SharedSecret } from "./authenticator.ts";

const blockBytes = 16;
const maxPasswordBytes = 128;

/** RFC 2865 5.2. Nothing where the value cannot be one; a wrong secret gives other octets. */
export function decodeUserPassword(
  hidden: Buffer,
  requestAuthenticator: Buffer,
  { secret }: SharedSecret,
): Buffer | undefined {
  if (hidden.length === 0 || hidden.length > maxPasswordBytes) return undefined;
  if (hidden.length % blockBytes !== 0) return undefined;
  const plain = crypt(hidden, requestAuthenticator, { secret, chainOver: hidden });
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
  const blocks = Math.max(1, Math.ceil(password.length / blockBytes));
  const padded = Buffer.alloc(blocks * blockBytes);
  padded.set(password);
  return crypt(padded, requestAuthenticator, { secret, chainOver: undefined });
}

type Chain = { readonly secret: Buffer; readonly chainOver: Buffer | undefined };

/** Each block is masked by the secret and the cipher text before it, which is input or output. */
function crypt(input: Buffer, requestAuthenticator: Buffer, { secret, chainOver }: Chain): Buffer {
  const output = Buffer.alloc(input.length);
  const cipherText = chainOver ?? output;
  const seed = Buffer.alloc(secret.length + blockBytes);
  seed.set(secret);
  seed.set(requestAuthenticator, secret.length);
  for (let start = 0; start < input.length; start += blockBytes) {
    const mask = hash("md5", seed, "buffer");
    for (let index = 0; index < blockBytes; index += 1)
      output[start + index] = (input[start + index] ?? 0) ^ (mask[index] ?? 0);
    seed.set(cipherText.subarray(start, start + blockBytes), secret.length);
  }
  return output;
}
