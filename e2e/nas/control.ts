import type { Socket } from "node:dgram";
import { setTimeout as sleep } from "node:timers/promises";
import { type NamedAttribute, putPacket } from "../../services/radius/src/protocol/attributes.ts";
import {
  hasValidRequestAuthenticator,
  type SharedSecret,
  sharedSecret,
  signReply,
} from "../../services/radius/src/protocol/authenticator.ts";
import { type PacketCode, packetCode } from "../../services/radius/src/protocol/codes.ts";
import {
  authenticatorOf,
  decodePacket,
  isMalformed,
  type Packet,
} from "../../services/radius/src/protocol/packet.ts";
import { packetWriter } from "../../services/radius/src/protocol/writer.ts";
import type { Nas } from "./nas.ts";
import { valueOf } from "./value-of.ts";

/** How an access server behaves; the bad ones are for tests that ask for them. */
export type Habits = {
  /** What it answers to a Disconnect-Request: ack, nak with this Error-Cause, or nothing. */
  disconnect: "ack" | "silence" | number;
  coa: "ack" | "silence" | number;
  /** So long it thinks before it answers. */
  answersAfterMs: number;
  /** How often it says the same answer. */
  repeatsAnswer: number;
  /** It signs with another secret. */
  signsWrong: boolean;
  /** It says ACK and sends no Stop. */
  forgetsStop: boolean;
  omitsMessageAuthenticator: boolean;
  firstRetryMs: number;
  attempts: number;
};

export const usualHabits: Habits = {
  disconnect: "ack",
  coa: "ack",
  answersAfterMs: 0,
  repeatsAnswer: 1,
  signsWrong: false,
  forgetsStop: false,
  omitsMessageAuthenticator: false,
  firstRetryMs: 1_000,
  attempts: 4,
};

const writer = packetWriter();
const strangerKey = sharedSecret(Buffer.from("another-secret-altogether"));
const unknownSession = 503;
type Pair = { readonly ack: PacketCode; readonly nak: PacketCode };
const codes: Readonly<Record<number, Pair>> = {
  [packetCode.disconnectRequest]: { ack: packetCode.disconnectAck, nak: packetCode.disconnectNak },
  [packetCode.coaRequest]: { ack: packetCode.coaAck, nak: packetCode.coaNak },
};

/** Answers on the CoA port as the access server's habits have it. */
export function answerControl(socket: Socket, nas: Nas, key: SharedSecret): void {
  socket.on("message", (datagram, { port, address }) => {
    const request = decodePacket(datagram);
    if (isMalformed(request) || !hasValidRequestAuthenticator(request, key)) return;
    nas.asked.push(request);
    void answer(request).then((reply) => {
      for (let times = 0; reply && times < nas.habits.repeatsAnswer; times += 1)
        socket.send(reply, port, address);
    });
  });

  async function answer(request: Packet): Promise<Buffer | undefined> {
    const { answersAfterMs, signsWrong } = nas.habits;
    const cause = causeOf(nas, request);
    const pair = codes[request.code];
    if (cause === "silence" || pair === undefined) return undefined;
    if (answersAfterMs > 0) await sleep(answersAfterMs);
    if (cause === 0) obey(nas, request);
    const attributes: NamedAttribute[] = cause === 0 ? [] : [{ name: "Error-Cause", value: cause }];
    putPacket(writer, cause === 0 ? pair.ack : pair.nak, request.identifier, attributes);
    return Buffer.from(signReply(writer, authenticatorOf(request), signsWrong ? strangerKey : key));
  }
}

const adminReset = 6;
const isDisconnect = ({ code }: Packet) => code === packetCode.disconnectRequest;

/** Why it refuses; 0 where it obeys. */
function causeOf({ habits, sessions }: Nas, request: Packet): number | "silence" {
  const wanted = isDisconnect(request) ? habits.disconnect : habits.coa;
  if (wanted !== "ack") return wanted;
  return sessions.has(sessionIdOf(request)) ? 0 : unknownSession;
}

function obey({ sessions, habits }: Nas, request: Packet): void {
  const session = sessions.get(sessionIdOf(request));
  if (!isDisconnect(request)) session?.changed.push(request);
  else if (!habits.forgetsStop) void session?.stop(adminReset);
}

function sessionIdOf(packet: Packet): string {
  return valueOf(packet, "Acct-Session-Id") ?? "";
}
