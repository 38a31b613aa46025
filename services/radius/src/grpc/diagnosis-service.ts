import type { radius } from "@isp/contracts";
import type { Clock } from "@isp/kernel";
import { type Caller, type Handlers, sees } from "@isp/rpc";
import {
  asksWhereItBelongs,
  type Case,
  comesFromBoundDevice,
  findingsOf,
} from "../domain/diagnosis.ts";
import { refuse } from "../domain/errors.ts";
import { serviceOf } from "../domain/login.ts";
import { planTermsOf } from "../events/published.ts";
import type { NasEntry, NasTable } from "../model/nas-table.ts";
import type { LoginSight, LookAtLogin } from "../usecases/look-at-login.ts";
import { attributesOf } from "./login-attributes.ts";
import { toSessionMessage } from "./messages.ts";

export type DiagnosisDependencies = {
  readonly lookAt: LookAtLogin;
  readonly nas: NasTable;
  readonly clock: Clock;
};

const mayReadPasswords = "sessions.passwords";
const dayMs = 86_400_000;
const minuteMs = 60_000;

export function diagnosisService({
  lookAt,
  nas,
  clock,
}: DiagnosisDependencies): Handlers<typeof radius.DiagnosisServiceService> {
  return {
    async getLoginAttributes({ loginId, password }, caller) {
      if (password && !allows(caller, mayReadPasswords))
        throw refuse.password_hidden("The password needs a permission of its own.");
      const sight = await lookAt(loginId, (unit) => sees(caller, unit));
      return { attributes: attributesOf(sight, password) };
    },
    async getDiagnosis({ loginId }, caller) {
      const sight = await lookAt(loginId, (unit) => sees(caller, unit));
      return diagnosisOf(sight, nas, clock.now().getTime());
    },
  };
}

function allows({ permissions }: Caller, needed: string): boolean {
  return permissions.has("*") || permissions.has(needed);
}

function diagnosisOf(
  sight: LoginSight,
  nasTable: NasTable,
  now: number,
): radius.GetDiagnosisResponse {
  const { login, rejects, open, last, boundMacs } = sight;
  const asked = lastAsked(sight, nasTable);
  const known = caseOf(sight, asked.nas, now);
  const { simultaneousUse, name: planName } = planTermsOf(login);
  return {
    findings: [...findingsOf(known)],
    planName,
    service: known.service,
    rejects: rejects.map(({ rejects: count, ...reject }) => ({ ...reject, count: BigInt(count) })),
    boundMacs: [...boundMacs],
    lastMac: known.lastMac,
    macMatches: comesFromBoundDevice(known),
    routingPointId: login.routingPointId ?? "",
    lastNasId: asked.nasId,
    lastNasName: asked.nas?.name ?? "",
    lastNasRoutingPointId: asked.nas?.routingPointId ?? "",
    nasMatches: asksWhereItBelongs(known),
    openSessions: open.map(toSessionMessage),
    simultaneousUse,
    clockSkewed: known.isClockSkewed,
    clockAheadSeconds: clockAhead(last),
  };
}

function caseOf(sight: LoginSight, nas: NasEntry | undefined, now: number): Case {
  const { login, boundMacs, open, last, rejects } = sight;
  const lately = standing(sight, now);
  const isRejectNewer = last === null || isAfter(rejects[0]?.lastAt, last.state.lastReportAt);
  return {
    service: serviceOf(login.wanted.state, login.isHeld),
    isHeld: login.isHeld,
    isOnline: open.length > 0,
    isClockSkewed: last?.state.isClockSkewed ?? false,
    boundMacs,
    lastMac: (isRejectNewer ? rejects[0]?.mac : last?.state.mac) ?? "",
    routingPointId: login.routingPointId,
    askedAt: nas === undefined ? undefined : nas.routingPointId,
    openSessions: open.length,
    simultaneousUse: planTermsOf(login).simultaneousUse,
    wasFullJustNow: lately.some(({ reason, lastAt }) => {
      return reason === "simultaneous-use" && now - lastAt.getTime() < minuteMs;
    }),
    rejects: lately.map(({ reason }) => reason),
  };
}

/** What was refused before the newest session began was mended by then. */
function standing({ last, rejects }: LoginSight, now: number): LoginSight["rejects"] {
  const since = Math.max(now - dayMs, last?.state.start.at ?? 0);
  return rejects.filter(({ lastAt }) => lastAt.getTime() > since);
}

/** The access server that spoke of the login last, be it to ask or to account. */
function lastAsked({ last, rejects }: LoginSight, nasTable: NasTable) {
  const isReject = last === null || isAfter(rejects[0]?.lastAt, last.state.lastReportAt);
  const nasId = (isReject ? rejects[0]?.nasId : undefined) ?? last?.nasId ?? "";
  return { nasId, nas: nasTable.findById(nasId) };
}

function isAfter(at: Date | undefined, other: number): boolean {
  return at !== undefined && at.getTime() > other;
}

function clockAhead(last: LoginSight["last"]): bigint {
  const begun = last?.state.start;
  if (begun === undefined || begun.nasAt === null) return 0n;
  return BigInt(Math.round((begun.nasAt - begun.at) / 1_000));
}
