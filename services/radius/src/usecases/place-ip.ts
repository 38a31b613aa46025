import { isGone } from "@isp/kernel";
import { refuse, refuseFields } from "../domain/errors.ts";
import { checkIp } from "../domain/ip-rules.ts";
import type { IpSettings } from "../domain/ip.ts";
import { macOf } from "../domain/mac.ts";
import type { IpClass } from "../domain/network-lists.ts";
import type { Radius } from "./ports.ts";

type Scope = Pick<Radius, "ipClasses" | "logins" | "network">;
type Place = { readonly subscriptionId: string; readonly businessUnitId: string };

/**
 * The settings as they are kept, or a refusal: the class, the login and the routing point that they name
 * are there and belong to the subscription. The class stays locked, so that it does not go meanwhile.
 */
export async function placeIp(
  scope: Scope,
  given: IpSettings,
  place: Place,
): Promise<{ readonly settings: IpSettings; readonly ipClass: IpClass | null }> {
  const settings = { ...given, macs: given.macs.map((mac) => macOf(mac) ?? mac) };
  const ipClass = await classOf(scope, settings, place);
  checkIp(settings, ipClass);
  await checkLogin(scope, settings, place);
  await checkRoutingPoint(scope, settings, place);
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

function notInUnit(pointer: string): never {
  throw refuse.field_invalid("A field names what is not there.", {
    fields: [{ pointer, detail: "does not exist in this business unit" }],
  });
}
