import { readFileSync, renameSync, writeFileSync } from "node:fs";

/** How long each file was before lines were added to it. */
export type Sizes = Readonly<Record<string, number>>;

/** How far a log was taken over, and what was being added when that was written down. */
export type Place = { readonly offset: number; readonly pending: Sizes | null };

export type Position = {
  readonly of: (inode: number) => Place;
  readonly keep: (inode: number, place: Place) => void;
  /** The log is gone: the next file of its number is another. */
  readonly forget: (inode: number) => void;
};

const beginning: Place = { offset: 0, pending: null };
/** The log that is written, and the one that was put aside. */
const logs = 2;

/** Where each log was taken over to, by its number on the disk: names pass from one file to another. */
export function position(file: string): Position {
  const read = (): Record<string, Place> => {
    try {
      return JSON.parse(readFileSync(file, "utf8")) as Record<string, Place>;
    } catch {
      return {};
    }
  };
  const write = (kept: Record<string, Place>) => {
    writeFileSync(`${file}.new`, JSON.stringify(kept), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  return {
    of: (inode) => read()[`i${inode}`] ?? beginning,
    keep(inode, place) {
      const key = `i${inode}`;
      const others = Object.entries(read()).filter(([known]) => known !== key);
      write(Object.fromEntries([...others.slice(1 - logs), [key, place]]));
    },
    forget: (inode) =>
      write(Object.fromEntries(Object.entries(read()).filter(([key]) => key !== `i${inode}`))),
  };
}
