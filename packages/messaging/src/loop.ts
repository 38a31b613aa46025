import type { Transact, DeadLetters } from "@isp/db";
import { type Clock, DomainError, type Failpoints } from "@isp/kernel";
import { type ConsumerMessages, JetStreamApiError, type JsMsg } from "@nats-io/jetstream";
import { nanos } from "@nats-io/transport-node";
import { context, propagation, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { type Consumer, MalformedMessageError, required } from "./consumer.ts";
import { keyedQueue } from "./keyed-queue.ts";
import type { Nats } from "./nats.ts";

export type LoopOptions = {
  readonly nats: Nats;
  readonly clock: Clock;
  readonly transact: Transact<{ readonly deadLetters: DeadLetters }>;
  readonly onFailure: (error: unknown, consumer: string, attempt: number) => void;
  readonly onHandled?: (consumer: string, ageMs: number) => void;
  readonly backoffMs?: readonly number[];
  /** Passed between a committed effect and its acknowledgement. */
  readonly failpoint?: Failpoints;
};

const deliveriesBeforeDeath = 5;
const ackWaitMs = 5_000;
const inFlight = 64;
const tracer = trace.getTracer("@isp/messaging");

/** Runs a consumer until stopped; a consumer or stream that vanished is made again. */
export function startConsumer(target: Consumer, options: LoopOptions) {
  const { nats, onFailure } = options;
  let stopping = false;
  let current: ConsumerMessages | null = null;
  let endPause: () => void = () => undefined;
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  const consume = async () => {
    await ensureDurable(nats, target);
    const source = await nats.js.consumers.get(target.stream, target.durable);
    while (!stopping) {
      const messages = await source.fetch({ max_messages: inFlight, expires: 4_000 });
      current = messages;
      const queue = keyedQueue();
      let received = 0;
      for await (const message of messages) {
        received++;
        queue.add(message.headers?.get("ce-subject") ?? "", () =>
          deliver(message, target, options),
        );
      }
      await queue.drained();
      // An idle consumer may be gone: a pull from one that was deleted simply stays silent.
      if (received === 0 && !stopping) await nats.jsm.consumers.info(target.stream, target.durable);
    }
  };

  const loop = (async () => {
    for (let failures = 0; !stopping; failures++) {
      try {
        await consume();
      } catch (error) {
        if (stopping) return;
        if (!isExpected(error)) onFailure(error, target.durable, 0);
        await pause(Math.min(250 * 2 ** Math.min(failures, 3), 2_000));
      }
    }
  })();

  return {
    durable: target.durable,
    async stop() {
      stopping = true;
      endPause();
      current?.stop();
      await loop;
    },
  };
}

/** The stream may not be there yet: its owner makes it when it starts. */
function isExpected(error: unknown): boolean {
  return error instanceof JetStreamApiError && [10_059, 10_014].includes(error.code);
}

async function ensureDurable({ jsm }: Nats, { stream, durable, filter }: Consumer): Promise<void> {
  try {
    await jsm.consumers.info(stream, durable);
  } catch (error) {
    if (!(error instanceof JetStreamApiError && error.code === 10_014)) throw error;
    await jsm.consumers.add(stream, {
      durable_name: durable,
      filter_subject: filter,
      ack_policy: "explicit",
      deliver_policy: "all",
      // A reader that died is missed this soon; one that works longer says so.
      ack_wait: nanos(ackWaitMs),
      max_ack_pending: 256,
    });
  }
}

async function deliver(message: JsMsg, target: Consumer, options: LoopOptions): Promise<void> {
  const attempt = message.info.deliveryCount;
  const parent = propagation.extract(context.active(), message.headers ?? undefined, {
    keys: (carrier) => carrier?.keys() ?? [],
    get: (carrier, key) => carrier?.get(key) || undefined,
  });
  await tracer.startActiveSpan(
    `process ${target.durable}`,
    { kind: SpanKind.CONSUMER, attributes: { "messaging.destination.name": message.subject } },
    parent,
    async (span) => {
      const stillAtIt = setInterval(() => message.working(), ackWaitMs / 3);
      try {
        await target.handle(message.string(), {
          consumer: target.durable,
          messageId: required(message.headers?.get("ce-id") || undefined, "ce-id"),
          aggregateId: message.headers?.get("ce-subject") ?? "",
          subject: message.subject,
        });
        options.failpoint?.("consumer.handled");
        message.ack();
        options.onHandled?.(target.durable, ageMs(message, options.clock));
      } catch (error) {
        span.setStatus({ code: SpanStatusCode.ERROR });
        options.onFailure(error, target.durable, attempt);
        await giveBack(message, target, options, error);
      } finally {
        clearInterval(stillAtIt);
        span.end();
      }
    },
  );
}

function ageMs(message: JsMsg, clock: Clock): number {
  return clock.now().getTime() - message.info.timestampNanos / 1_000_000;
}

const defaultBackoffMs = [1_000, 5_000, 30_000, 120_000];

/** Never acknowledges to get rid of a message: it is retried, or set aside where an operator sees it. */
async function giveBack(
  message: JsMsg,
  target: Consumer,
  { transact, clock, backoffMs = defaultBackoffMs }: LoopOptions,
  error: unknown,
): Promise<void> {
  const attempts = message.info.deliveryCount;
  const delay = backoffMs[Math.min(attempts, backoffMs.length) - 1] ?? 1_000;
  const away = error instanceof DomainError && error.kind === "unavailable";
  const hopeless = error instanceof MalformedMessageError;
  if (away || (!hopeless && attempts < deliveriesBeforeDeath)) {
    message.nak(delay);
    return;
  }
  try {
    await transact(({ deadLetters }) =>
      deadLetters.add({
        consumer: target.durable,
        messageId: message.headers?.get("ce-id") || `${target.stream}-${message.seq}`,
        subject: message.subject,
        payload: message.string(),
        error: String(error),
        attempts,
        diedAt: clock.now(),
      }),
    );
    message.term("set aside as a dead letter");
  } catch {
    message.nak(delay);
  }
}
