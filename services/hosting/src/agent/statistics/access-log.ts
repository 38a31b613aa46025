import { closeSync, fstatSync, openSync, readSync, renameSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import type { DayLogs } from "./day-logs.ts";
import type { Position } from "./position.ts";

const chunkBytes = 1_048_576;
/** A log that grew so large is put aside, so that what was taken over goes. */
const rotateAtBytes = 64 * 1_048_576;
/** Until then a worker may still write to a log that was put aside. */
const settledAfterMs = 10_000;

type Dependencies = {
  readonly logsDir: string;
  readonly days: DayLogs;
  readonly position: Position;
  /** Has the web server open its log anew. */
  readonly reopen: () => void;
  readonly now: () => Date;
};

/**
 * Gives each site its lines of the one log that nginx writes, each line once, whatever dies meanwhile: what
 * was begun is taken back before it is done again.
 */
export function accessLog({ logsDir, days, position, reopen, now }: Dependencies) {
  const current = join(logsDir, "access.log");
  const aside = join(logsDir, "access.old.log");
  const take = (file: string) => {
    const fd = opened(file);
    if (fd === null) return;
    try {
      const { ino, size } = fstatSync(fd);
      const before = position.of(ino);
      // A number of the disk is given again: what is shorter than what was taken of it is another log.
      const known = before.offset > size ? { ...before, offset: 0 } : before;
      if (known.pending !== null) days.takeBack(known.pending);
      for (let offset = known.offset; ; ) {
        const text = linesAt(fd, offset);
        if (text.length === 0) break;
        position.keep(ino, { offset, pending: days.sizesFor(text) });
        days.append(text);
        offset += text.length;
        position.keep(ino, { offset, pending: null });
      }
    } finally {
      closeSync(fd);
    }
  };
  return {
    collect(): void {
      take(aside);
      if (isSettled(aside, now())) {
        const { ino } = statSync(aside);
        rmSync(aside);
        position.forget(ino);
      }
      take(current);
      if (sizeOf(current) < rotateAtBytes || sizeOf(aside) > 0) return;
      renameSync(current, aside);
      reopen();
    },
  };
}

/** Whole lines from there on; those that are longer than a chunk are passed over. */
function linesAt(fd: number, offset: number): Buffer {
  const chunk = Buffer.alloc(chunkBytes);
  const read = readSync(fd, chunk, 0, chunkBytes, offset);
  const end = chunk.subarray(0, read).lastIndexOf("\n") + 1;
  return chunk.subarray(0, end === 0 && read === chunkBytes ? read : end);
}

function opened(file: string): number | null {
  try {
    return openSync(file, "r");
  } catch {
    return null;
  }
}

const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

function isSettled(file: string, now: Date): boolean {
  const there = statSync(file, { throwIfNoEntry: false });
  return there !== undefined && now.getTime() - there.mtimeMs > settledAfterMs;
}
