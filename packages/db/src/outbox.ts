import type { EventContract } from "@isp/contracts";
import { type Clock, newId } from "@isp/kernel";
import { context, propagation } from "@opentelemetry/api";
import type { EntityManager } from "typeorm";

/** Queues facts in the caller's transaction: they leave if it commits, and only then. */
export type Outbox = {
  readonly add: <Payload>(
    contract: EventContract<Payload>,
    payload: Payload,
    about: About,
  ) => Promise<void>;
};

export type About = {
  /** Facts about one aggregate are published in the order in which they were added. */
  readonly aggregateId: string;
  /** Last token of a routed fact; `none` where there is no routing point. */
  readonly routingPointId?: string;
};

export function outbox(manager: EntityManager, clock: Clock): Outbox {
  return {
    async add(contract, payload, { aggregateId, routingPointId }) {
      const now = clock.now();
      const messageId = newId(now);
      const subject = contract.routed
        ? `${contract.subject}.${routingPointId || "none"}`
        : contract.subject;
      const headers: Record<string, string> = {
        "ce-id": messageId,
        "ce-specversion": "1.0",
        "ce-type": contract.subject,
        "ce-source": `/${contract.subject.split(".")[1] ?? ""}`,
        "ce-subject": aggregateId,
        "ce-time": now.toISOString(),
        "Isp-Event": contract.protoName,
      };
      propagation.inject(context.active(), headers);
      await manager.query(
        `INSERT INTO outbox (message_id, aggregate_id, subject, headers, payload, created_at)
         VALUES (?, ?, ?, ?, ?, ?)`,
        [messageId, aggregateId, subject, JSON.stringify(headers), contract.encode(payload), now],
      );
    },
  };
}
