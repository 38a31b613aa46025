import { readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { hosting } from "@isp/contracts";
import type { DayLogs } from "./day-logs.ts";
import type { DayFigures, PageFigures } from "./goaccess.ts";

/** Lines are kept so long, and what they came to. */
const keptLineDays = 30;
const keptFigureDays = 400;
const mostPages = 50;

type Dependencies = {
  readonly logs: DayLogs;
  /** Takes over what nginx wrote since. */
  readonly collect: () => void;
  readonly count: (logFile: string) => Promise<DayFigures>;
  readonly now: () => Date;
};

type Counted = DayFigures & { readonly logBytes: number };

export type SiteStatistics = ReturnType<typeof siteStatistics>;

/** What visitors asked of sites. A day that got no further line is counted once. */
export function siteStatistics({ logs, collect, count, now }: Dependencies) {
  const fileOf = (id: string, day: string) => join(logs.siteDir(id), `${day}.json`);
  const counted = async (id: string, day: string): Promise<Counted> => {
    const [known, log] = [readCounted(fileOf(id, day)), logs.fileOf(id, day)];
    const logBytes = logs.sizeOf(log);
    if (logBytes === 0 && known !== null) return known;
    if (known?.logBytes === logBytes) return known;
    const figures = { ...(await count(log)), logBytes };
    writeFileSync(`${fileOf(id, day)}.new`, JSON.stringify(figures), { mode: 0o600 });
    renameSync(`${fileOf(id, day)}.new`, fileOf(id, day));
    return figures;
  };
  /** Counts what is older than lines are kept, and removes it; answers what could not be. */
  const withoutOldLines = async (id: string): Promise<readonly string[]> => {
    const lines = dayBefore(now(), keptLineDays);
    const failures: string[] = [];
    for (const day of logs.daysOf(id).filter((one) => one < lines)) {
      try {
        await counted(id, day);
        logs.removeDay(id, day);
      } catch (error) {
        failures.push(`${id} ${day}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return failures;
  };
  const daysOf = (id: string) => [...new Set([...logs.daysOf(id), ...countedDays(logs, id)])];
  return {
    async read(
      id: string,
      { from, to }: { readonly from: string; readonly to: string },
    ): Promise<hosting.ReadSiteStatisticsResponse> {
      collect();
      const days: hosting.SiteDay[] = [];
      const pages = new Map<string, PageFigures>();
      for (const day of daysOf(id)
        .filter((one) => one >= from && one <= to)
        .toSorted()) {
        const { visits, requests, bytes, pages: asked } = await counted(id, day);
        const figures = { visits: BigInt(visits), requests: BigInt(requests) };
        days.push({ day, ...figures, bytes: BigInt(bytes) });
        for (const page of asked) pages.set(page.path, added(pages.get(page.path), page));
      }
      return { days, pages: mostAsked([...pages.values()]) };
    },
    /**
     * Takes over what was written, and lets go what is older than is kept. Lines that cannot be counted stay, keep
     * no others from going, and are named at the end.
     */
    async keep(): Promise<void> {
      collect();
      const figures = dayBefore(now(), keptFigureDays);
      const failures: string[] = [];
      for (const id of logs.sites()) {
        failures.push(...(await withoutOldLines(id)));
        for (const day of countedDays(logs, id).filter((one) => one < figures))
          rmSync(fileOf(id, day));
      }
      if (failures.length > 0)
        throw new Error(
          `${failures.length} days were not counted: ${failures.slice(0, 5).join("; ")}`,
        );
    },
    forget: (id: string) => logs.removeSite(id),
  };
}

function added(before: PageFigures | undefined, page: PageFigures): PageFigures {
  if (before === undefined) return page;
  return {
    path: page.path,
    visits: before.visits + page.visits,
    requests: before.requests + page.requests,
    bytes: before.bytes + page.bytes,
  };
}

function mostAsked(pages: readonly PageFigures[]): hosting.SitePage[] {
  return pages
    .toSorted((a, b) => b.requests - a.requests || (a.path < b.path ? -1 : 1))
    .slice(0, mostPages)
    .map(({ path, visits, requests, bytes }) => ({
      path,
      visits: BigInt(visits),
      requests: BigInt(requests),
      bytes: BigInt(bytes),
    }));
}

function countedDays(logs: DayLogs, id: string): readonly string[] {
  try {
    return readdirSync(logs.siteDir(id)).flatMap(
      (name) => /^(\d{4}-\d\d-\d\d)\.json$/.exec(name)?.[1] ?? [],
    );
  } catch {
    return [];
  }
}

function readCounted(file: string): Counted | null {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Counted;
  } catch {
    return null;
  }
}

const dayBefore = (now: Date, days: number) =>
  new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
