import { betterPresumption, holds, type PresumedCause, type Presumption } from "./presumption.ts";

/** One accounting packet about one session, with the time it speaks of already settled. */
export type SessionReport = {
  readonly kind: "start" | "interim" | "stop";
  /** When it happened, by the server's clock or by the access server's where that can be trusted. */
  readonly at: number;
  /** What the access server's clock said, trusted or not. */
  readonly nasAt: number | null;
  readonly isClockSkewed: boolean;
  readonly sessionSeconds: number;
  readonly inputOctets: bigint;
  readonly outputOctets: bigint;
  readonly terminateCause: number | null;
  readonly mac: string | null;
  readonly nasPortId: string | null;
  readonly calledStationId: string | null;
  readonly address: string | null;
  readonly framedIpv6Prefix: string | null;
  readonly delegatedIpv6Prefix: string | null;
};

/** A moment by both clocks. */
export type Moment = { readonly at: number; readonly nasAt: number | null };

/** A value that may change during a session, with the time of the report that carried it. */
export type Dated = { readonly value: string; readonly at: number };

/**
 * What is known of a session. Each field is the least or the greatest of what the reports say, so the
 * order in which they arrive and how often they arrive make no difference.
 */
export type SessionState = {
  readonly start: Moment;
  /** The latest start or interim; a stopped session shows its stop instead. */
  readonly lastReportAt: number;
  readonly stop: (Moment & { readonly terminateCause: number | null }) | null;
  readonly presumed: Presumption | null;
  readonly sessionSeconds: number;
  readonly inputOctets: bigint;
  readonly outputOctets: bigint;
  readonly isClockSkewed: boolean;
  readonly mac: string | null;
  readonly nasPortId: string | null;
  readonly calledStationId: string | null;
  readonly address: Dated | null;
  readonly framedIpv6Prefix: Dated | null;
  readonly delegatedIpv6Prefix: Dated | null;
};

/** No session lasts longer; a larger Acct-Session-Time is not believed as a start time. */
const longestSessionMs = 400 * 24 * 3_600 * 1_000;

/** Takes one report into what is known; the same object when it adds nothing. */
export function reduce(known: SessionState | undefined, report: SessionReport): SessionState {
  const said = stateOf(report);
  if (known === undefined) return said;
  const joined = join(known, said);
  return sameState(known, joined) ? known : joined;
}

/**
 * The access server restarted, or knows of it no more: what it goes on reporting is open all the same, also
 * where the restart is written after those reports.
 */
export function closeAt(known: SessionState, restartedAt: number): SessionState {
  if (known.stop !== null) return known;
  const after = Math.min(known.lastReportAt, restartedAt);
  return presumeAfter(known, { after, at: restartedAt, cause: "restart" });
}

/** Nobody said so, but by now it must have ended. */
export function presume(
  known: SessionState,
  { at, cause }: { readonly at: number; readonly cause: PresumedCause },
): SessionState {
  return presumeAfter(known, { after: known.lastReportAt, at, cause });
}

function presumeAfter(known: SessionState, presumption: Presumption): SessionState {
  const presumed = betterPresumption(known.presumed, presumption);
  return presumed === known.presumed ? known : { ...known, presumed };
}

/**
 * Whether a restart then is of something that was there. Access servers count whole seconds: what begins in
 * the very second of a restart begins after it.
 */
export function hasBegunBefore({ start }: SessionState, restartedAt: number): boolean {
  if (!isWholeSecond(start.at) && !isWholeSecond(restartedAt)) return start.at < restartedAt;
  return Math.floor(start.at / 1_000) < Math.floor(restartedAt / 1_000);
}

function isWholeSecond(at: number): boolean {
  return at % 1_000 === 0;
}

export type SessionEnd = { readonly at: number; readonly by: "stop" | PresumedCause };

/**
 * How the session ended, or null while it is open. A restart of the access server is only an upper
 * bound (its clock may be weeks ahead), and so is what is presumed: no later than one interval after the
 * last thing heard.
 */
export function endOf(state: SessionState, intervalMs: number): SessionEnd | null {
  const { start, lastReportAt, stop, presumed } = state;
  if (stop !== null) return { at: stop.at, by: "stop" };
  if (presumed === null || !holds(presumed, lastReportAt)) return null;
  const at = Math.max(start.at, Math.min(presumed.at, lastReportAt + intervalMs));
  return { at, by: presumed.cause };
}

/** When the session ended, or null while it is open. */
export function stoppedAt(state: SessionState, intervalMs: number): number | null {
  return endOf(state, intervalMs)?.at ?? null;
}

/** When the session was last heard of; its stop is final. */
export function updatedAt(state: SessionState, intervalMs: number): number {
  return stoppedAt(state, intervalMs) ?? state.lastReportAt;
}

/** Whether only counters and times moved on, as with nearly every interim report. */
export function hasOnlyMovedOn(before: SessionState, after: SessionState): boolean {
  return settled.every((key) => before[key] === after[key]) && dates.every(isSameValue);

  function isSameValue(key: (typeof dates)[number]): boolean {
    return before[key]?.value === after[key]?.value;
  }
}

const dates = ["address", "framedIpv6Prefix", "delegatedIpv6Prefix"] as const;
const settled = [
  "start",
  "stop",
  "presumed",
  "isClockSkewed",
  "mac",
  "nasPortId",
  "calledStationId",
] as const satisfies readonly (keyof SessionState)[];

function stateOf(report: SessionReport): SessionState {
  const { kind, at, nasAt, terminateCause } = report;
  const begun = kind === "start" ? { at, nasAt } : { at: startBefore(report), nasAt: null };
  return {
    start: begun,
    lastReportAt: kind === "stop" ? begun.at : at,
    stop: kind === "stop" ? { at, nasAt, terminateCause } : null,
    presumed: null,
    sessionSeconds: report.sessionSeconds,
    inputOctets: report.inputOctets,
    outputOctets: report.outputOctets,
    isClockSkewed: report.isClockSkewed,
    mac: report.mac,
    nasPortId: report.nasPortId,
    calledStationId: report.calledStationId,
    address: dated(report.address, at),
    framedIpv6Prefix: dated(report.framedIpv6Prefix, at),
    delegatedIpv6Prefix: dated(report.delegatedIpv6Prefix, at),
  };
}

/** An interim or a stop bounds the start from above, since session time is counted in whole seconds. */
function startBefore({ at, sessionSeconds }: SessionReport): number {
  return at - Math.min(sessionSeconds * 1_000, longestSessionMs);
}

function dated(value: string | null, at: number): Dated | null {
  return value === null ? null : { value, at };
}

function join(left: SessionState, right: SessionState): SessionState {
  return {
    start: earlierStart(left.start, right.start),
    lastReportAt: Math.max(left.lastReportAt, right.lastReportAt),
    stop: earlierStop(left.stop, right.stop),
    presumed: betterPresumption(left.presumed, right.presumed),
    sessionSeconds: Math.max(left.sessionSeconds, right.sessionSeconds),
    inputOctets: most(left.inputOctets, right.inputOctets),
    outputOctets: most(left.outputOctets, right.outputOctets),
    isClockSkewed: left.isClockSkewed || right.isClockSkewed,
    mac: greatest(left.mac, right.mac),
    nasPortId: greatest(left.nasPortId, right.nasPortId),
    calledStationId: greatest(left.calledStationId, right.calledStationId),
    address: latest(left.address, right.address),
    framedIpv6Prefix: latest(left.framedIpv6Prefix, right.framedIpv6Prefix),
    delegatedIpv6Prefix: latest(left.delegatedIpv6Prefix, right.delegatedIpv6Prefix),
  };
}

function most(left: bigint, right: bigint): bigint {
  return left > right ? left : right;
}

function greatest(left: string | null, right: string | null): string | null {
  if (left === null || right === null) return left ?? right;
  return left > right ? left : right;
}

function latest(left: Dated | null, right: Dated | null): Dated | null {
  if (left === null || right === null) return left ?? right;
  if (left.at !== right.at) return left.at > right.at ? left : right;
  return left.value >= right.value ? left : right;
}

/** The order of two optional numbers, absent ones last. */
function compare(left: number | null, right: number | null): number {
  return (left ?? Number.POSITIVE_INFINITY) < (right ?? Number.POSITIVE_INFINITY)
    ? -1
    : Number(left !== right);
}

function earlierStart(left: Moment, right: Moment): Moment {
  return (compare(left.at, right.at) || compare(left.nasAt, right.nasAt)) <= 0 ? left : right;
}

function earlierStop(
  left: SessionState["stop"],
  right: SessionState["stop"],
): SessionState["stop"] {
  if (left === null || right === null) return left ?? right;
  const order =
    compare(left.at, right.at) ||
    compare(left.nasAt, right.nasAt) ||
    compare(left.terminateCause, right.terminateCause);
  return order <= 0 ? left : right;
}

/** `join` hands back the very objects it was given, so identity is enough for the nested ones. */
function sameState(left: SessionState, right: SessionState): boolean {
  return (Object.keys(left) as (keyof SessionState)[]).every((key) => left[key] === right[key]);
}
