import { hash } from "node:crypto";

export const blockBytes = 16;

export type Direction = "hide" | "reveal";

/**
 * The cipher of RFC 2865 5.2 and RFC 2868 3.5: each block of 16 octets is masked by the MD5 of the secret
 * and the cipher text before it, the first one by the secret and `start`. `input` is whole blocks.
 */
export function cipherChain(
  input: Buffer,
  start: Uint8Array,
  secret: Buffer,
  direction: Direction,
): Buffer {
  const output = Buffer.alloc(input.length);
  const cipherText = direction === "hide" ? output : input;
  let seed = Buffer.concat([secret, start]);
  for (let at = 0; at < input.length; at += blockBytes) {
    const mask = hash("md5", seed, "buffer");
    for (let index = 0; index < blockBytes; index += 1)
      output[at + index] = (input[at + index] ?? 0) ^ (mask[index] ?? 0);
    seed = Buffer.concat([secret, cipherText.subarray(at, at + blockBytes)]);
  }
  return output;
}

/** Zeros up to a whole number of blocks, at least one. */
export function padded(plain: Uint8Array): Buffer {
  const blocks = Math.max(1, Math.ceil(plain.length / blockBytes));
  const whole = Buffer.alloc(blocks * blockBytes);
  whole.set(plain);
  return whole;
}
