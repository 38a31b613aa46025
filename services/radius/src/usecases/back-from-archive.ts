import type { Radius } from "./ports.ts";
import type { SessionInput, StoredSession } from "./session-ports.ts";

/** Short of the 48 hours after which a session is archived, since clocks differ. */
const liveMs = 47 * 3_600_000;
/** An access server may use an id again; then the two began at different times. */
const sameStartMs = 3_600_000;

/**
 * Brings back sessions that still are spoken of after they were archived: packets that waited for days in
 * a spool or a proxy, and sessions of an access server that could not be heard for so long.
 */
export async function backFromArchive(
  archive: Radius["archive"],
  reports: readonly SessionInput[],
): Promise<StoredSession[]> {
  const old = reports.filter((input) => input.receivedAt.getTime() - beginOf(input) > liveMs);
  if (old.length === 0) return [];
  const archived = await archive.byKey(old.map(({ identity }) => identity.key));
  const same = archived.filter((session) =>
    old.some(
      (input) =>
        input.identity.key === session.key &&
        Math.abs(beginOf(input) - session.state.start.at) < sameStartMs,
    ),
  );
  if (same.length > 0) await archive.giveBack(same.map(({ id }) => id));
  return same;
}

function beginOf({ report }: SessionInput): number {
  return report.kind === "start" ? report.at : report.at - report.sessionSeconds * 1_000;
}
