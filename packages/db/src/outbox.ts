import type { EventContract } from "@isp/contracts";
import { type Clock, newId } from "@isp/kernel";
import { context, propagation } from "@opentelemetry/api";
import type { EntityManager } from "typeorm";
import { filledIn, rowId, type Sql } from "./sql.ts";

/** One fact to be queued with others. */
export type QueuedFact = {
  readonly contract: Pick<EventContract<never>, "subject" | "protoName" | "routed">;
  /** What the contract's `encode` made of the payload. */
  readonly json: string;
  readonly about: About;
};

/** Queues facts in the caller's transaction: they leave if it commits, and only then. */
export type Outbox = {
  readonly add: <Payload>(
    contract: EventContract<Payload>,
    payload: Payload,
    about: About,
  ) => Promise<void>;
  /** The same for many facts in one statement; they leave in this order. */
  readonly addAll: (facts: readonly QueuedFact[]) => Promise<void>;
  /** The same for a fact about each row of a select, which the database writes down by itself. */
  readonly addEach: (contract: QueuedFact["contract"], rows: FactRows) => Promise<void>;
};

export type FactRows = {
  /** `FROM …`, up to the end of the statement. */
  readonly from: Sql;
  /** The row's own number, its aggregate, and the payload. */
  readonly number: string;
  readonly aggregateId: string;
  readonly payload: Sql;
};

export type About = {
  /** Facts about one aggregate are published in the order in which they were added. */
  readonly aggregateId: string;
  /** Last token of a routed fact; `none` where there is no routing point. */
  readonly routingPointId?: string;
};

/** Writes a fact down for `addAll`, whatever the type of its payload. */
export function queuedFact<Payload>(
  contract: EventContract<Payload>,
  payload: Payload,
  about: About,
): QueuedFact {
  return { contract, json: contract.encode(payload), about };
}

/** How a fact is published: its subject, and the CloudEvents attributes as headers. */
export function envelope(
  { contract, about }: Pick<QueuedFact, "contract" | "about">,
  messageId: string,
  at: Date,
): { readonly subject: string; readonly headers: Record<string, string> } {
  const subject = contract.routed
    ? `${contract.subject}.${about.routingPointId || "none"}`
    : contract.subject;
  const headers: Record<string, string> = {
    "ce-id": messageId,
    "ce-specversion": "1.0",
    "ce-type": contract.subject,
    "ce-source": `/${contract.subject.split(".")[1] ?? ""}`,
    "ce-subject": about.aggregateId,
    "ce-time": at.toISOString(),
    "Isp-Event": contract.protoName,
  };
  propagation.inject(context.active(), headers);
  return { subject, headers };
}

/** What its column holds. */
const longestPayload = 16_777_215;

const marks = { message: "@message@", aggregate: "@aggregate@" } as const;

export function outbox(manager: EntityManager, clock: Clock): Outbox {
  const addAll = async (facts: readonly QueuedFact[]) => {
    if (facts.length === 0) return;
    const now = clock.now();
    const rows = facts.map((fact) => {
      const messageId = newId(now);
      const { subject, headers } = envelope(fact, messageId, now);
      const { aggregateId } = fact.about;
      return [messageId, aggregateId, subject, JSON.stringify(headers), fact.json, now];
    });
    await manager.query(
      `INSERT INTO outbox (message_id, aggregate_id, subject, headers, payload, created_at) VALUES ?`,
      [rows],
    );
  };
  return {
    add: (contract, payload, about) => addAll([queuedFact(contract, payload, about)]),
    addAll,
    async addEach(contract, { from, number, aggregateId, payload }) {
      const now = clock.now();
      const message = rowId(newId(now), number);
      const fact = { contract, about: { aggregateId: marks.aggregate } };
      const { subject, headers } = envelope(fact, marks.message, now);
      const written = filledIn(JSON.stringify(headers), {
        [marks.message]: message,
        [marks.aggregate]: aggregateId,
      });
      await manager.query(
        // A payload may be put together of many rows, and is told whole or not at all.
        `SET STATEMENT group_concat_max_len = ${longestPayload} FOR
         INSERT INTO outbox (message_id, aggregate_id, subject, headers, payload, created_at)
         SELECT ${message.text}, ${aggregateId}, ?, ${written.text}, ${payload.text}, ? ${from.text}`,
        [...message.values, subject, ...written.values, ...payload.values, now, ...from.values],
      );
    },
  };
}
