import type { DurableSpec, StreamSpec } from "@isp/messaging";

/** Who owns which stream and who reads what from it: the table of packages/messaging. */
export type Topology = {
  readonly streams: readonly StreamSpec[];
  readonly durables: readonly DurableSpec[];
};

/** Loaded when it is needed: it brings the contracts of all services along. */
export async function loadTopology(): Promise<Topology> {
  const { durables, streams } = await import("@isp/messaging");
  return { durables, streams };
}
