import { setTimeout as pause } from "node:timers/promises";
import type { hosting } from "@isp/contracts";
import type { Site } from "./site.ts";

type Waiting = {
  readonly sites: readonly Site[];
  readonly resolve: (reports: hosting.SiteReport[]) => void;
  readonly reject: (error: unknown) => void;
};

const gatherMs = 10;

/** Puts together what is asked for at the same time: nginx then tests and reloads once for all of it. */
export function batches(apply: (sites: readonly Site[]) => Promise<hosting.SiteReport[]>) {
  let waiting: Waiting[] = [];
  let isRunning = false;
  const run = async () => {
    isRunning = true;
    while (waiting.length > 0) {
      await pause(gatherMs);
      const batch = waiting;
      waiting = [];
      // The newest wish of a site counts, and everybody who asked for it hears of that.
      const newest = new Map<string, Site>();
      for (const site of batch.flatMap(({ sites }) => sites)) {
        const before = newest.get(site.id);
        if (before === undefined || site.version >= before.version) newest.set(site.id, site);
      }
      try {
        const reports = await apply([...newest.values()]);
        for (const { sites, resolve } of batch)
          resolve(reports.filter(({ id }) => sites.some((site) => site.id === id)));
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    isRunning = false;
  };
  return (sites: readonly Site[]): Promise<hosting.SiteReport[]> =>
    new Promise((resolve, reject) => {
      waiting.push({ sites, resolve, reject });
      if (!isRunning) void run();
    });
}
