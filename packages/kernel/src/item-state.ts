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

/**
 * The item as its subscription's service asks for it; the same object when nothing changes. Its
 * server has yet to take a change over, and `pendingReason` says why it has not.
 */
export function followService<Item extends ItemState>(
  item: Item,
  service: ServiceState,
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

function wantedBy(
  service: ServiceState,
  { wanted: { state }, resumeState }: ItemState,
): { readonly state: Wanted["state"]; readonly resumeState: Wanted["state"] | null } {
  switch (service) {
    case "on":
      if (state === "suspended") return { state: resumeState ?? "on", resumeState: null };
      return { state: state === "reserved" ? "on" : state, resumeState: null };
    case "suspended":
      if (state === "suspended") return { state, resumeState };
      return { state: "suspended", resumeState: state === "reserved" ? "on" : state };
    case "released":
      return { state: "released", resumeState: null };
    case "off":
      return { state, resumeState };
  }
}

/** A new item, wanted but not yet on any server. */
export function newItemState(state: Wanted["state"], now: Date, pendingReason: string): ItemState {
  return {
    version: 1n,
    wanted: { state, version: 1n, at: now },
    real: { state: "pending", version: 0n, at: now, reason: pendingReason },
    resumeState: null,
  };
}
