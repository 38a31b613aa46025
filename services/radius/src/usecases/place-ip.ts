import { isGone } from "@isp/kernel";
import { refuse, refuseFields } from "../domain/errors.ts";
import { checkIp } from "../domain/ip-rules.ts";
import type { IpSettings } from "../domain/ip.ts";
import { macOf } from "../domain/mac.ts";
import type { IpClass } from "../domain/network-lists.ts";
import type { Radius } from "./ports.ts";
import type { StoredSession } from "./session-ports.ts";

/** More than one only where something is wrong already. */
const mostHolders = 10;

type Scope = Pick<Radius, "ipClasses" | "ips" | "logins" | "network" | "sessions" | "disconnects">;
type Place = {
  /** Of an IP that is there already. */
  readonly id?: string;
  readonly address?: string | null;
  readonly subscriptionId: string;
  readonly businessUnitId: string;
};

/** Who is connected with an address that is to be somebody else's. */
type Holder = Pick<StoredSession, "loginId" | "subscriptionId" | "businessUnitId" | "username">;

/**
 * The settings as they are kept, or a refusal: the class, the login and the routing point that they name
 * are there and belong to the subscription. The class stays locked, so that it does not go meanwhile.
 */
export async function placeIp(
  scope: Scope,
  given: IpSettings,
  place: Place,
  now: Date,
): Promise<{ readonly settings: IpSettings; readonly ipClass: IpClass | null }> {
  const settings = { ...given, macs: given.macs.map((mac) => macOf(mac) ?? mac) };
  const ipClass = await classOf(scope, settings, place);
  checkIp(settings, ipClass, place.address);
  await checkLogin(scope, settings, place);
  await checkRoutingPoint(scope, settings, place);
  await checkHolder(scope, settings, place, now);
  return { settings, ipClass };
}

async function classOf(
  { ipClasses }: Scope,
  { ipClassId }: IpSettings,
  { businessUnitId }: Place,
): Promise<IpClass | null> {
  if (ipClassId === null) return null;
  const ipClass = await ipClasses.lock(ipClassId).catch(() => null);
  if (ipClass !== null && ["", businessUnitId].includes(ipClass.businessUnitId)) return ipClass;
  return notInUnit("/ipClassId");
}

async function checkLogin(
  { logins }: Scope,
  { loginId }: IpSettings,
  { subscriptionId }: Place,
): Promise<void> {
  if (loginId === null) return;
  const login = await logins.lock(loginId);
  if (login?.subscriptionId === subscriptionId && login.state === "live" && !isGone(login)) return;
  refuseFields([{ pointer: "/loginId", detail: "does not exist in this subscription" }]);
}

async function checkRoutingPoint(
  { network }: Scope,
  { routingPointId }: IpSettings,
  { businessUnitId }: Place,
): Promise<void> {
  if (routingPointId === null) return;
  const point = await network.lockRoutingPoint(routingPointId);
  if (point?.businessUnitId !== businessUnitId) notInUnit("/routingPointId");
}

/**
 * Fixed for somebody else while it is in use, two customers would have the address. Who has it out of a pool
 * is asked to connect anew, and finds another one; his accept waits for that (`udp/fixed-address.ts`). Anyone
 * else keeps it until his session ends. The own session may hold it.
 */
async function checkHolder(
  scope: Scope,
  { address, loginId }: IpSettings,
  place: Place,
  now: Date,
): Promise<void> {
  if (address === null || address === place.address) return;
  const everywhere = {
    username: "",
    routingPointId: "",
    at: null,
    units: "all",
    before: "",
  } as const;
  const search = { ...everywhere, address, openOnly: true, limit: mostHolders };
  const own = [loginId, place.id];
  const others = (await scope.sessions.list(search)).filter(
    ({ loginId: who }) => who === null || !own.includes(who),
  );
  for (const other of others)
    if (!(await isFromPool(scope.ips, other, place))) refuseHeld(address, other, place);
  const ids = others.map(({ id }) => id);
  if (ids.length > 0) await scope.disconnects.queueMissing(ids, now);
}

/** Another unit's customers are disturbed by nobody here. */
async function isFromPool(ips: Radius["ips"], holder: Holder, place: Place): Promise<boolean> {
  const { loginId, subscriptionId, businessUnitId } = holder;
  if (subscriptionId === null || businessUnitId !== place.businessUnitId) return false;
  const found = await ips.lockOf(subscriptionId);
  return found.some(
    (ip) => [ip.id, ip.loginId].includes(loginId) && ip.address === null && ip.ipClassId !== null,
  );
}

function refuseHeld(address: string, holder: Holder, place: Place): never {
  // Another unit's customers are nobody's business here.
  const who = holder.businessUnitId === place.businessUnitId ? holder.username : "Somebody";
  throw refuse.address_held(
    `${who} is connected with ${address}; close that connection first, or take another address.`,
    { fields: [{ pointer: "/address", detail: "is in use by a connection" }] },
  );
}

function notInUnit(pointer: string): never {
  throw refuse.field_invalid("A field names what is not there.", {
    fields: [{ pointer, detail: "does not exist in this business unit" }],
  });
}
