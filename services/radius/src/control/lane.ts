import { createSocket, type Socket } from "node:dgram";
import type { NasEntry } from "../model/nas-table.ts";
import {
  checkReplyMessageAuthenticator,
  hasValidResponseAuthenticator,
} from "../protocol/authenticator.ts";
import { attributeNumber, packetCode } from "../protocol/codes.ts";
import { type ControlOrder, controlRequest } from "../protocol/control.ts";
import { decodePacket, isMalformed, type Packet } from "../protocol/packet.ts";
import { integer } from "../protocol/reader.ts";
import { packetWriter } from "../protocol/writer.ts";
import type { DisconnectOutcome } from "../usecases/disconnect-ports.ts";

/** RFC 5176 6.3: a source port may carry 256 requests, since the identifier is one octet. */
const identifiersPerPort = 256;
const writer = packetWriter();

type Waiting = {
  readonly request: Buffer;
  timer?: NodeJS.Timeout;
  readonly answer: (outcome: Omit<DisconnectOutcome, "attempts">) => void;
};

/** One source port towards one access server. */
export type Lane = {
  readonly isSpent: () => boolean;
  /** Asks once and repeats unchanged after each pause; resolves unless the lane is closed before. */
  readonly ask: (
    order: ControlOrder,
    at: Date,
    pausesMs: readonly number[],
  ) => Promise<DisconnectOutcome>;
  /** Nothing more is asked here; it closes with its last answer. */
  readonly leave: () => void;
  /** What is still waited for stays queued in the database, for this or another replica. */
  readonly close: () => void;
};

export function openLane(nas: NasEntry): Lane {
  const socket: Socket = createSocket({ type: nas.address.includes(":") ? "udp6" : "udp4" });
  const waiting = new Map<number, Waiting>();
  let next = 0;
  let isClosed = false;

  socket.on("error", () => undefined);
  socket.on("message", (datagram) => {
    const reply = decodePacket(datagram);
    if (isMalformed(reply)) return;
    const asked = waiting.get(reply.identifier);
    if (asked !== undefined && isGenuine(reply, asked.request, nas)) hear(reply, asked);
  });

  return {
    isSpent: () => next >= identifiersPerPort,
    ask(order, at, pausesMs) {
      const identifier = next;
      next += 1;
      const request = controlRequest(writer, order, { identifier, at }, nas.key);
      return new Promise((resolve) => {
        let attempts = 0;
        const finish = (outcome: Omit<DisconnectOutcome, "attempts">): void => {
          clearTimeout(asked.timer);
          waiting.delete(identifier);
          if (next >= identifiersPerPort && waiting.size === 0) close();
          resolve({ ...outcome, attempts });
        };
        const asked: Waiting = { request, answer: finish };
        const attempt = (): void => {
          const pause = pausesMs[attempts];
          if (pause === undefined) {
            finish({ answer: "timeout", errorCause: 0 });
            return;
          }
          attempts += 1;
          socket.send(request, nas.coaPort, nas.address, () => undefined);
          asked.timer = setTimeout(attempt, pause * (0.9 + Math.random() * 0.2));
        };
        waiting.set(identifier, asked);
        attempt();
      });
    },
    leave() {
      next = identifiersPerPort;
      if (waiting.size === 0) close();
    },
    close,
  };

  function close(): void {
    if (isClosed) return;
    isClosed = true;
    for (const { timer } of waiting.values()) clearTimeout(timer);
    socket.close();
  }
}

/** An answer to the other kind of request is none. */
function hear(reply: Packet, { request, answer }: Waiting): void {
  const isChange = request[0] === packetCode.coaRequest;
  if (reply.code === (isChange ? packetCode.coaAck : packetCode.disconnectAck))
    answer({ answer: "ack", errorCause: 0 });
  if (reply.code === (isChange ? packetCode.coaNak : packetCode.disconnectNak)) {
    const errorCause = integer(reply, attributeNumber.errorCause) ?? 0;
    answer({ answer: "nak", errorCause });
  }
}

/** Whoever can send datagrams from the access server's address still does not know the secret. */
function isGenuine(reply: Packet, request: Buffer, { key }: NasEntry): boolean {
  const authenticator = request.subarray(4, 20);
  return (
    hasValidResponseAuthenticator(reply, authenticator, key) &&
    checkReplyMessageAuthenticator(reply, authenticator, key) !== "wrong"
  );
}
