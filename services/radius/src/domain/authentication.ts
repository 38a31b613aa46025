import type { ServiceState } from "@isp/kernel";
import { deviceOf } from "./mac.ts";

export type LoginState = "reserved" | "live" | "deleting";

/** Every answer but yes; the names are those of the access.rejected event. */
export type RejectReason =
  | "unknown-login"
  | "wrong-password"
  | "not-enabled"
  | "suspended"
  | "mac-mismatch"
  | "simultaneous-use"
  | "no-address"
  | "wrong-routing-point"
  | "throttled";

/** What a decision needs to know of a login; the read model holds one of these for each. */
export type Access = {
  readonly state: LoginState;
  readonly service: ServiceState;
  /** Where the login's subscription is installed; null serves everywhere. */
  readonly routingPointId: string | null;
  /** The only devices it may come from (C91), by their digits; any where there are none. */
  readonly macs: readonly string[];
};

export type Attempt = {
  /** Calling-Station-Id as it was sent; empty where it was not. */
  readonly mac: string;
  /** The access server's routing point; null where it serves every one. */
  readonly routingPointId: string | null;
  /** Whether a suspended login is let into the walled garden. */
  readonly isWalledIn: boolean;
  /** Whether too many wrong passwords came before. */
  readonly isThrottled: () => boolean;
  readonly passwordMatches: () => boolean;
  /** Whether the login may have one more session. */
  readonly hasRoom: () => boolean;
  /** Whether there is an address for it; asked last, since it takes one. */
  readonly hasAddress: () => boolean;
};

/**
 * The order tells a stranger nothing: only who knows the password learns that the line is suspended
 * or that it belongs to another tower. What costs more is asked later.
 */
export function decide(access: Access | undefined, attempt: Attempt): "accept" | RejectReason {
  // A reserved login belongs to a registration that may still fail; it does not exist yet.
  if (access === undefined || access.state !== "live") return "unknown-login";
  if (attempt.isThrottled()) return "throttled";
  if (!attempt.passwordMatches()) return "wrong-password";
  return refusalOf(access, attempt) ?? "accept";
}

function refusalOf(access: Access, attempt: Attempt) {
  if (access.service === "suspended" && !attempt.isWalledIn) return "suspended";
  if (access.service !== "on" && !attempt.isWalledIn) return "not-enabled";
  if (!servesRoutingPoint(attempt.routingPointId, access.routingPointId))
    return "wrong-routing-point";
  if (access.macs.length > 0 && !access.macs.includes(deviceOf(attempt.mac))) return "mac-mismatch";
  if (!attempt.hasRoom()) return "simultaneous-use";
  return attempt.hasAddress() ? undefined : "no-address";
}

function servesRoutingPoint(server: string | null, login: string | null): boolean {
  return server === null || login === null || server === login;
}

/** Compares without stopping at the first difference, so that time tells nothing of the password. */
export function samePassword(sent: Uint8Array, expected: Uint8Array): boolean {
  let difference = sent.length ^ expected.length;
  for (let index = 0; index < sent.length; index += 1)
    difference |= (sent[index] ?? 0) ^ (expected[index % expected.length] ?? 0);
  return difference === 0;
}
