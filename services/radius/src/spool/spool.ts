import { randomBytes } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, readFile, statfs, unlink } from "node:fs/promises";
import { join } from "node:path";
import { lockDirectory } from "./directory-lock.ts";
import { frame, markerBytes, readFrames } from "./frame.ts";

export type Segment = {
  readonly path: string;
  readonly marker: Buffer;
  readonly bytes: number;
  readonly records: number;
};

/** Accounting packets on disk, in files that are only ever appended to and then removed whole. */
export type Spool = {
  /** Resolves once all of them would survive a power cut; rejects when any might not. */
  readonly append: (payloads: readonly Buffer[]) => Promise<void>;
  /** The oldest segment; the one that is written to is closed first, and is the last. */
  readonly oldest: () => Promise<Segment | undefined>;
  /** The closed segment after that one, if there is one. */
  readonly after: (segment: Segment) => Segment | undefined;
  readonly read: (segment: Segment) => Promise<Buffer>;
  readonly remove: (segment: Segment) => Promise<void>;
  /** Puts aside what cannot be read, for a human to look at. */
  readonly setAside: (segment: Segment, damaged: readonly Buffer[]) => Promise<void>;
  readonly isEmpty: () => boolean;
  readonly size: () => { readonly bytes: number; readonly records: number };
  /** The share of the disk that is used, by anything. */
  readonly diskShare: () => Promise<number>;
  readonly close: () => Promise<void>;
};

type Current = {
  readonly file: FileHandle;
  readonly path: string;
  readonly marker: Buffer;
  bytes: number;
  records: number;
};

const usualSegmentBytes = 16 * 1024 * 1024;
const ownerOnly = 0o600;
const nameOf = /^(\d{16})-([0-9a-f]{16})\.spool$/;

/** Opens the directory, which is this process's alone, with whatever a dead one left in it. */
export async function openSpool(
  directory: string,
  segmentBytes: number = usualSegmentBytes,
): Promise<Spool> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const unlock = await lockDirectory(directory);
  const closed = await leftBehind(directory);
  let sequence = closed.reduce((last, { path }) => Math.max(last, sequenceOf(path)), 0);
  let current: Current | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  /** What is written and what is closed take turns. */
  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = turn.then(work);
    turn = result.catch(() => undefined);
    return result;
  }

  async function begin(): Promise<Current> {
    sequence += 1;
    const marker = randomBytes(markerBytes);
    const name = `${String(sequence).padStart(16, "0")}-${marker.toString("hex")}.spool`;
    const path = join(directory, name);
    const file = await open(path, "wx", ownerOnly);
    await syncDirectory(directory);
    return { file, path, marker, bytes: 0, records: 0 };
  }

  async function seal(): Promise<void> {
    if (current === undefined) return;
    const { file, ...segment } = current;
    current = undefined;
    closed.push(segment);
    await file.close();
  }

  async function append(payloads: readonly Buffer[]): Promise<void> {
    if (current !== undefined && current.bytes >= segmentBytes) await seal();
    const segment = (current ??= await begin());
    const data = Buffer.concat(payloads.map((payload) => frame(payload, segment.marker)));
    try {
      await writeWhole(segment.file, data, segment.bytes);
      await segment.file.datasync();
      segment.bytes += data.length;
      segment.records += payloads.length;
    } catch (error) {
      // After a failed sync nobody knows what the disk has: nothing is added to that file any more.
      await segment.file.truncate(segment.bytes).catch(() => undefined);
      await seal();
      throw error;
    }
  }

  return {
    append: (payloads) => inTurn(() => append(payloads)),
    async oldest() {
      if (closed.length === 0) await inTurn(seal);
      return closed[0];
    },
    after: (segment) => closed[closed.indexOf(segment) + 1],
    read: ({ path }) => readFile(path),
    async remove(segment) {
      await unlink(segment.path);
      closed.splice(closed.indexOf(segment), 1);
    },
    async setAside({ path }, damaged) {
      const file = await open(path.replace(/\.spool$/, ".damaged"), "w", ownerOnly);
      await file.writeFile(Buffer.concat(damaged));
      await file.sync();
      await file.close();
    },
    isEmpty: () => closed.length === 0 && current === undefined,
    size() {
      const all = current === undefined ? closed : [...closed, current];
      return {
        bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
        records: all.reduce((sum, { records }) => sum + records, 0),
      };
    },
    async diskShare() {
      const { blocks, bavail } = await statfs(directory);
      return blocks === 0 ? 0 : 1 - bavail / blocks;
    },
    async close() {
      await inTurn(seal);
      await unlock();
    },
  };
}

async function leftBehind(directory: string): Promise<Segment[]> {
  const names = (await readdir(directory)).filter((name) => nameOf.test(name)).toSorted();
  const segments: Segment[] = [];
  for (const name of names) {
    const path = join(directory, name);
    const marker = Buffer.from(nameOf.exec(name)?.[2] ?? "", "hex");
    const bytes = await readFile(path);
    const { payloads } = readFrames(bytes, marker);
    segments.push({ path, marker, bytes: bytes.length, records: payloads.length });
  }
  return segments;
}

function sequenceOf(path: string): number {
  return Number(/(\d{16})-[0-9a-f]{16}\.spool$/.exec(path)?.[1] ?? 0);
}

/** A file system that is nearly full takes part of what it is given without an error. */
async function writeWhole(file: FileHandle, data: Buffer, from: number): Promise<void> {
  for (let done = 0; done < data.length; ) {
    const { bytesWritten } = await file.write(data, done, data.length - done, from + done);
    done += bytesWritten;
  }
}

/** A new file's name is on disk only once its directory is. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, "r");
  await handle.sync();
  await handle.close();
}
