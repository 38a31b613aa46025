import { radiusEvents } from "@isp/contracts";
import { envelope } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import type { Nats } from "@isp/messaging";
import { headers } from "@nats-io/transport-node";
import type { StoredSession } from "../usecases/session-ports.ts";
import { sessionFields } from "./published.ts";

/** Publishes `session.updated`: after the commit and without an outbox row, since the next repairs it. */
export type Readings = {
  readonly publish: (sessions: readonly StoredSession[]) => void;
  readonly connect: (nats: Nats) => void;
};

/** What tells one reading of a batch from the next; the rest is the same. */
const ownAttributes = ["ce-id", "ce-subject"];
const contract = radiusEvents.session.of("updated");

export function sessionReadings(clock: Clock, intervalMs: number): Readings {
  let current: Nats | undefined;

  /** While NATS is away the client would queue without end; a reading is not worth that. */
  async function watch(nats: Nats): Promise<void> {
    for await (const { type } of nats.connection.status()) {
      if (type === "disconnect") current = undefined;
      if (type === "reconnect") current = nats;
    }
    current = undefined;
  }

  return {
    connect(nats) {
      current = nats;
      void watch(nats);
    },
    publish(sessions) {
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
    },
  };
}
