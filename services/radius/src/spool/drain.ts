import type { Failpoints } from "@isp/kernel";
import type { AccountingItem, Arrival } from "../accounting/arrival.ts";
import type { ParkedPacket } from "../usecases/session-ports.ts";
import { inSlices } from "../usecases/in-slices.ts";
import { readFrames } from "./frame.ts";
import type { SpoolMetrics } from "./metrics.ts";
import { readSpoolRecord } from "./record.ts";
import type { Segment, Spool } from "./spool.ts";
import { isUnwritable } from "./unwritable.ts";

export type Draining = {
  readonly spool: Spool;
  /** Nothing where the packet says nothing that can be recorded. */
  readonly read: (arrival: Arrival) => AccountingItem | undefined;
  /** Writes them in one transaction; the same ones may have been written before. */
  readonly write: (items: readonly AccountingItem[]) => Promise<void>;
  readonly park: (packet: ParkedPacket) => Promise<void>;
  readonly metrics: Pick<SpoolMetrics, "drained" | "dropped" | "parked">;
  readonly onError: (error: unknown) => void;
  readonly failpoint: Failpoints;
};

/** Sessions that one transaction writes. */
const mostAtOnce = 2_000;
const fewestAtOnce = 25;
/** While the database writes one transaction, the next is made. */
const transactionsAtOnce = 2;

/** Brings the oldest segment into the database; false when there is none. Rejects while that is away. */
export type Drain = () => Promise<boolean>;

/** A segment goes when all of it is written; what a death leaves in the middle is written once more. */
export function drainer(draining: Draining): Drain {
  const { spool, metrics, failpoint } = draining;
  let begun: Begun | undefined;
  /** The segment after it, which is read while it is written. */
  let ahead: Promise<Begun | undefined> | undefined;
  let atOnce = mostAtOnce;

  function readAhead(segment: Segment): Promise<Begun | undefined> {
    const next = spool.after(segment);
    const reading = next === undefined ? Promise.resolve(undefined) : begin(draining, next);
    // Whoever takes it hears of a failure; until then it is nobody's.
    reading.catch(() => undefined);
    return reading;
  }

  /** A slow database gets less at a time, or the limit of a transaction would stop it for ever. */
  async function writeNext(batches: readonly (readonly Entry[])[]): Promise<void> {
    // One that fails waits for the others, so that none is still under way when all are written again.
    const ended = await Promise.allSettled(batches.map((batch) => writeAll(draining, batch)));
    const failed = ended.find(({ status }) => status === "rejected");
    atOnce =
      failed === undefined
        ? Math.min(mostAtOnce, atOnce * 2)
        : Math.max(fewestAtOnce, Math.floor(atOnce / 2));
    if (failed?.status === "rejected") throw failed.reason;
  }

  return async () => {
    const segment = begun?.segment ?? (await spool.oldest());
    if (segment === undefined) return false;
    begun ??= await begin(draining, segment);
    ahead ??= readAhead(segment);
    while (begun.next < begun.entries.length) {
      const { batches, next } = nextBatches(begun, atOnce);
      await writeNext(batches);
      begun.next = next;
      metrics.drained.inc(batches.reduce((sum, { length }) => sum + length, 0));
    }
    failpoint("radius.spool_drained");
    await spool.remove(segment);
    const reading = ahead;
    [begun, ahead] = [undefined, undefined];
    begun = await reading;
    return true;
  };
}

type Entry = { readonly arrival: Arrival; readonly item: AccountingItem | undefined };

type Begun = {
  readonly segment: Segment;
  /** What is written together: the reports of each session, and then what belongs to none. */
  readonly entries: readonly (readonly Entry[])[];
  /** How many of them are sessions. */
  readonly sessions: number;
  next: number;
};

/** Different sessions are written side by side; what comes after all of them is not. */
function nextBatches({ entries, sessions, next }: Begun, atOnce: number) {
  const isOfSessions = next < sessions;
  const end = isOfSessions ? sessions : entries.length;
  const batches: (readonly Entry[])[] = [];
  let at = next;
  for (let count = isOfSessions ? transactionsAtOnce : 1; count > 0 && at < end; count -= 1) {
    const to = Math.min(end, at + atOnce);
    batches.push(entries.slice(at, to).flat());
    at = to;
  }
  return { batches, next: at };
}

async function begin({ spool, read: itemOf, metrics }: Draining, segment: Segment): Promise<Begun> {
  const { payloads, damaged, tornBytes } = readFrames(await spool.read(segment), segment.marker);
  const entries: Entry[] = [];
  const unreadable: Buffer[] = [];
  for await (const slice of inSlices(payloads)) {
    for (const payload of slice) {
      const arrival = readSpoolRecord(payload);
      if (arrival === undefined) unreadable.push(payload);
      else entries.push({ arrival, item: itemOf(arrival) });
    }
  }
  const aside = [...damaged, ...unreadable];
  if (aside.length > 0) await spool.setAside(segment, aside);
  if (tornBytes > 0) metrics.dropped.inc();
  metrics.parked.inc({ reason: "corrupt" }, damaged.length);
  metrics.parked.inc({ reason: "unreadable" }, unreadable.length);
  return { segment, ...bySession(entries), next: 0 };
}

/**
 * All reports of a session together, so that they become one write. What belongs to none comes last: a
 * restart ends what began before it, whenever that is written.
 */
function bySession(entries: readonly Entry[]): Pick<Begun, "entries" | "sessions"> {
  const [sessions, others] = [new Map<string, Entry[]>(), [] as Entry[][]];
  for (const entry of entries) {
    if (entry.item?.kind !== "session") {
      others.push([entry]);
      continue;
    }
    const key = entry.item.input.identity.key;
    const known = sessions.get(key);
    if (known === undefined) sessions.set(key, [entry]);
    else known.push(entry);
  }
  return { entries: [...sessions.values(), ...others], sessions: sessions.size };
}

/** One record that no table takes must not hold up all that came after it. */
async function writeAll(draining: Draining, entries: readonly Entry[]): Promise<void> {
  try {
    await draining.write(entries.flatMap(({ item }) => item ?? []));
  } catch (error) {
    if (!isUnwritable(error)) throw error;
    const [only, ...others] = entries;
    if (only !== undefined && others.length === 0) {
      draining.onError(error);
      await park(draining, only.arrival);
      return;
    }
    const middle = Math.ceil(entries.length / 2);
    await writeAll(draining, entries.slice(0, middle));
    await writeAll(draining, entries.slice(middle));
  }
}

async function park({ park, metrics }: Draining, arrival: Arrival): Promise<void> {
  const { nasId, packet, receivedAt } = arrival;
  await park({ nasId, reason: "unwritable", packet, receivedAt });
  metrics.parked.inc({ reason: "unwritable" });
}
