import type { Facts } from "@isp/contracts";
import type { Inbox, Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { type DurableSpec, durable } from "./topology.ts";

/** What the loop knows of a message beside its payload. */
export type Delivery = {
  readonly consumer: string;
  readonly messageId: string;
  /** The aggregate that the fact is about; facts of one aggregate are handled in order. */
  readonly aggregateId: string;
  readonly subject: string;
  /** The past-tense token, such as `suspended`. */
  readonly fact: string;
};

export type Handler<Payload> = (payload: Payload, delivery: Delivery) => Promise<void>;

/** One durable consumer and what it does with a message. */
export type Consumer = DurableSpec & {
  readonly handle: (json: string, delivery: Omit<Delivery, "fact">) => Promise<void>;
};

/** A message that can never be handled as it is; retrying it would only block what follows. */
export class MalformedMessageError extends Error {
  override readonly name = "MalformedMessageError";
}

/** Facts of whatever names: a consumer reads them all. */
type AnyFacts<Payload> = Omit<Facts<string, Payload>, "of">;

/** Binds a durable of the topology to the facts it reads. */
export function consumer<Payload>(
  name: string,
  facts: AnyFacts<Payload>,
  handle: Handler<Payload>,
): Consumer {
  const spec = durable(name);
  if (spec.filter !== facts.filter)
    throw new Error(`${name} reads ${spec.filter}, not ${facts.filter}`);
  const position = facts.subject.split(".").length;
  return {
    ...spec,
    handle: (json, delivery) =>
      handle(decoded(facts, json), {
        ...delivery,
        fact: delivery.subject.split(".")[position] ?? "",
      }),
  };
}

function decoded<Payload>(facts: AnyFacts<Payload>, json: string): Payload {
  try {
    return facts.decode(json);
  } catch (cause) {
    throw new MalformedMessageError(`not a ${facts.protoName}`, { cause });
  }
}

export function required<Value>(value: Value | null | undefined, field: string): Value {
  if (value === undefined || value === null) throw new MalformedMessageError(`missing ${field}`);
  return value;
}

/** Handles each message at most once, in the transaction that remembers that it was handled. */
export type Once<Scope> = <Payload>(
  work: (payload: Payload, scope: Scope, delivery: Delivery) => Promise<void>,
) => Handler<Payload>;

export function once<Scope extends { readonly inbox: Inbox }>(
  transact: Transact<Scope>,
  clock: Clock,
): Once<Scope> {
  return (work) => (payload, delivery) =>
    transact(async (scope) => {
      const fresh = await scope.inbox.accept(delivery.consumer, delivery.messageId, clock.now());
      if (fresh) await work(payload, scope, delivery);
    });
}
