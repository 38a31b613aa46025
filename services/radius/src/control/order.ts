import type { Clock } from "@isp/kernel";
import { deviceOf } from "../domain/mac.ts";
import { type IpModel, ipFor } from "../model/ips.ts";
import type { LoginModel } from "../model/logins.ts";
import type { NasEntry } from "../model/nas-table.ts";
import type { UnitModel } from "../model/units.ts";
import type { ControlOrder, ControlTarget } from "../protocol/control.ts";
import { encodeAttributes } from "../replies/encode.ts";
import { rateLimit } from "../replies/rate-limit.ts";
import type { ControlKind } from "../usecases/disconnect-ports.ts";
import type { StoredSession } from "../usecases/session-ports.ts";

/** Nothing where a session cannot be changed while it runs. */
export type OrderOf = (
  kind: ControlKind,
  session: StoredSession,
  nas: NasEntry,
) => ControlOrder | undefined;

type Models = {
  readonly logins: Pick<LoginModel, "findById">;
  readonly ips: Pick<IpModel, "ofLogin" | "findById">;
  readonly units: Pick<UnitModel, "periodOf">;
  readonly clock: Clock;
};

/** What is asked of an access server is worked out when it is sent: a later decision needs no second. */
export function orders(models: Models): OrderOf {
  return (kind, session, nas) => {
    const target = targetOf(session);
    if (kind === "disconnect") return { kind, target };
    const attributes = speedOf(session, nas, models);
    return attributes === undefined ? undefined : { kind, target, attributes };
  };
}

function speedOf(
  { loginId, state }: StoredSession,
  nas: NasEntry,
  { logins, ips, units, clock }: Models,
): Buffer | undefined {
  const login = loginId === null ? undefined : logins.findById(loginId);
  if (login === undefined) return undefined;
  const ip = ips.findById(login.id) ?? ipFor(ips.ofLogin(login.id), deviceOf(state.mac ?? ""));
  const speed = ip?.reply.speed ?? null;
  const grant = speed === null ? login.grant : login.grant.withSpeed(speed);
  const rate = grant.rate(units.periodOf(login.businessUnitId, clock.now().getTime()));
  const attributes = rateLimit(nas.vendor, rate);
  // Without a speed of ours the access server's own default holds, which only a new session gets.
  return attributes.length === 0 ? undefined : encodeAttributes(attributes);
}

function targetOf({ username, acctSessionId, state }: StoredSession): ControlTarget {
  return {
    username,
    acctSessionId,
    nasPortId: state.nasPortId ?? undefined,
    framedAddress: state.address?.value,
  };
}
