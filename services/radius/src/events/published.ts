import { common, type radius } from "@isp/contracts";
import { type Ip, nameOf, notFixed } from "../domain/ip.ts";
import type { Login } from "../domain/login.ts";
import type { RoutingPoint } from "../domain/network.ts";
import { endOf, updatedAt } from "../domain/session.ts";
import { terminateCauses } from "../protocol/dictionary/values.ts";
import type { StoredSession } from "../usecases/session-ports.ts";

/** A login as the tree and every other reader see it. */
export function itemOf(login: Login): common.Item {
  const { id, subscriptionId, customerId, businessUnitId, name, version, wanted, real } = login;
  return {
    id,
    kind: "login",
    parentId: "",
    subscriptionId,
    customerId,
    businessUnitId,
    name,
    main: login.isMain,
    version,
    wanted: { ...wanted },
    real: { ...real },
  };
}

export function loginFact(login: Login, operationId = ""): radius.LoginFact {
  return {
    aggregateId: login.id,
    version: login.version,
    businessUnitId: login.businessUnitId,
    operationId,
    item: itemOf(login),
    username: login.name,
    routingPointId: login.routingPointId ?? "",
  };
}

/** An IP as the tree and every other reader see it. */
export function ipItemOf(ip: Ip): common.Item {
  const { id, subscriptionId, customerId, businessUnitId, version, wanted, real } = ip;
  return {
    id,
    subscriptionId,
    customerId,
    businessUnitId,
    version,
    kind: "ip",
    parentId: "",
    name: nameOf(ip),
    main: false,
    wanted: { ...wanted },
    real: { ...real },
  };
}

export function ipFact(ip: Ip, operationId = ""): radius.IpFact {
  const { id: aggregateId, version, businessUnitId, address, loginId } = ip;
  return {
    aggregateId,
    version,
    businessUnitId,
    operationId,
    item: ipItemOf(ip),
    address: address ?? notFixed,
    loginId: loginId ?? "",
  };
}

export function routingPointFact(point: RoutingPoint): radius.RoutingPointFact {
  const { id, version, businessUnitId, name, kind } = point;
  return {
    aggregateId: id,
    version,
    businessUnitId,
    routingPoint: { id, version, businessUnitId, name, kind },
  };
}

export function planTermsOf(login: Pick<Login, "plan">): common.PlanTerms {
  return common.PlanTerms.fromJSON(JSON.parse(login.plan));
}

/** What a session in a list and a session in an event have in common. */
export function sessionFields(session: StoredSession, intervalMs: number) {
  return {
    ...ownerFields(session),
    ...placeFields(session),
    ...readingFields(session, intervalMs),
  };
}

function ownerFields(session: StoredSession) {
  return {
    sessionId: session.id,
    username: session.username,
    customerId: session.customerId ?? "",
    subscriptionId: session.subscriptionId ?? "",
    businessUnitId: session.businessUnitId ?? "",
    routingPointId: session.routingPointId ?? "",
    nasId: session.nasId,
    nasAddress: session.nasAddress,
    acctSessionId: session.acctSessionId,
  };
}

function placeFields({ state }: StoredSession) {
  return {
    nasPortId: state.nasPortId ?? "",
    calledStationId: state.calledStationId ?? "",
    address: state.address?.value ?? "",
    framedIpv6Prefix: state.framedIpv6Prefix?.value ?? "",
    delegatedIpv6Prefix: state.delegatedIpv6Prefix?.value ?? "",
    mac: state.mac ?? "",
  };
}

function readingFields(session: StoredSession, intervalMs: number) {
  const { state } = session;
  return {
    startedAt: new Date(state.start.at),
    updatedAt: new Date(updatedAt(state, intervalMs)),
    sessionSeconds: BigInt(state.sessionSeconds),
    inputOctets: int64(state.inputOctets),
    outputOctets: int64(state.outputOctets),
    terminateCause: terminateCause(session, intervalMs),
  };
}

const largestInt64 = 2n ** 63n - 1n;

/** Gigawords can count to 2^64; the wire carries a signed number. */
function int64(octets: bigint): bigint {
  return octets > largestInt64 ? largestInt64 : octets;
}

function terminateCause({ state, endedAt }: StoredSession, intervalMs: number): string {
  const end = endedAt === null ? null : endOf(state, intervalMs);
  if (end === null) return "";
  if (end.by !== "stop") return unsaid[end.by];
  const cause = state.stop?.terminateCause;
  return cause === null || cause === undefined ? "" : (terminateCauses.get(cause) ?? `${cause}`);
}

/** What RFC 2866 5.10 calls an end that no Stop told of. */
const unsaid = {
  restart: "NAS-Reboot",
  silent: "Lost-Carrier",
  replaced: "Lost-Carrier",
  disconnected: "Admin-Reset",
} as const;
