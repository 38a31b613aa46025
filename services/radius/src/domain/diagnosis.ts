import type { ServiceState } from "@isp/kernel";
import type { RejectReason } from "./authentication.ts";
import { deviceOf } from "./mac.ts";

/** What is known of a login that does not connect. */
export type Case = {
  readonly service: ServiceState;
  readonly isHeld: boolean;
  readonly isOnline: boolean;
  readonly isClockSkewed: boolean;
  readonly boundMacs: readonly string[];
  readonly lastMac: string;
  readonly routingPointId: string | null;
  /** Of the access server that asked last; null where it serves every one, undefined where none asked. */
  readonly askedAt: string | null | undefined;
  readonly openSessions: number;
  readonly simultaneousUse: number;
  /** Whether an attempt was one too many so lately that the session in its way may have yet to begin. */
  readonly wasFullJustNow: boolean;
  /** Refusals of the last day since the newest session began, the latest first. */
  readonly rejects: readonly RejectReason[];
};

/** Why a customer is not online, as an attendant can say it. */
export type Finding =
  | "online"
  | "held"
  | "suspended"
  | "not-enabled"
  | "wrong-password"
  | "throttled"
  | "wrong-routing-point"
  | "mac-mismatch"
  | "no-address"
  | "simultaneous-use"
  | "clock-skewed"
  | "never-asked";

/**
 * What stands between a customer and his connection, what has to be mended first at the head. What the
 * provider decided comes before what the customer's device does wrong: nothing else helps until then.
 */
export function findingsOf(known: Case): readonly Finding[] {
  const checks: readonly (readonly [Finding, boolean])[] = [
    ["held", known.isHeld],
    ["suspended", known.service === "suspended"],
    ["not-enabled", known.service !== "on" && known.service !== "suspended" && !known.isHeld],
    ["online", known.isOnline],
    ["wrong-password", wasRefused(known, "wrong-password") && !wasRightSince(known)],
    ["throttled", wasRefused(known, "throttled")],
    ["wrong-routing-point", !asksWhereItBelongs(known)],
    ["mac-mismatch", !comesFromBoundDevice(known)],
    ["no-address", wasRefused(known, "no-address")],
    ["simultaneous-use", isFull(known) && wasRefused(known, "simultaneous-use")],
    ["clock-skewed", known.isClockSkewed],
    ["never-asked", known.askedAt === undefined && !known.isOnline],
  ];
  return checks.filter(([, holds]) => holds).map(([finding]) => finding);
}

/** Whoever is online now was refused in vain; it does not matter any more. */
function wasRefused({ rejects, isOnline }: Case, reason: RejectReason): boolean {
  return !isOnline && rejects.includes(reason);
}

export function asksWhereItBelongs({
  askedAt,
  routingPointId,
}: Pick<Case, "askedAt" | "routingPointId">): boolean {
  return !askedAt || routingPointId === null || askedAt === routingPointId;
}

export function comesFromBoundDevice({
  boundMacs,
  lastMac,
}: Pick<Case, "boundMacs" | "lastMac">): boolean {
  return boundMacs.length === 0 || lastMac === "" || boundMacs.includes(deviceOf(lastMac));
}

function isFull({ openSessions, simultaneousUse, wasFullJustNow }: Case): boolean {
  return wasFullJustNow || (simultaneousUse > 0 && openSessions >= simultaneousUse);
}

const beforeThePassword: readonly RejectReason[] = ["unknown-login", "throttled", "wrong-password"];

/** What is refused for another reason had the password right. */
function wasRightSince({ rejects }: Case): boolean {
  const last = rejects.indexOf("wrong-password");
  return rejects.slice(0, last).some((reason) => !beforeThePassword.includes(reason));
}
