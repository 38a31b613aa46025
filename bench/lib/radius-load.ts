// A load generator in a process of its own: requests made beforehand, a window of them under way, lost ones
// sent again. Prints one line of JSON and ends.
import { createSocket } from "node:dgram";
import { encodeUserPassword } from "../../services/radius/src/protocol/user-password.ts";
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
import {
  begin,
  packetWriter,
  putInteger,
  putOctets,
  putText,
} from "../../services/radius/src/protocol/writer.ts";
import { randomBytes } from "node:crypto";
import { percentile } from "./result.ts";
import type { RadiusLoad, RadiusLoadResult } from "./radius-load-types.ts";

const given = JSON.parse(process.argv[2] ?? "{}") as RadiusLoad;
const key = sharedSecret(Buffer.from(given.secret));
const writer = packetWriter();
const identifiers = 256;
const resendMs = 1_000;

/** Every identifier of every socket carries requests of its own, so that none is taken for a repetition. */
function request(index: number, identifier: number): Buffer {
  return given.kind === "auth" ? accessRequest(index, identifier) : accounting(index, identifier);
}

function accessRequest(index: number, identifier: number): Buffer {
  const random = randomBytes(16);
  const user = index % given.users;
  begin(writer, packetCode.accessRequest, identifier);
  putMessageAuthenticator(writer);
  putText(writer, attributeNumber.userName, `bench${user}`);
  const password = Buffer.from(`senha-${user}`);
  putOctets(
    writer,
    attributeNumber.userPassword,
    encodeUserPassword(password, random, key) ?? password,
  );
  putOctets(writer, attributeNumber.nasIpAddress, Buffer.from([127, 0, 0, 1]));
  putText(writer, attributeNumber.callingStationId, macOf(user));
  putText(writer, attributeNumber.nasPortId, "ether1");
  return Buffer.from(signAccessRequest(writer, random, key));
}

/** A session of a day: its start, an interim report every ten minutes, its stop. */
const reportsOfDay = 145;
/** Nobody is so fast that all users report more often than this. */
const mostReportsPerSecond = 4;

/** Each user is somewhere in his day, so that all kinds come in every round. */
function accounting(index: number, identifier: number): Buffer {
  const user = index % given.users;
  const round = Math.floor(index / given.users) + given.from;
  begin(writer, packetCode.accountingRequest, identifier);
  const [day, report] = [Math.floor((user + round) / reportsOfDay), (user + round) % reportsOfDay];
  const kind =
    report === 0
      ? acctStatus.start
      : report === reportsOfDay - 1
        ? acctStatus.stop
        : acctStatus.interim;
  putInteger(writer, attributeNumber.acctStatusType, kind);
  putText(writer, attributeNumber.userName, `bench${user}`);
  putText(writer, attributeNumber.acctSessionId, `s${user}-${day}`);
  putOctets(writer, attributeNumber.nasIpAddress, Buffer.from([127, 0, 0, 1]));
  putInteger(writer, attributeNumber.framedIpAddress, 0x0a000000 + user);
  putText(writer, attributeNumber.callingStationId, macOf(user));
  putText(writer, attributeNumber.nasPortId, "ether1");
  // No access server's session time runs ahead of the clock: each report would tell of an earlier start.
  const seconds = Math.floor(report / mostReportsPerSecond);
  putInteger(writer, attributeNumber.acctSessionTime, seconds);
  putInteger(writer, attributeNumber.acctInputOctets, round * 1_000_000 + user);
  putInteger(writer, attributeNumber.acctOutputOctets, round * 9_000_000 + user);
  return Buffer.from(signRequest(writer, key));
}

function macOf(user: number): string {
  const hex = user.toString(16).padStart(10, "0");
  return `02:${hex.match(/../g)?.join(":")}`;
}

type Flight = { readonly request: Buffer; readonly at: number; resentAt: number };

const sockets = Math.ceil(given.window / identifiers) * 2;
const share = Math.floor(given.window / sockets);
const all = Array.from({ length: given.requests }, (_, index) => {
  const socket = index % sockets;
  return { socket, request: request(index, Math.floor(index / sockets) % identifiers) };
});
const queues = Array.from({ length: sockets }, (_, socket) =>
  all.filter((one) => one.socket === socket).map((one) => one.request),
);

const latencies: number[] = [];
let [done, right, resent] = [0, 0, 0];
const wanted = given.kind === "auth" ? packetCode.accessAccept : packetCode.accountingResponse;
const cpuBefore = process.cpuUsage();
const startedAt = performance.now();

function run(queue: readonly Buffer[]): Promise<void> {
  return new Promise((resolve) => {
    const socket = createSocket("udp4");
    const flying = new Map<number, Flight>();
    let next = 0;
    const send = (): void => {
      const bytes = queue[next];
      if (bytes === undefined) return;
      if (flying.has(bytes[1] ?? 0)) return;
      next += 1;
      const at = performance.now();
      flying.set(bytes[1] ?? 0, { request: bytes, at, resentAt: at });
      socket.send(bytes, given.port, "127.0.0.1");
    };
    const resend = setInterval(() => {
      const now = performance.now();
      for (const flight of flying.values()) {
        if (now - flight.resentAt < resendMs) continue;
        flight.resentAt = now;
        resent += 1;
        socket.send(flight.request, given.port, "127.0.0.1");
      }
    }, resendMs / 4);
    socket.on("message", (reply) => {
      const flight = flying.get(reply[1] ?? 0);
      if (flight === undefined) return;
      flying.delete(reply[1] ?? 0);
      latencies.push(performance.now() - flight.at);
      done += 1;
      if (reply[0] === wanted) right += 1;
      send();
      if (flying.size > 0 || next < queue.length) return;
      clearInterval(resend);
      socket.close(() => resolve());
    });
    socket.bind(0, "127.0.0.1", () => {
      socket.setRecvBufferSize(4 * 1024 * 1024);
      for (let count = 0; count < share; count += 1) send();
    });
  });
}

await Promise.all(queues.map(run));
const seconds = (performance.now() - startedAt) / 1_000;
const { user, system } = process.cpuUsage(cpuBefore);
const result: RadiusLoadResult = {
  perSecond: done / seconds,
  right,
  resent,
  p99Ms: percentile(latencies, 0.99),
  /** Of one core. */
  generatorShare: (user + system) / 1e6 / seconds,
};
process.stdout.write(`${JSON.stringify(result)}\n`);
