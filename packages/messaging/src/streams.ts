import { JetStreamApiError, type JetStreamManager, type StreamInfo } from "@nats-io/jetstream";
import { nanos } from "@nats-io/transport-node";
import type { StreamSpec } from "./topology.ts";

const streamNotFound = 10_059;
const keepDays = 14;

/** Reads a stream of ours, and creates it when it is missing: the outbox can fill it again. */
export async function ensureStream(jsm: JetStreamManager, spec: StreamSpec): Promise<StreamInfo> {
  try {
    return await jsm.streams.info(spec.name);
  } catch (error) {
    if (!(error instanceof JetStreamApiError && error.code === streamNotFound)) throw error;
    return jsm.streams.add({
      name: spec.name,
      subjects: [...spec.subjects],
      retention: "limits",
      storage: "file",
      max_age: nanos(keepDays * 86_400_000),
      duplicate_window: nanos(120_000),
      discard: "old",
    });
  }
}
