import { closeSync, openSync } from "node:fs";
import type { hosting } from "@isp/contracts";
import * as z from "zod";
import { run } from "../program.ts";

/** What one day of a site comes to; the day is the file's. */
export type DayFigures = {
  readonly visits: number;
  readonly requests: number;
  readonly bytes: number;
  readonly pages: readonly PageFigures[];
};
export type PageFigures = Record<Exclude<keyof hosting.SitePage, "path">, number> & {
  readonly path: string;
};

const count = z.object({ count: z.number().nonnegative() });
const row = z.object({ hits: count, visitors: count, bytes: count, data: z.string() });
const report = z.object({
  visitors: z.object({ data: z.array(row) }).optional(),
  requests: z.object({ data: z.array(row.extend({ method: z.string().optional() })) }).optional(),
});

const noPages = { visits: 0, requests: 0, bytes: 0, pages: [] };
const mostPages = 50;
const longestPath = 500;
const nobody = 65_534;

/** The same line that nginx's `log_format sites` writes, without the site. */
const format = [
  '--log-format=%h %^[%d:%t %^] "%r" %s %b "%R" "%u"',
  "--date-format=%d/%b/%Y",
  "--time-format=%T",
  "--no-global-config",
  // What the first lines are is no reason to leave out the others.
  "--num-tests=0",
  "--no-progress",
  "--no-parsing-spinner",
  "--no-query-string",
  `--max-items=${mostPages}`,
  "--output=json",
];

/**
 * Counts one day of a site. GoAccess reads what strangers wrote into a log, so that it runs as nobody, is
 * handed the open file and nothing else, and what it says is checked like anybody's.
 */
export async function dayFigures(program: string, logFile: string): Promise<DayFigures> {
  const fd = openSync(logFile, "r");
  try {
    const user = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
    const { code, output, problems } = await run(program, [...format, "-"], {
      ...user,
      stdin: fd,
    });
    if (code !== 0) throw new Error(`goaccess ended with ${code}: ${problems.slice(0, 300)}`);
    return output.startsWith("{") ? figuresOf(output) : noPages;
  } finally {
    closeSync(fd);
  }
}

function figuresOf(output: string): DayFigures {
  const { visitors, requests } = report.parse(JSON.parse(output));
  const sum = (of: "visitors" | "hits" | "bytes") =>
    (visitors?.data ?? []).reduce((total, day) => total + day[of].count, 0);
  const pages = (requests?.data ?? [])
    // What was no request of a page at all has no method.
    .filter(({ method }) => method !== "---")
    .map(({ hits, visitors: seen, bytes, data }) => ({
      path: printable(data),
      visits: seen.count,
      requests: hits.count,
      bytes: bytes.count,
    }));
  return { visits: sum("visitors"), requests: sum("hits"), bytes: sum("bytes"), pages };
}

/** Nothing that a terminal, a spreadsheet's line or a screen would act on. */
function printable(path: string): string {
  return path.slice(0, longestPath).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, "\u{fffd}");
}
