import { type CredentialCheck, checkCredentials, refusalOf } from "../credentials/check.ts";
import { decide, type RejectReason } from "../domain/authentication.ts";
import type { Period } from "../domain/business-hours.ts";
import type { Pool } from "../domain/pool.ts";
import { deviceOf } from "../domain/mac.ts";
import { hasRoom, isSameDevice, type Living, type Place } from "../domain/simultaneous-use.ts";
import type { Accepts } from "../model/accepts.ts";
import type { Guesses } from "../model/guesses.ts";
import type { AddressPools } from "../model/address-pools.ts";
import type { ClassModel } from "../model/classes.ts";
import { boundMacs, type IpEntry, ipFor, type IpModel } from "../model/ips.ts";
import type { LoginEntry, LoginModel } from "../model/logins.ts";
import type { NasEntry } from "../model/nas-table.ts";
import type { UnitModel } from "../model/units.ts";
import type { OpenSessions } from "../model/open-sessions.ts";
import { attributeNumber, packetCode } from "../protocol/codes.ts";
import type { Packet } from "../protocol/packet.ts";
import { integer, text } from "../protocol/reader.ts";
import { staysAtItsAddress } from "../replies/walled-garden.ts";
import { acceptReply } from "./accept-reply.ts";
import { isFixedAddressFree } from "./fixed-address.ts";
import { buildReply } from "./reply.ts";

export type Decision = {
  readonly reply: Buffer;
  readonly outcome: "accept" | RejectReason;
  readonly username: string;
  readonly login: LoginEntry | undefined;
  readonly from: Place;
};

/** All that decisions are made of; nothing here waits for anything. */
export type AuthModel = {
  readonly logins: LoginModel;
  readonly ips: Pick<IpModel, "findById" | "ofLogin">;
  readonly classes: Pick<ClassModel, "find">;
  readonly pools: Pick<AddressPools, "take">;
  readonly units: Pick<UnitModel, "find">;
  readonly open: Pick<OpenSessions, "ofLogin" | "atAddress" | "lastHeardAt">;
  readonly accepts: Accepts;
  readonly guesses: Guesses;
  readonly periodOf: (businessUnitId: string, now: number) => Period;
  readonly intervalMs: number;
};

const nothing = Buffer.alloc(0);
const unchecked: CredentialCheck = { matches: false, reply: nothing };

/** Decides one Access-Request by what is in memory, and writes the answer. */
export function authenticate(
  packet: Packet,
  nas: NasEntry,
  model: AuthModel,
  now: number,
): Decision {
  const username = text(packet, attributeNumber.userName) ?? "";
  const login = knownBy(model, username);
  const from = placeOf(packet, nas);
  const request = { packet, nas, from, username };
  const { outcome, attributes } =
    login === undefined ? refused("unknown-login", request) : weigh(login, request, model, now);
  const code = outcome === "accept" ? packetCode.accessAccept : packetCode.accessReject;
  const reply = buildReply(packet, { code, attributes, withMessageAuthenticator: true }, nas.key);
  return { reply, outcome, username, login, from };
}

type Request = {
  readonly packet: Packet;
  readonly nas: NasEntry;
  readonly from: Place;
  readonly username: string;
};
type Weighed = { readonly outcome: Decision["outcome"]; readonly attributes: Buffer };

/** Decides about a login that is known, and what its answer carries. */
function weigh(login: LoginEntry, request: Request, model: AuthModel, now: number): Weighed {
  const { packet, nas, from, username } = request;
  const ip = ipOf(model.ips, login, from);
  const garden = gardenOf(model, login);
  const isWalledIn = garden !== undefined;
  let credentials = unchecked;
  const pool = classOf(model, ip);
  let address: string | null = null;
  const outcome = decide(login, {
    mac: from.mac,
    routingPointId: nas.routingPointId,
    isWalledIn,
    isThrottled: () => isThrottled(model, login, from),
    passwordMatches() {
      if (login.isDevice === true) return true;
      credentials = checkCredentials(packet, username, login.password(), nas.key);
      return credentials.matches;
    },
    hasRoom: () => loginHasRoom(model, login, from, now),
    hasAddress() {
      if (ip === undefined || (isWalledIn && !staysAtItsAddress(nas.vendor))) return true;
      if (ip.poolId === null) return hasFixedAddress(model, login, { ip, from, now });
      if (pool === undefined) return false;
      address = model.pools.take(pool, { loginId: login.id, from, now }) ?? null;
      return address !== null;
    },
  });
  if (outcome === "wrong-password") model.guesses.note(login.name, from);
  if (outcome !== "accept") return refused(outcome, request);
  model.accepts.note(login.id, from, now);
  const period = model.periodOf(login.businessUnitId, now);
  const accepted = acceptReply(login, { packet, nas, ip, address, pool, garden }, period);
  return { outcome, attributes: Buffer.concat([...accepted, credentials.reply]) };
}

function placeOf(packet: Packet, nas: NasEntry): Place {
  const port = text(packet, attributeNumber.nasPortId);
  return {
    mac: text(packet, attributeNumber.callingStationId) ?? "",
    nasId: nas.id,
    nasPortId: port ?? integer(packet, attributeNumber.nasPort)?.toString() ?? "",
  };
}

/** The login with the devices that its IPs bind it to (C91). */
function knownBy({ logins, ips }: AuthModel, username: string): LoginEntry | undefined {
  const login = logins.find(username);
  if (login === undefined || login.isDevice === true) return login;
  const macs = boundMacs(ips.ofLogin(login.id));
  return macs.length === 0 ? login : { ...login, macs };
}

/** A suspended customer of a unit that does not refuse him reaches the provider's own pages. */
function gardenOf({ units }: AuthModel, login: LoginEntry): string | undefined {
  if (login.service !== "suspended") return undefined;
  const unit = units.find(login.businessUnitId);
  return unit?.suspensionPolicy === "walled-garden" ? unit.walledGardenName : undefined;
}

function classOf({ classes }: AuthModel, ip: IpEntry | undefined): Pool | undefined {
  const classId = ip?.classId ?? null;
  return classId === null ? undefined : classes.find(classId);
}

function ipOf(ips: AuthModel["ips"], login: LoginEntry, from: Place): IpEntry | undefined {
  if (login.isDevice === true) return ips.findById(login.id);
  return ipFor(ips.ofLogin(login.id), deviceOf(from.mac));
}

const unproven: ReadonlySet<RejectReason> = new Set([
  "unknown-login",
  "wrong-password",
  "throttled",
]);

/** A method's own word of failure belongs to who proved nothing; he learns no more than that. */
function refused(outcome: RejectReason, { packet, username }: Request): Weighed {
  return { outcome, attributes: unproven.has(outcome) ? refusalOf(packet, username) : nothing };
}

function isThrottled(model: AuthModel, login: LoginEntry, from: Place): boolean {
  return model.guesses.isThrottled(login.name, from) && !isKnownDevice(model, login, from);
}

/** Bound to the login, accepted lately, or online with it: no stranger's guesses lock this line out. */
function isKnownDevice(
  { open, accepts }: AuthModel,
  { id, macs }: LoginEntry,
  from: Place,
): boolean {
  if (macs.includes(deviceOf(from.mac)) || accepts.wasFrom(id, from)) return true;
  return sessionsOf(open, id).some((session) => isSameDevice(session, from));
}

function loginHasRoom(
  { open, accepts, intervalMs }: AuthModel,
  { id, grant }: LoginEntry,
  from: Place,
  now: number,
): boolean {
  const limit = grant.simultaneousUse;
  if (limit === 0) return true;
  const living = [...accepts.awaited(id, now), ...sessionsOf(open, id)];
  return hasRoom(living, from, { limit, intervalMs, now });
}

/** An IP that names nothing but devices or a speed has no address to wait for. */
function hasFixedAddress(
  model: AuthModel,
  { id: loginId }: LoginEntry,
  asking: { readonly ip: IpEntry; readonly from: Place; readonly now: number },
): boolean {
  const { address } = asking.ip.reply;
  return address === null || isFixedAddressFree(model, { ...asking, loginId, address });
}

function sessionsOf(open: AuthModel["open"], loginId: string): Living[] {
  return [...open.ofLogin(loginId)].map((session) => ({
    mac: session.state.mac ?? "",
    nasId: session.nasId,
    nasPortId: session.state.nasPortId ?? "",
    lastHeardAt: open.lastHeardAt(session),
  }));
}
