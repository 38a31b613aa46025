// A town after a power cut: subscribers behind many access servers come back within a minute, each with an
// Access-Request and then an Accounting-Start, sent again as RFC 5080 2.2.1 says. A process of its own; prints one
// line of JSON.
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { randomBytes } from "node:crypto";
import {
  putMessageAuthenticator,
  sharedSecret,
  signAccessRequest,
  signRequest,
} from "../../services/radius/src/protocol/authenticator.ts";
import {
  acctStatus,
  attributeNumber,
  packetCode,
} from "../../services/radius/src/protocol/codes.ts";
import { encodeUserPassword } from "../../services/radius/src/protocol/user-password.ts";
import {
  begin,
  packetWriter,
  putInteger,
  putOctets,
  putText,
} from "../../services/radius/src/protocol/writer.ts";
import { percentile } from "./result.ts";
import type { Storm, StormResult } from "./radius-storm-types.ts";

const given = JSON.parse(process.argv[2] ?? "{}") as Storm;
const key = sharedSecret(Buffer.from(given.secret));
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
type Lane = {
  readonly socket: Socket;
  readonly flying: Map<number, Exchange>;
  readonly free: number[];
};

const latencies: number[] = [];
let [resent, online, refused] = [0, 0, 0];

async function openLane(address: string): Promise<Lane> {
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

function send(
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
        resent += 1;
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

function accessRequest(user: number, identifier: number): Buffer {
  const random = randomBytes(16);
  begin(writer, packetCode.accessRequest, identifier);
  putMessageAuthenticator(writer);
  putText(writer, attributeNumber.userName, `bench${user}`);
  const password = Buffer.from(`senha-${user}`);
  const hidden = encodeUserPassword(password, random, key) ?? password;
  putOctets(writer, attributeNumber.userPassword, hidden);
  putText(writer, attributeNumber.callingStationId, macOf(user));
  return Buffer.from(signAccessRequest(writer, random, key));
}

function start(user: number, identifier: number): Buffer {
  begin(writer, packetCode.accountingRequest, identifier);
  putInteger(writer, attributeNumber.acctStatusType, acctStatus.start);
  putText(writer, attributeNumber.userName, `bench${user}`);
  putText(writer, attributeNumber.acctSessionId, `storm-${user}`);
  putText(writer, attributeNumber.callingStationId, macOf(user));
  putInteger(writer, attributeNumber.framedIpAddress, 0x0a000000 + user);
  return Buffer.from(signRequest(writer, key));
}

function macOf(user: number): string {
  return `02${user.toString(16).padStart(10, "0")}`;
}

const lanesPerNas = 4;
const lanes = await Promise.all(
  given.addresses.flatMap((address) =>
    Array.from({ length: lanesPerNas }, () => openLane(address)),
  ),
);
const laneOf = (user: number): Lane | undefined => lanes[user % lanes.length];
const waiting: number[] = [];

/** Asks for one subscriber; when its lane has no identifier left, it waits its turn. */
function connect(user: number): void {
  const lane = laneOf(user);
  if (lane === undefined) return;
  const isSent = send(
    lane,
    given.authPort,
    (identifier) => accessRequest(user, identifier),
    (reply, tookMs) => {
      latencies.push(tookMs);
      if (reply[0] === packetCode.accessAccept) account(user, lane);
      else refused += 1;
    },
  );
  if (!isSent) waiting.push(user);
}

function account(user: number, lane: Lane): void {
  const isSent = send(
    lane,
    given.acctPort,
    (identifier) => start(user, identifier),
    () => (online += 1),
  );
  if (!isSent) setTimeout(account, 20, user, lane);
}

const begunAt = performance.now();
const cpuBefore = process.cpuUsage();
let next = 0;
const patienceMs = 150_000;
await new Promise<void>((resolve) => {
  const tick = setInterval(() => {
    const elapsed = performance.now() - begunAt;
    const due = Math.min(
      given.subscribers,
      Math.floor((elapsed / given.withinMs) * given.subscribers),
    );
    for (const user of waiting.splice(0)) connect(user);
    for (; next < due; next += 1) connect(next);
    if (online + refused < given.subscribers && elapsed < patienceMs) return;
    clearInterval(tick);
    resolve();
  }, 5);
});
const seconds = (performance.now() - begunAt) / 1_000;
const { user, system } = process.cpuUsage(cpuBefore);
const result: StormResult = {
  online,
  refused,
  resent,
  seconds,
  p99Ms: percentile(latencies, 0.99),
  generatorShare: (user + system) / 1e6 / seconds,
};
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);
