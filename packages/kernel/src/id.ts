import { createHash, randomBytes } from "node:crypto";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A time-ordered id (UUIDv7, RFC 9562), so that new rows land at the end of an index. */
export function newId(now: Date = new Date()): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(now.getTime(), 0, 6);
  return written(bytes);
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
  const hex = bytes.toString("hex");
  return [8, 12, 16, 20, 32]
    .map((end, index, ends) => hex.slice(index === 0 ? 0 : ends[index - 1], end))
    .join("-");
}

export function isId(text: string): boolean {
  return uuid.test(text);
}
