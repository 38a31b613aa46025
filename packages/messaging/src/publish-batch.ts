import { headers as natsHeaders } from "@nats-io/transport-node";
import type { Nats } from "./nats.ts";
import type { OutboxRow, Place, Sent } from "./outbox-rows.ts";
import type { Acknowledgement } from "./publisher.ts";

/** Each stream of a service by its name: the outbox's id of it, and how far it goes. */
export type Known = Map<string, { readonly id: number; lastSequence: number }>;

export type Published = {
  readonly sent: readonly Sent[];
  /** Places that were given to an earlier row before: that row is gone from the stream. */
  readonly taken: readonly Place[];
  readonly failure: unknown;
};

/** A stream keeps one message of each id. */
const messageIdHeader = "Nats-Msg-Id";

/**
 * A stream that was set back gives places away a second time, and a publish may reach it before the
 * next check does. Then nothing of the batch counts as sent: what arrived is told apart by its id
 * when it is published again, and what stood in those places before is queued again as well.
 */
export async function publishBatch(
  { publisher }: Pick<Nats, "publisher">,
  batch: readonly OutboxRow[],
  known: Known,
): Promise<Published> {
  const sent: Sent[] = [];
  const taken: Place[] = [];
  let failure: unknown;
  let wentBack = false;
  const baseline = new Map([...known].map(([name, { lastSequence }]) => [name, lastSequence]));
  const given = new Map([...known.keys()].map((name) => [name, new Set<number>()]));
  const note = (row: OutboxRow, { stream, sequence, isDuplicate }: Acknowledgement) => {
    const standing = known.get(stream);
    if (standing === undefined)
      throw new Error(`${row.subject} went into foreign stream ${stream}`);
    const place = { streamId: standing.id, streamSequence: sequence };
    const isOld = sequence <= (baseline.get(stream) ?? 0);
    if (isOld) taken.push(place);
    if (!isDuplicate && (isOld || given.get(stream)?.has(sequence) === true)) {
      wentBack = true;
      throw new Error(`stream ${stream} went back to sequence ${sequence}`);
    }
    given.get(stream)?.add(sequence);
    standing.lastSequence = Math.max(standing.lastSequence, sequence);
    sent.push({ ...place, sequence: row.sequence });
  };
  const chain = async (rows: readonly OutboxRow[]) => {
    for (const row of rows) {
      if (failure !== undefined) return;
      note(row, await publisher.publish(row.subject, row.payload, toHeaders(row)));
    }
  };
  const byAggregate = Map.groupBy(batch, ({ aggregateId }) => aggregateId);
  await Promise.all(
    [...byAggregate.values()].map((rows) =>
      chain(rows).catch((error: unknown) => {
        failure ??= error;
      }),
    ),
  );
  return { sent: wentBack ? [] : sent, taken, failure };
}

function toHeaders({ headers: json, messageId }: OutboxRow) {
  const headers = natsHeaders();
  headers.set(messageIdHeader, messageId);
  const entries = Object.entries(JSON.parse(json) as Record<string, string>);
  for (const [name, value] of entries) headers.set(name, value);
  return headers;
}
