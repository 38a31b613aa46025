import type { NatsConnection } from "@nats-io/transport-node";
import type { Response } from "express";
import type { Operator } from "../access/operators.ts";

/** Tells browsers what to read again; never what it says now, so that a lost hint costs nothing. */
export type Live = {
  /** `isSignedIn` is asked every few seconds; a stream ends with its session (S35). */
  readonly join: (
    response: Response,
    operator: Operator,
    isSignedIn: () => Promise<boolean>,
  ) => void;
  readonly follow: (connection: NatsConnection) => void;
  readonly close: () => void;
};

type Listener = {
  readonly response: Response;
  readonly operator: Operator;
  readonly isSignedIn: () => Promise<boolean>;
};
type Hint = {
  readonly subject: string;
  readonly aggregateId: string;
  readonly businessUnitId: string;
  readonly customerId: string;
  readonly subscriptionId: string;
  readonly operationId: string;
};

const heartbeatMs = 20_000;
const checkMs = 4_000;

export function liveHints(): Live {
  const listeners = new Set<Listener>();
  const write = (listener: Listener, text: string) => {
    // A browser that does not read is let go; it will come back and read everything.
    if (listener.response.writableLength > 1_000_000) listener.response.destroy();
    else listener.response.write(text);
  };
  const beat = setInterval(() => {
    for (const listener of listeners) write(listener, ": still here\n\n");
  }, heartbeatMs);
  const check = setInterval(() => {
    for (const { response, isSignedIn } of listeners) {
      // Who cannot be asked now is asked again; nobody is thrown out because the database is away.
      void isSignedIn().then((isIn) => isIn || response.end(), noOp);
    }
  }, checkMs);
  return {
    join(response, operator, isSignedIn) {
      response.writeHead(200, {
        "content-type": "text/event-stream",
        "cache-control": "no-store",
        "x-accel-buffering": "no",
      });
      response.write("retry: 2000\n\n");
      const listener = { response, operator, isSignedIn };
      listeners.add(listener);
      response.on("close", () => listeners.delete(listener));
    },
    follow(connection) {
      connection.subscribe("isp.*.v1.>", {
        callback(error, message) {
          if (error !== null || listeners.size === 0) return;
          const hint = hintOf(message.subject, message.string());
          if (hint === null) return;
          const text = `event: hint\ndata: ${JSON.stringify(hint)}\n\n`;
          for (const listener of listeners) {
            if (mayHear(listener.operator, hint)) write(listener, text);
          }
        },
      });
    },
    close() {
      clearInterval(beat);
      clearInterval(check);
      for (const { response } of listeners) response.end();
    },
  };
}

const noOp = () => undefined;

function mayHear({ units }: Operator, { businessUnitId }: Hint): boolean {
  return units === "all" || (businessUnitId !== "" && units.includes(businessUnitId));
}

/** Ids only: what an event says stays where permissions are checked. */
function hintOf(subject: string, json: string): Hint | null {
  try {
    const payload = JSON.parse(json) as Record<string, unknown>;
    const body = [payload, payload["applied"], payload["item"], payload["subscription"]];
    const find = (key: string) => {
      const found = body.map((part) => (part as Record<string, unknown> | null | undefined)?.[key]);
      return (
        found.find((value): value is string => typeof value === "string" && value !== "") ?? ""
      );
    };
    return {
      subject,
      aggregateId: find("aggregateId"),
      businessUnitId: find("businessUnitId"),
      customerId: find("customerId"),
      subscriptionId: subject.startsWith("isp.plans.v1.subscription.")
        ? find("aggregateId")
        : find("subscriptionId"),
      operationId: find("operationId"),
    };
  } catch {
    return null;
  }
}
