import { radiusEvents } from "@isp/contracts";
import { type Nats, waker } from "@isp/messaging";
import type { Worker } from "@isp/runtime";
import type { DataSource } from "typeorm";
import { openSessionPages, sessionsById, sessionsSince } from "../db/open-sessions.ts";
import type { OpenSessions } from "./open-sessions.ts";
import { databaseNow } from "./read-rows.ts";

/** Follows which sessions the other replicas open and close. */
export type SessionFollower = {
  readonly worker: Worker;
  readonly connect: (nats: Nats) => void;
  readonly stop: () => void;
};

const lookEveryMs = 2_000;
const turnEveryMs = 60_000;
const readAtOnce = 1_000;
/** A transaction may commit this long after it wrote its times and is still seen. */
const windowMs = 120_000;

/**
 * Facts name the sessions to read; each row is read once. What a connection missed while it was broken is
 * read by time, and once more as a whole when it is back.
 */
export function sessionFollower(db: DataSource, open: OpenSessions): SessionFollower {
  const alarm = waker();
  const hinted = new Set<string>();
  let isHearing = false;
  let isLoaded = false;
  let isStopped = false;
  let turnedAt = performance.now();
  let lookedAt: Date | undefined;

  function take(sessions: Parameters<OpenSessions["take"]>[0][]): void {
    for (const session of sessions) open.take(session);
  }

  async function loadAll(): Promise<void> {
    const now = await databaseNow(db);
    for await (const page of openSessionPages(db)) take(page);
    lookedAt = now;
    isLoaded = true;
  }

  async function readHinted(): Promise<void> {
    while (hinted.size > 0) {
      const ids = [...hinted].slice(0, readAtOnce);
      take(await sessionsById(db, ids));
      for (const id of ids) hinted.delete(id);
    }
  }

  async function readWindow(): Promise<void> {
    const now = await databaseNow(db);
    take(await sessionsSince(db, new Date((lookedAt ?? now).getTime() - windowMs)));
    lookedAt = now;
  }

  function hear(kind: "started" | "stopped", id: string): void {
    const isKnown = open.findById(id) !== undefined;
    if (isKnown === (kind === "started")) return;
    hinted.add(id);
    alarm.wake();
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
        if (!isLoaded) await loadAll();
        await readHinted();
        if (!isHearing) await readWindow();
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
      for (const kind of ["started", "stopped"] as const)
        nats.connection.subscribe(`${radiusEvents.session.of(kind).subject}.>`, {
          callback: (_error, message) => hear(kind, message.headers?.get("ce-subject") ?? ""),
        });
      void watch(nats);
    },
    stop() {
      isStopped = true;
      alarm.wake();
    },
  };
}
