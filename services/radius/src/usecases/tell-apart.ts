import { hash } from "node:crypto";
import { fits, isOfSuccessor, maybeOfPredecessor } from "../domain/same-session.ts";
import { reduce, type SessionState } from "../domain/session.ts";
import type { SessionIdentity, SessionInput, Sessions, StoredSession } from "./session-ports.ts";

/** Reports of one session, and what was known of it. */
export type Told = {
  readonly known: StoredSession | undefined;
  readonly reports: readonly SessionInput[];
  /** Another session of the same id began after it: its key is the other's now. */
  readonly asideKey: string | undefined;
};

/**
 * Sorts the reports of one key by the sessions that they are about: nearly always one. What an access server
 * says of an earlier session with the same id, late or once more, belongs to that one's row.
 */
export async function tellApart(
  sessions: Pick<Sessions, "lockAside">,
  known: StoredSession | undefined,
  reports: readonly SessionInput[],
  intervalMs: number,
): Promise<readonly Told[]> {
  const early = known && reports.filter(({ report }) => maybeOfPredecessor(known.state, report));
  const [first] = early ?? [];
  if (first === undefined) return successors(known, reports, intervalMs);
  const aside = await sessions.lockAside(first.identity);
  const ofAside = Map.groupBy(reports, (input) =>
    early?.includes(input)
      ? aside.find(({ state }) => fits(state, input.report, intervalMs))
      : undefined,
  );
  const rest = ofAside.get(undefined) ?? [];
  return [
    ...aside.flatMap((session) => {
      const reports = ofAside.get(session);
      return reports === undefined ? [] : [{ known: session, reports, asideKey: undefined }];
    }),
    ...(rest.length === 0 ? [] : successors(known, rest, intervalMs)),
  ];
}

type Part = { reports: SessionInput[]; state: SessionState | undefined };

/** In the order of their times, so that it makes no difference in which they came within one batch. */
function successors(
  known: StoredSession | undefined,
  reports: readonly SessionInput[],
  intervalMs: number,
): readonly Told[] {
  let part: Part = { reports: [], state: known?.state };
  const parts = [part];
  for (const input of reports.toSorted((one, other) => one.report.at - other.report.at)) {
    if (part.state !== undefined && isOfSuccessor(part.state, input.report, intervalMs)) {
      part = { reports: [], state: undefined };
      parts.push(part);
    }
    part.reports.push(input);
    part.state = reduce(part.state, input.report);
  }
  return parts.map(({ reports, state }, index) => ({
    known: index === 0 ? known : undefined,
    reports,
    asideKey: index < parts.length - 1 ? asideKey(known, reports, state) : undefined,
  }));
}

/** No two sessions of one id began at one moment. */
function asideKey(
  known: SessionIdentity | undefined,
  [first]: readonly SessionInput[],
  state: SessionState | undefined,
): string {
  const key = known?.key ?? first?.identity.key ?? "";
  return hash("sha256", `${key}\n${state?.start.at}`, "buffer").toString("hex", 0, 16);
}
