import {
  followService,
  type ItemPlace,
  type ItemState,
  moveItem,
  type ServiceState,
  type Wanted,
} from "@isp/kernel";
import type { LoginState } from "./authentication.ts";

export type Login = ItemState & {
  readonly id: string;
  readonly name: string;
  readonly mailDomain: string;
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly businessUnitId: string;
  readonly routingPointId: string | null;
  readonly state: LoginState;
  readonly isMain: boolean;
  readonly hasPortalAccess: boolean;
  /** Kept back on purpose when it was created (D22): wanted, but not given to the servers. */
  readonly isHeld: boolean;
  readonly password: Buffer;
  /** The plan's terms as plans sent them, in JSON. */
  readonly plan: string;
  readonly mailboxId: string | null;
  readonly isMailPending: boolean;
  readonly createdAt: Date;
};

const pendingReason = ({ isHeld }: Pick<Login, "isHeld">) => (isHeld ? "held" : "");

/** The login as its subscription's service asks for it; the same object when nothing changes. */
export function follow(login: Login, service: ServiceState | "deleted", now: Date): Login {
  if (login.state === "deleting") return login;
  const followed = followService(login, service, now, pendingReason(login));
  const state = service === "deleted" ? "deleting" : "live";
  if (followed === login && login.state === state) return login;
  // A reservation lives from the first decision on, whatever it is wanted to do.
  const version = followed === login ? login.version + 1n : followed.version;
  return { ...followed, state, version };
}

/** The login under the subscription that comes after its own, with what that one's plan grants. */
export function moveLogin(
  login: Login,
  to: ItemPlace & Pick<Login, "plan" | "routingPointId">,
  service: ServiceState,
  now: Date,
): Login {
  const { plan, routingPointId, ...place } = to;
  const about = { now, pendingReason: pendingReason(login) };
  return { ...moveItem(login, place, service, about), plan, routingPointId, state: "live" };
}

/** The servers have taken the wanted state over; a held login stays pending and says so. */
export function inStep(login: Login, now: Date): Login {
  if (login.isHeld || login.real.state === "in-step") return login;
  return {
    ...login,
    real: { state: "in-step", version: login.wanted.version, at: now, reason: "" },
    version: login.version + 1n,
  };
}

/** The service state that authentication goes by. */
export function serviceOf(wanted: Wanted["state"], isHeld: boolean): ServiceState {
  if (wanted === "suspended" || wanted === "released") return wanted;
  return wanted === "on" && !isHeld ? "on" : "off";
}
