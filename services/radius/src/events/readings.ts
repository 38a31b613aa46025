import { radiusEvents } from "@isp/contracts";
import { envelope } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import type { Nats } from "@isp/messaging";
import type { Counter } from "@isp/telemetry";
import { headers } from "@nats-io/transport-node";
import type { StoredSession } from "../usecases/session-ports.ts";
import { sessionFields } from "./published.ts";
import { readingPace } from "./reading-pace.ts";

/** Publishes `session.updated`: after the commit and without an outbox row, since the next repairs it. */
export type Readings = {
  readonly publish: (sessions: readonly StoredSession[]) => void;
  readonly connect: (nats: Nats) => void;
  readonly stop: () => void;
};

export type ReadingsOptions = {
  readonly clock: Clock;
  readonly intervalMs: number;
  /** The session as it stands now, or nothing once it has ended. */
  readonly find: (id: string) => StoredSession | undefined;
  /** Counts readings that a newer one of the same session replaced before they were told. */
  readonly merged: Pick<Counter, "inc">;
};

/** In a storm accounting comes first: what is not told waits, and is told as it stands by then. */
const turnMs = 50;

/** What tells one reading of a batch from the next; the rest is the same. */
const ownAttributes = ["ce-id", "ce-subject"];
const contract = radiusEvents.session.of("updated");

export function sessionReadings({ clock, intervalMs, find, merged }: ReadingsOptions): Readings {
  const pace = readingPace();
  const waiting = new Set<string>();
  let current: Nats | undefined;
  let turn: NodeJS.Timeout | undefined;

  /** While NATS is away the client would queue without end; a reading is not worth that. */
  async function watch(nats: Nats): Promise<void> {
    for await (const { type } of nats.connection.status()) {
      if (type === "disconnect") current = undefined;
      if (type === "reconnect") current = nats;
    }
    current = undefined;
  }

  function tell(sessions: readonly StoredSession[]): void {
    if (current === undefined || current.connection.isClosed()) return;
    const now = clock.now();
    // The client writes headers down as it publishes, so that one object serves a whole batch.
    const attributes = headers();
    for (const session of sessions) {
      const about = { aggregateId: session.id, routingPointId: session.routingPointId ?? "none" };
      const written = envelope({ contract, about }, newId(now), now);
      for (const name of session === sessions[0] ? Object.keys(written.headers) : ownAttributes)
        attributes.set(name, written.headers[name] ?? "");
      const payload = contract.encode(sessionFields(session, intervalMs));
      current.connection.publish(written.subject, payload, { headers: attributes });
    }
  }

  function tellWaiting(): void {
    turn = undefined;
    const most = pace.take(waiting.size);
    const sessions: StoredSession[] = [];
    let count = 0;
    for (const id of waiting) {
      if (count === most) break;
      count += 1;
      waiting.delete(id);
      const session = find(id);
      if (session !== undefined) sessions.push(session);
    }
    tell(sessions);
    schedule();
  }

  function schedule(): void {
    if (waiting.size > 0) turn ??= setTimeout(tellWaiting, turnMs).unref();
  }

  return {
    connect(nats) {
      current = nats;
      void watch(nats);
    },
    publish(sessions) {
      // Those that wait go first, so that nobody waits for ever.
      pace.note(sessions.length);
      const now = waiting.size > 0 ? 0 : pace.take(sessions.length);
      tell(sessions.slice(0, now));
      const known = waiting.size;
      const later = sessions.slice(now);
      for (const { id } of later) waiting.add(id);
      const added = waiting.size - known;
      if (added < later.length) merged.inc(later.length - added);
      schedule();
    },
    stop() {
      clearTimeout(turn);
      waiting.clear();
    },
  };
}
