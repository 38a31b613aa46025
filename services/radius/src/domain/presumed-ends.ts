import type { PresumedCause } from "./presumption.ts";
import type { SessionState } from "./session.ts";
import { isSameDevice, type Place } from "./simultaneous-use.ts";

/** A session that is open by all that was reported. */
export type OpenSession = Place & {
  readonly loginId: string | null;
  readonly state: Pick<SessionState, "start" | "lastReportAt">;
};

export type PresumedEnd = { readonly at: number; readonly cause: PresumedCause };

/** An access server may leave out one interim report, not two. */
const silentIntervals = 2;
/** A Stop that is on its way arrives in this time. */
const stopIsLateMs = 30_000;

export type Now = {
  readonly now: number;
  /** Since when nothing that was reported can have been missed. */
  readonly hearingSince: number;
  readonly intervalMs: number;
};

/** Silent for two intervals in which a report would have been heard. */
export function isSilent(
  { state }: Pick<OpenSession, "state">,
  { now, hearingSince, intervalMs }: Now,
): boolean {
  return Math.max(state.lastReportAt, hearingSince) + silentIntervals * intervalMs <= now;
}

/** A session of the same login from the same device that began after this one's last report. */
export function replacementOf(
  session: OpenSession,
  others: Iterable<OpenSession>,
  now: number,
): OpenSession | undefined {
  return [...others].find(
    (other) =>
      other.state.start.at > session.state.lastReportAt &&
      other.state.start.at <= now - stopIsLateMs &&
      isSameDevice(session, other),
  );
}

/** How a session that is open by its reports must have ended, or nothing where it may still live. */
export function presumedEnd(
  session: OpenSession,
  others: Iterable<OpenSession>,
  now: Now,
): PresumedEnd | undefined {
  const replacement = replacementOf(session, others, now.now);
  if (replacement !== undefined) return { at: replacement.state.start.at, cause: "replaced" };
  return isSilent(session, now) ? { at: now.now, cause: "silent" } : undefined;
}

/** The access server said that it ended the session, and no Stop followed, nor anything else. */
export function isEndedByAcknowledgement(
  { state }: Pick<OpenSession, "state">,
  acknowledgedAt: number,
  now: number,
): boolean {
  return state.lastReportAt <= acknowledgedAt && acknowledgedAt <= now - stopIsLateMs;
}
