import { toleratedSkewMs } from "./report-time.ts";
import { endOf, type SessionReport, type SessionState } from "./session.ts";

type Begin = Pick<SessionReport, "kind" | "at" | "sessionSeconds">;

/**
 * Access servers use the id of a session again, some from 1 on after every restart. What began when the
 * known session had ended for longer than clocks differ is another one; so is what they say has begun after
 * their restart, for all that they knew before is gone.
 */
export function isOfSuccessor(state: SessionState, report: Begin, intervalMs: number): boolean {
  const end = endOf(state, intervalMs);
  if (end === null) return false;
  if (report.kind === "start" && end.by === "restart" && report.at >= end.at) return true;
  // An access server that counts no time may mean the session that was known long before.
  const tellsBegin = report.kind === "start" || report.sessionSeconds > 0;
  return tellsBegin && beginOf(report) > end.at + toleratedSkewMs;
}

/** Whether it may be of a session with the same id that began before the known one. */
export function maybeOfPredecessor({ start }: SessionState, report: Begin): boolean {
  return beginOf(report) < start.at - toleratedSkewMs;
}

/** Whether it fits a session that has been told apart from its successor. */
export function fits(state: SessionState, report: Begin, intervalMs: number): boolean {
  const end = endOf(state, intervalMs);
  const isAfterEnd = end !== null && beginOf(report) > end.at + toleratedSkewMs;
  return !maybeOfPredecessor(state, report) && !isAfterEnd;
}

function beginOf({ kind, at, sessionSeconds }: Begin): number {
  return kind === "start" ? at : at - sessionSeconds * 1_000;
}
