import { radiusEvents } from "@isp/contracts";
import { envelope } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import type { Nats } from "@isp/messaging";
import type { Counter } from "@isp/telemetry";
import { headers } from "@nats-io/transport-node";
import type { StoredSession } from "../usecases/session-ports.ts";
import { allowance } from "./allowance.ts";
import { sessionFields } from "./published.ts";

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

/**
 * What a million subscribers report every ten minutes, and some. In a storm accounting comes first: what is
 * beyond this waits, and is told as it stands by then.
 */
const perSecond = 2_000;
/** With so many reports a second there is a storm, and a reading costs as much as a report. */
const stormPerSecond = 4_000;
const perSecondInStorm = 500;
const turnMs = 50;

/** What tells one reading of a batch from the next; the rest is the same. */
const ownAttributes = ["ce-id", "ce-subject"];
const contract = radiusEvents.session.of("updated");

export function sessionReadings({ clock, intervalMs, find, merged }: ReadingsOptions): Readings {
  const calm = { reports: allowance(stormPerSecond), readings: allowance(perSecond) };
  const stormy = allowance(perSecondInStorm);
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

  /** How many may be told now, with so many reports come since the last time. */
  function take(wanted: number, reports: number): number {
    const isStorm = calm.reports.take(reports) < reports;
    return isStorm ? stormy.take(wanted) : calm.readings.take(wanted);
  }

  function tellWaiting(): void {
    turn = undefined;
    const most = take(waiting.size, 1);
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
      const now = take(waiting.size > 0 ? 0 : sessions.length, sessions.length);
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
