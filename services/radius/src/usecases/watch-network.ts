import type { Transact } from "@isp/db";
import { nasFact } from "../events/nas-fact.ts";
import type { NasTable } from "../model/nas-table.ts";
import type { Presence } from "./noc-ports.ts";
import type { Radius } from "./ports.ts";

type Dependencies = {
  readonly transact: Transact<Pick<Radius, "noc" | "network" | "outbox">>;
  readonly nas: NasTable;
  readonly intervalMs: number;
  /** What is online where, by the ids of routing points, and what those are called. */
  readonly onOnline: (
    online: ReadonlyMap<string, number>,
    names: ReadonlyMap<string, string>,
  ) => void;
};

export type When = {
  readonly now: Date;
  /** Since when this process would have heard a report. */
  readonly hearingSince: Date;
};

const latenessMs = 60_000;
const hoursKeptMs = 35 * 86_400_000;
/** Today and yesterday, wherever the operator's clock is. */
const samplesKeptMs = 50 * 3_600_000;
const mostPoints = 10_000;

/** Counts who is online, and says once when an access server with open sessions has gone silent. */
export function watchNetwork({
  transact,
  nas,
  intervalMs,
  onOnline,
}: Dependencies): (when: When) => Promise<void> {
  return ({ now, hearingSince }) =>
    transact(async ({ noc, network, outbox }) => {
      const presences = await noc.presences();
      const online = sums(presences);
      const points = await network.pageRoutingPoints({
        units: "all",
        after: "",
        limit: mostPoints,
      });
      onOnline(online, new Map(points.map(({ id, name }) => [id, name])));
      await noc.countOnline(online, now);
      await noc.sampleOnline(online, now);
      await noc.forgetSamples(new Date(now.getTime() - samplesKeptMs));
      await noc.forgetHours(new Date(now.getTime() - hoursKeptMs));
      const heard = byNas(presences);
      const silentBefore = now.getTime() - intervalMs - latenessMs;
      const isSilent = ({ lastReportAt }: Presence) =>
        Math.max(lastReportAt.getTime(), hearingSince.getTime()) < silentBefore;
      const known = new Map((await noc.silences()).map((silence) => [silence.nasId, silence]));
      // One of which nothing is open any more stays silent until it reports something.
      const back = heard.filter((presence) => known.has(presence.nasId) && !isSilent(presence));
      await noc.endSilences(back.map(({ nasId }) => nasId));
      for (const presence of heard.filter(isSilent)) {
        const { nasId, sessions, lastReportAt: since } = presence;
        if (known.has(nasId)) continue;
        await noc.addSilence({ nasId, sessions, since });
        await outbox.addAll([
          nasFact("silent", nas.findById(nasId), { nasId, sessions, at: since }),
        ]);
      }
    });
}

function sums(presences: readonly Presence[]): Map<string, number> {
  const online = new Map<string, number>();
  for (const { routingPointId, sessions } of presences)
    online.set(routingPointId, (online.get(routingPointId) ?? 0) + sessions);
  return online;
}

/** One for each access server, though its customers live at several routing points. */
function byNas(presences: readonly Presence[]): Presence[] {
  return [...Map.groupBy(presences, ({ nasId }) => nasId).values()].flatMap((same) => {
    const [latest] = same.toSorted(
      (one, other) => other.lastReportAt.getTime() - one.lastReportAt.getTime(),
    );
    const sessions = same.reduce((sum, presence) => sum + presence.sessions, 0);
    return latest === undefined ? [] : [{ ...latest, sessions }];
  });
}
