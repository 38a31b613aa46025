import { createHash, randomFillSync } from "node:crypto";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A time-ordered id (UUIDv7, RFC 9562), so that new rows land at the end of an index. */
export function newId(now: Date = new Date()): string {
  const bytes = randomOctets();
  bytes.writeUIntBE(now.getTime(), 0, 6);
  return written(bytes);
}

const idBytes = 16;
const pool = Buffer.alloc(idBytes * 256);
let used = pool.length;

/** Random octets that nobody else has seen; asking the system for a few at a time costs ten times as much. */
function randomOctets(): Buffer {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += idBytes;
  return pool.subarray(used - idBytes, used);
}

/** An id that is the same for the same id and word; it keeps the time of the id it comes from. */
export function derivedId(from: string, word: string): string {
  const bytes = createHash("sha256").update(`${from} ${word}`).digest().subarray(0, 16);
  bytes.write(from.replaceAll("-", "").slice(0, 12), 0, "hex");
  return written(bytes);
}

function written(bytes: Buffer): string {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const part = (from: number, to: number): string => bytes.toString("hex", from, to);
  return `${part(0, 4)}-${part(4, 6)}-${part(6, 8)}-${part(8, 10)}-${part(10, 16)}`;
}

/** When an id was made. */
export function timeOfId(id: string): Date {
  return new Date(Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16));
}

export function isId(text: string): boolean {
  return uuid.test(text);
}
