/** What an item's row says the server should do (DESIGN 6). */
export type Wanted = {
  readonly state: "reserved" | "on" | "suspended" | "off" | "released" | "deleted";
  readonly version: bigint;
  readonly at: Date;
};

/** What the server does, as far as is known. */
export type Real = {
  readonly state: "in-step" | "pending" | "drifted" | "failed";
  /** The wanted version that the server has reached. */
  readonly version: bigint;
  readonly at: Date;
  readonly reason: string;
};

/** The part of an item that follows its subscription's service. */
export type ItemState = {
  readonly version: bigint;
  readonly wanted: Wanted;
  readonly real: Real;
  /** What was wanted before a suspension, so that a resume restores exactly that (D12). */
  readonly resumeState: Wanted["state"] | null;
};

export type ServiceState = "off" | "on" | "suspended" | "released";

const serviceStates: readonly string[] = [
  "off",
  "on",
  "suspended",
  "released",
] satisfies ServiceState[];

export function isServiceState(word: string): word is ServiceState {
  return serviceStates.includes(word);
}

/** An item that was given up: its name is quarantined (D13), and it never comes back. */
export function isGone({ wanted: { state } }: Pick<ItemState, "wanted">): boolean {
  return state === "released" || state === "deleted";
}

/**
 * The item as its subscription's service asks for it; the same object when nothing changes. Its
 * server has yet to take a change over, and `pendingReason` says why it has not. `deleted` is what
 * becomes of the items of a subscription that is deleted.
 */
export function followService<Item extends ItemState>(
  item: Item,
  service: ServiceState | "deleted",
  now: Date,
  pendingReason: string,
): Item {
  const next = wantedBy(service, item);
  if (next.state === item.wanted.state) return item;
  return {
    ...item,
    version: item.version + 1n,
    wanted: { state: next.state, version: item.wanted.version + 1n, at: now },
    resumeState: next.resumeState,
    real: { ...item.real, state: "pending", at: now, reason: pendingReason },
  };
}

/** Where an item hangs. */
export type ItemPlace = {
  readonly subscriptionId: string;
  readonly customerId: string;
  readonly businessUnitId: string;
};

/**
 * The item under another subscription, as that one's service asks for it. Its server takes it over
 * anew even where the wanted state is the same: what depends on the plan may be another (D10).
 */
export function moveItem<Item extends ItemState & ItemPlace>(
  item: Item,
  to: ItemPlace,
  service: ServiceState,
  { now, pendingReason }: { readonly now: Date; readonly pendingReason: string },
): Item {
  const next = wantedBy(service, item);
  return {
    ...item,
    ...to,
    version: item.version + 1n,
    wanted: { state: next.state, version: item.wanted.version + 1n, at: now },
    resumeState: next.resumeState,
    real: { ...item.real, state: "pending", at: now, reason: pendingReason },
  };
}

type Next = { readonly state: Wanted["state"]; readonly resumeState: Wanted["state"] | null };

function wantedBy(service: ServiceState | "deleted", item: ItemState): Next {
  if (!isGone(item)) return wantedAlive(service, item);
  return { state: service === "deleted" ? service : item.wanted.state, resumeState: null };
}

function wantedAlive(
  service: ServiceState | "deleted",
  { wanted: { state }, resumeState }: ItemState,
): Next {
  const isAsleep = state === "suspended";
  switch (service) {
    case "on":
      return { state: (isAsleep ? resumeState : null) ?? woken(state), resumeState: null };
    case "suspended":
      return { state: service, resumeState: isAsleep ? resumeState : woken(state) };
    case "off":
      return { state, resumeState };
    case "released":
    case "deleted":
      return { state: service, resumeState: null };
  }
}

/** What an item does in service where nothing else is remembered of it. */
const woken = (state: Wanted["state"]) =>
  state === "reserved" || state === "suspended" ? "on" : state;

/** A new item, wanted but not yet on any server. */
export function newItemState(state: Wanted["state"], now: Date, pendingReason: string): ItemState {
  return {
    version: 1n,
    wanted: { state, version: 1n, at: now },
    real: { state: "pending", version: 0n, at: now, reason: pendingReason },
    resumeState: null,
  };
}
