import { JetStreamApiError } from "@nats-io/jetstream";
import { createInbox, type Msg, type MsgHdrs, type NatsConnection } from "@nats-io/transport-node";

/** Where a stream keeps what was published to it. */
export type Acknowledgement = {
  readonly stream: string;
  /** Counted from 1. */
  readonly sequence: number;
  /** The stream has had a message of this id before, there. */
  readonly isDuplicate: boolean;
};

export type Publisher = {
  /** Resolves once a stream keeps it. Whatever is published later is stored later. */
  readonly publish: (
    subject: string,
    payload: string,
    headers: MsgHdrs,
  ) => Promise<Acknowledgement>;
};

type Waiting = {
  readonly resolve: (acknowledgement: Acknowledgement) => void;
  readonly reject: (error: Error) => void;
  readonly until: number;
};

/**
 * Publishes to JetStream with one inbox for all acknowledgements and one timer for all deadlines. The
 * client's own `publish` makes a timer and three errors with their stacks for each message, most of
 * what a message costs.
 */
export function publisher(
  connection: NatsConnection,
  prefix: string,
  timeoutMs = 5_000,
): Publisher {
  const inbox = createInbox(prefix);
  const waiting = new Map<string, Waiting>();
  let last = 0;

  const settle = (error: Error | null, message: Msg) => {
    const known = waiting.get(message.subject);
    if (known === undefined) return;
    waiting.delete(message.subject);
    try {
      if (error !== null) throw error;
      known.resolve(acknowledgementIn(message));
    } catch (refused) {
      known.reject(refused instanceof Error ? refused : new Error(String(refused)));
    }
  };
  connection.subscribe(`${inbox}.*`, { callback: settle });

  // They are kept in the order of their deadlines.
  const expire = (now: number) => {
    for (const [subject, { reject, until }] of waiting) {
      if (until > now) return;
      waiting.delete(subject);
      reject(new Error(`no stream acknowledged within ${timeoutMs} ms`));
    }
  };
  const timer = setInterval(() => expire(performance.now()), timeoutMs / 5);
  timer.unref();
  void connection.closed().then(() => {
    clearInterval(timer);
    expire(Number.POSITIVE_INFINITY);
  });

  return {
    publish: (subject, payload, headers) =>
      new Promise((resolve, reject) => {
        const reply = `${inbox}.${++last}`;
        connection.publish(subject, payload, { reply, headers });
        waiting.set(reply, { resolve, reject, until: performance.now() + timeoutMs });
      }),
  };
}

type PubAck =
  | { readonly stream: string; readonly seq: number; readonly duplicate?: boolean }
  | {
      readonly error: {
        readonly code: number;
        readonly err_code: number;
        readonly description: string;
      };
    };

function acknowledgementIn(message: Msg): Acknowledgement {
  if (message.data.length === 0) throw new Error(`no stream takes it: ${message.headers?.code}`);
  const answer = message.json<PubAck>();
  if ("error" in answer) throw new JetStreamApiError(answer.error);
  return { stream: answer.stream, sequence: answer.seq, isDuplicate: answer.duplicate ?? false };
}
