import { closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from "node:fs";

/** Writes a file anew: what somebody left under its name is neither written through nor its rights kept. */
export function writeAnew(file: string, text: string): void {
  rmSync(file, { recursive: true, force: true });
  const fd = openSync(file, "wx", 0o600);
  try {
    writeFileSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/** Puts a file there whole or not at all, also where the machine loses its power. */
export function writeWhole(file: string, text: string): void {
  writeAnew(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}
