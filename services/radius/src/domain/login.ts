import type { LoginState, ServiceState } from "./authentication.ts";

/** What the row says the servers should do with a login; the words of the item events. */
export type WantedState = "reserved" | "on" | "suspended" | "off" | "released" | "deleted";
export type RealWord = "in-step" | "pending" | "drifted" | "failed";

export type Wanted = { readonly state: WantedState; readonly version: bigint; readonly at: Date };
export type Real = {
  readonly state: RealWord;
  readonly version: bigint;
  readonly at: Date;
  readonly reason: string;
};

export type Login = {
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
  readonly wanted: Wanted;
  readonly real: Real;
  /** What was wanted before a suspension, so that a resume restores exactly that. */
  readonly resumeState: WantedState | null;
  readonly mailboxId: string | null;
  readonly isMailPending: boolean;
  readonly version: bigint;
  readonly createdAt: Date;
};

/** The login as its subscription's service asks for it; the same object when nothing changes. */
export function follow(login: Login, service: ServiceState, now: Date): Login {
  const { wanted, resumeState } = login;
  const next = wantedBy(service, wanted.state, resumeState);
  if (login.state === "deleting") return login;
  if (next.state === wanted.state && login.state === "live") return login;
  const version = next.state === wanted.state ? wanted.version : wanted.version + 1n;
  return {
    ...login,
    state: "live",
    wanted: { state: next.state, version, at: now },
    resumeState: next.resumeState,
    real: {
      state: "pending",
      version: login.real.version,
      at: now,
      reason: login.isHeld ? "held" : "",
    },
    version: login.version + 1n,
  };
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
export function serviceOf(wanted: WantedState, isHeld: boolean): ServiceState {
  if (wanted === "suspended" || wanted === "released") return wanted;
  return wanted === "on" && !isHeld ? "on" : "off";
}

function wantedBy(
  service: ServiceState,
  state: WantedState,
  resumeState: WantedState | null,
): { readonly state: WantedState; readonly resumeState: WantedState | null } {
  switch (service) {
    case "on":
      return { state: state === "suspended" ? (resumeState ?? "on") : "on", resumeState: null };
    case "suspended":
      return state === "suspended"
        ? { state, resumeState }
        : { state: "suspended", resumeState: state === "reserved" ? "on" : state };
    case "off":
    case "released":
      return { state: service, resumeState: null };
  }
}
