import type { Wanted } from "@isp/kernel";
import type { HostedItem } from "../../domain/hosted-item.ts";

/** The item to be taken over anew, in another state if one is given. */
export function wantAnew<Item extends HostedItem>(
  item: Item,
  now: Date,
  reason: string,
  change: Partial<Pick<Item, "resumeState"> & { state: Wanted["state"] }> = {},
): Item {
  const { state = item.wanted.state, resumeState = item.resumeState } = change;
  return {
    ...item,
    version: item.version + 1n,
    wanted: { state, version: item.wanted.version + 1n, at: now },
    resumeState,
    real: { ...item.real, state: "pending", at: now, reason },
  };
}
