import { appendFileSync, mkdirSync, readdirSync, rmSync, statSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { isId } from "@isp/kernel";
import type { Sizes } from "./position.ts";

const months = "JanFebMarAprMayJunJulAugSepOctNovDec";
/** The site, then a line as GoAccess reads it. */
const line =
  /^(?<id>[0-9a-f-]{36}) (?<rest>\S+ - - \[(?<day>\d\d)\/(?<month>[A-Z][a-z]{2})\/(?<year>\d{4}):.*)$/;
const named = /^(\d{4}-\d\d-\d\d)\.log$/;

export type DayLogs = ReturnType<typeof dayLogs>;

/** Lines of one site and one day in a file each. Whatever is no line of a site's is passed over. */
export function dayLogs(dir: string) {
  const siteDir = (id: string) => {
    if (!isId(id)) throw new Error("statistics are of a site");
    return join(dir, id);
  };
  const bySiteAndDay = (text: Buffer) => {
    const found = new Map<string, string>();
    for (const one of text.toString("latin1").split("\n")) {
      const asked = line.exec(one)?.groups;
      const day = asked === undefined ? null : dayOf(asked);
      if (asked === undefined || day === null || !isId(asked["id"] ?? "")) continue;
      const file = join(siteDir(asked["id"] ?? ""), `${day}.log`);
      found.set(file, `${found.get(file) ?? ""}${asked["rest"]}\n`);
    }
    return found;
  };
  const sizeOf = (file: string) => statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  return {
    siteDir,
    sizesFor: (text: Buffer): Sizes =>
      Object.fromEntries([...bySiteAndDay(text).keys()].map((file) => [file, sizeOf(file)])),
    takeBack(sizes: Sizes): void {
      for (const [file, size] of Object.entries(sizes))
        if (sizeOf(file) > size) truncateSync(file, size);
    },
    append(text: Buffer): void {
      for (const [file, lines] of bySiteAndDay(text)) {
        mkdirSync(join(file, ".."), { recursive: true, mode: 0o700 });
        appendFileSync(file, lines, { encoding: "latin1", mode: 0o600 });
      }
    },
    /** Days of a site that there are lines of, oldest first. */
    daysOf(id: string): readonly string[] {
      return namesIn(siteDir(id))
        .flatMap((name) => named.exec(name)?.[1] ?? [])
        .toSorted();
    },
    fileOf: (id: string, day: string) => join(siteDir(id), `${day}.log`),
    sizeOf,
    sites: () => namesIn(dir).filter(isId),
    removeDay: (id: string, day: string) => rmSync(join(siteDir(id), `${day}.log`)),
    removeSite: (id: string) => rmSync(siteDir(id), { recursive: true, force: true }),
  };
}

function dayOf({ day, month, year }: Readonly<Record<string, string>>): string | null {
  const number = months.indexOf(month ?? "") / 3 + 1;
  if (!Number.isInteger(number) || number < 1) return null;
  return `${year}-${String(number).padStart(2, "0")}-${day}`;
}

function namesIn(dir: string): readonly string[] {
  try {
    return readdirSync(dir);
  } catch {
    return [];
  }
}
