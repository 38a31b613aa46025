import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(argon2);
// OWASP's minimum for ARGON2ID: 19 MiB, two passes, one lane.
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;
const header = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}`;

const unpadded = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");

function digest(password: string, nonce: Buffer): Promise<Buffer> {
  return derive("argon2id", { ...cost, nonce, message: Buffer.from(password, "utf8") });
}

/** ARGON2ID as a PHC string, which Dovecot verifies as `{ARGON2ID}`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  return `${header}$${unpadded(nonce)}$${unpadded(await digest(password, nonce))}`;
}

/** A hash that no password opens, for names that nobody has: looking costs the same. */
export function unmatchableHash(): string {
  return `${header}$${unpadded(randomBytes(16))}$${unpadded(randomBytes(cost.tagLength))}`;
}

/** Compares in constant time; a hash of another cost or shape matches nothing. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  if (!hash.startsWith(`${header}$`)) return false;
  const [nonce = "", tag = ""] = hash.slice(header.length + 1).split("$");
  const expected = Buffer.from(tag, "base64");
  const actual = await digest(password, Buffer.from(nonce, "base64"));
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
