import type { LoginEntry, LoginModel } from "../model/logins.ts";
import type { ParkedPacket, SessionInput, SessionOwner } from "../usecases/session-ports.ts";
import type { Place } from "./lanes.ts";
import { type AccountingRequest, sessionKey } from "./read-report.ts";

/** What can be recorded of one accounting packet. */
export type AccountingItem =
  | { readonly kind: "session"; readonly input: SessionInput }
  | { readonly kind: "restart"; readonly nasId: string; readonly at: number }
  | { readonly kind: "parked"; readonly packet: ParkedPacket };

/** A packet as it came, and whose it was by what was known then. */
export type Arrival = {
  readonly packet: Buffer;
  readonly nasId: string;
  readonly nasAddress: string;
  readonly owner: SessionOwner;
  readonly receivedAt: Date;
};

/** One accounting packet on its way into the database, or, while that is away, into the spool. */
export type Arrived = { readonly item: AccountingItem; readonly arrival: Arrival };

/** All reports of a session go one way; a restart comes after all that it may end. */
export function placeOf({ item }: Arrived): Place {
  switch (item.kind) {
    case "session":
      return item.input.identity.key.charCodeAt(0);
    case "parked":
      return 0;
    case "restart":
      return "behind-all";
  }
}

/** Nothing where there is nothing to record. */
export function itemOf(
  request: AccountingRequest,
  { packet, nasId, nasAddress, owner, receivedAt }: Arrival,
  login: LoginEntry | undefined,
): AccountingItem | undefined {
  switch (request.kind) {
    case "ignored":
      return undefined;
    case "restart":
      return { kind: "restart", nasId, at: request.at };
    case "unusable":
      return { kind: "parked", packet: { nasId, reason: request.reason, packet, receivedAt } };
    case "session": {
      const { username, acctSessionId, report } = request;
      const key = sessionKey(nasId, acctSessionId, username);
      const identity = { key, nasId, nasAddress, acctSessionId, username };
      const isRefused = login !== undefined && !maySession(login, request.isWalledIn);
      return { kind: "session", input: { identity, owner, isRefused, report, receivedAt } };
    }
  }
}

/** A session of a suspended login may be one that was let into the walled garden. */
function maySession({ service }: LoginEntry, isWalledIn: boolean): boolean {
  return service === "on" || (service === "suspended" && isWalledIn);
}

/** The login that the packet is about, as far as this process knows it. */
export function loginOf(request: AccountingRequest, logins: LoginModel): LoginEntry | undefined {
  return request.kind === "session" ? logins.find(request.username) : undefined;
}
