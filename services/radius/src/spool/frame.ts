import { crc32 } from "node:zlib";

/**
 * A record on disk: the segment's marker, the length of the payload, its checksum, a checksum of these
 * three, the payload. The marker is random and stands in the segment's name, so that nobody can write a
 * User-Name that looks like a record to a reader who seeks the next one behind a damaged place.
 */
export const markerBytes = 8;
export const frameHeaderBytes = markerBytes + 12;
/** A packet of 4096 octets and what is known of it fit in well. */
const maxPayloadBytes = 16_384;

export type Frames = {
  readonly payloads: readonly Buffer[];
  /** What was written whole and is not any more. */
  readonly damaged: readonly Buffer[];
  /** What was never written whole, and so never acknowledged. */
  readonly tornBytes: number;
};

export function frame(payload: Buffer, marker: Buffer): Buffer {
  const framed = Buffer.allocUnsafe(frameHeaderBytes + payload.length);
  marker.copy(framed);
  framed.writeUInt32BE(payload.length, markerBytes);
  framed.writeUInt32BE(crc32(payload), markerBytes + 4);
  framed.writeUInt32BE(crc32(framed.subarray(0, markerBytes + 8)), markerBytes + 8);
  payload.copy(framed, frameHeaderBytes);
  return framed;
}

/** Reads a segment of which any part may be missing or wrong; never throws. */
export function readFrames(bytes: Buffer, marker: Buffer): Frames {
  const payloads: Buffer[] = [];
  const damaged: Buffer[] = [];
  let tornBytes = 0;
  for (let at = 0; at < bytes.length; ) {
    const end = frameEnd(bytes, at, marker);
    const payload = end === undefined ? undefined : payloadAt(bytes, at, end);
    const next = payload === undefined ? nextFrame(bytes, at + 1, marker) : (end ?? bytes.length);
    if (payload !== undefined) payloads.push(payload);
    else if (isCutOff(bytes, { at, end, next })) tornBytes += next - at;
    else damaged.push(bytes.subarray(at, next));
    at = next;
  }
  return { payloads, damaged, tornBytes };
}

/** The file ends before the record does, or the next one begins where it should still go on. */
function isCutOff(
  bytes: Buffer,
  {
    at,
    end,
    next,
  }: { readonly at: number; readonly end: number | undefined; readonly next: number },
): boolean {
  if (end === undefined) return bytes.length - at < frameHeaderBytes;
  return next < end || end > bytes.length;
}

/** Where the record ends by its own word, or nothing where there is no sound header. */
function frameEnd(bytes: Buffer, at: number, marker: Buffer): number | undefined {
  if (bytes.length - at < frameHeaderBytes) return undefined;
  if (marker.compare(bytes, at, at + markerBytes) !== 0) return undefined;
  const header = bytes.subarray(at, at + markerBytes + 8);
  if (crc32(header) !== bytes.readUInt32BE(at + markerBytes + 8)) return undefined;
  const length = bytes.readUInt32BE(at + markerBytes);
  return length > maxPayloadBytes ? undefined : at + frameHeaderBytes + length;
}

function payloadAt(bytes: Buffer, at: number, end: number): Buffer | undefined {
  if (end > bytes.length) return undefined;
  const payload = bytes.subarray(at + frameHeaderBytes, end);
  return crc32(payload) === bytes.readUInt32BE(at + markerBytes + 4) ? payload : undefined;
}

function nextFrame(bytes: Buffer, from: number, marker: Buffer): number {
  for (let at = bytes.indexOf(marker, from); at >= 0; at = bytes.indexOf(marker, at + 1)) {
    if (frameEnd(bytes, at, marker) !== undefined) return at;
  }
  return bytes.length;
}
