import type { radius } from "@isp/contracts";
import { interimMs } from "../accounting/interval.ts";
import type { Login } from "../domain/login.ts";
import type { Nas, RoutingPoint } from "../domain/network.ts";
import { itemOf, planTermsOf, sessionFields } from "../events/published.ts";
import type { StoredSession } from "../usecases/session-ports.ts";

export function toLoginMessage(login: Login): radius.Login {
  return {
    item: itemOf(login),
    username: login.name,
    portalAccess: login.hasPortalAccess,
    routingPointId: login.routingPointId ?? "",
    plan: planTermsOf(login),
    mailPending: login.isMailPending,
  };
}

export function toRoutingPointMessage(point: RoutingPoint): radius.RoutingPoint {
  const { id, version, businessUnitId, name, kind } = point;
  return { id, version, businessUnitId, name, kind };
}

/** Without the secret, which is write-only. */
export function toNasMessage(nas: Nas): radius.Nas {
  const { id, version, name, address, coaPort, vendor, requireMessageAuthenticator, proxy } = nas;
  return {
    id,
    version,
    routingPointId: nas.routingPointId ?? "",
    name,
    address,
    coaPort,
    vendor,
    requireMessageAuthenticator,
    proxy,
  };
}

export function toSessionMessage(session: StoredSession): radius.Session {
  return { ...sessionFields(session, interimMs), stoppedAt: session.endedAt ?? undefined };
}
