import { radiusEvents } from "@isp/contracts";
import type { Clock } from "@isp/kernel";
import { type Nats, waker } from "@isp/messaging";
import type { Worker } from "@isp/runtime";
import type { SessionReads } from "../db/open-sessions.ts";
import type { StoredSession } from "../usecases/session-ports.ts";
import type { OpenSessions } from "./open-sessions.ts";

/** Follows which sessions the other replicas open and close. */
export type SessionFollower = {
  readonly worker: Worker;
  readonly connect: (nats: Nats) => void;
  readonly stop: () => void;
};

type Kind = "started" | "updated" | "stopped";
type Message = Parameters<
  NonNullable<Parameters<Nats["connection"]["subscribe"]>[1]>["callback"] & object
>[1];

const lookEveryMs = 2_000;
const turnEveryMs = 60_000;
const readAtOnce = 1_000;
/** A transaction may commit this long after it wrote its times and is still seen. */
const windowMs = 120_000;
/** A session that was heard of so lately need not be asked again when that was. */
const freshMs = 30_000;

/**
 * Facts name the sessions to read; each row is read once. What a connection missed while it was broken is
 * read by time, and once more as a whole when it is back.
 */
export function sessionFollower(
  reads: SessionReads,
  open: OpenSessions,
  clock: Clock,
): SessionFollower {
  const alarm = waker();
  const hinted = new Set<string>();
  let isHearing = false;
  let isLoaded = false;
  let isReading = false;
  let isStopped = false;
  let turnedAt = performance.now();
  /** Until then nothing was missed; by no wall clock, since these jump. */
  let currentAt = turnedAt;

  function take(sessions: readonly StoredSession[]): void {
    for (const session of sessions) open.take(session);
  }

  async function loadAll(): Promise<void> {
    // Set before the rows are read: a connection that breaks meanwhile has to be made up for.
    isLoaded = true;
    try {
      for await (const page of reads.openPages()) take(page);
    } catch (error) {
      isLoaded = false;
      throw error;
    }
  }

  async function readHinted(): Promise<void> {
    while (hinted.size > 0) {
      const ids = [...hinted].slice(0, readAtOnce);
      // What is hinted at from now on may be newer than what is read now.
      for (const id of ids) hinted.delete(id);
      try {
        take(await reads.byId(ids));
      } catch (error) {
        for (const id of ids) hinted.add(id);
        throw error;
      }
    }
  }

  async function readWindow(): Promise<void> {
    const missedMs = performance.now() - currentAt;
    const now = await reads.now();
    const since = new Date(now.getTime() - missedMs - windowMs);
    for await (const sessions of reads.since(since)) take(sessions);
  }

  async function look(): Promise<void> {
    const lookedAt = performance.now();
    // A break is over when all that happened in it was read, ends too.
    if (!isHearing || !isLoaded) await readWindow();
    if (!isLoaded) await loadAll();
    await readHinted();
    currentAt = lookedAt;
  }

  function hear(kind: Kind, id: string, message: Message): void {
    const known = open.findById(id);
    if (known !== undefined && kind === "updated") {
      refresh(known, message);
      return;
    }
    // What is unknown may be on its way from the database just now, as it was before its end.
    if (kind === "stopped" ? known === undefined && !isReading : known !== undefined) return;
    hinted.add(id);
    alarm.wake();
  }

  function refresh(known: StoredSession, message: Message): void {
    if (clock.now().getTime() - open.lastHeardAt(known) < freshMs) return;
    const at = updatedAtOf(message);
    if (!Number.isNaN(at)) open.hear(known, at);
  }

  /** A break of the connection may have swallowed facts: everything open is read again. */
  async function watch(nats: Nats): Promise<void> {
    for await (const { type } of nats.connection.status()) {
      if (type === "disconnect") isHearing = false;
      if (type !== "reconnect") continue;
      isHearing = true;
      isLoaded = false;
      alarm.wake();
    }
    isHearing = false;
  }

  return {
    worker: {
      name: "sessions",
      everyMs: lookEveryMs,
      async run() {
        isReading = true;
        await look().finally(() => {
          isReading = false;
        });
        if (performance.now() - turnedAt >= turnEveryMs) {
          open.turn();
          turnedAt = performance.now();
        }
        await alarm.wait(lookEveryMs);
        return !isStopped;
      },
    },
    connect(nats) {
      isHearing = true;
      isLoaded = false;
      for (const kind of ["started", "updated", "stopped"] as const)
        nats.connection.subscribe(`${radiusEvents.session.of(kind).subject}.>`, {
          callback: (_error, message) =>
            hear(kind, message.headers?.get("ce-subject") ?? "", message),
        });
      void watch(nats);
    },
    stop() {
      isStopped = true;
      alarm.wake();
    },
  };
}

/** Not a number where the message says none; what it says is for engineers, and nothing hangs on it here. */
function updatedAtOf(message: Message): number {
  try {
    const { updatedAt } = message.json<{ readonly updatedAt?: unknown }>();
    return typeof updatedAt === "string" ? Date.parse(updatedAt) : Number.NaN;
  } catch {
    return Number.NaN;
  }
}
