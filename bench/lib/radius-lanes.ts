// Ports of access servers that ask and ask again as RFC 5080 2.2.1 says.
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { randomBytes } from "node:crypto";
import {
  putMessageAuthenticator,
  type SharedSecret,
  signAccessRequest,
} from "../../services/radius/src/protocol/authenticator.ts";
import { attributeNumber, packetCode } from "../../services/radius/src/protocol/codes.ts";
import { encodeUserPassword } from "../../services/radius/src/protocol/user-password.ts";
import {
  begin,
  packetWriter,
  putOctets,
  putText,
} from "../../services/radius/src/protocol/writer.ts";

const writer = packetWriter();
/** RFC 5080 2.2.1: first after two seconds, then twice as long, up to sixteen; a tenth of jitter. */
const [firstResendMs, mostResendMs] = [2_000, 16_000];
const identifiers = 256;

type Exchange = {
  readonly request: Buffer;
  readonly port: number;
  readonly sentAt: number;
  readonly answered: (reply: Buffer) => void;
  timer: NodeJS.Timeout;
};

/** One source port of an access server: 256 requests at once. */
export type Lane = {
  readonly socket: Socket;
  readonly flying: Map<number, Exchange>;
  readonly free: number[];
};

/** What was sent again, by all lanes of this process. */
export const repetitions = { count: 0 };

export async function openLane(address: string): Promise<Lane> {
  const socket = createSocket("udp4");
  socket.bind(0, address);
  await once(socket, "listening");
  socket.setRecvBufferSize(4 * 1024 * 1024);
  const lane: Lane = {
    socket,
    flying: new Map(),
    free: Array.from({ length: identifiers }, (_, index) => index),
  };
  socket.on("message", (reply) => {
    const exchange = lane.flying.get(reply[1] ?? 0);
    if (exchange === undefined) return;
    clearTimeout(exchange.timer);
    lane.flying.delete(reply[1] ?? 0);
    lane.free.push(reply[1] ?? 0);
    exchange.answered(reply);
  });
  return lane;
}

/** False where every identifier of the lane is in use. */
export function send(
  lane: Lane,
  port: number,
  build: (identifier: number) => Buffer,
  answered: (reply: Buffer, tookMs: number) => void,
): boolean {
  const identifier = lane.free.shift();
  if (identifier === undefined) return false;
  const request = build(identifier);
  const sentAt = performance.now();
  const again = (afterMs: number): NodeJS.Timeout =>
    setTimeout(
      () => {
        repetitions.count += 1;
        lane.socket.send(request, port, "127.0.0.1");
        exchange.timer = again(Math.min(afterMs * 2, mostResendMs));
      },
      afterMs * (0.9 + Math.random() * 0.2),
    );
  const exchange: Exchange = {
    request,
    port,
    sentAt,
    answered: (reply) => answered(reply, performance.now() - sentAt),
    timer: again(firstResendMs),
  };
  lane.flying.set(identifier, exchange);
  lane.socket.send(request, port, "127.0.0.1");
  return true;
}

export type Credentials = { readonly user: number; readonly password: string };

/** Of the logins that `addLogins` made. */
export function accessRequest(
  { user, password }: Credentials,
  identifier: number,
  key: SharedSecret,
): Buffer {
  const random = randomBytes(16);
  begin(writer, packetCode.accessRequest, identifier);
  putMessageAuthenticator(writer);
  putText(writer, attributeNumber.userName, `bench${user}`);
  const open = Buffer.from(password);
  putOctets(writer, attributeNumber.userPassword, encodeUserPassword(open, random, key) ?? open);
  putText(writer, attributeNumber.callingStationId, macOf(user));
  return Buffer.from(signAccessRequest(writer, random, key));
}

export function macOf(user: number): string {
  return `02${user.toString(16).padStart(10, "0")}`;
}
