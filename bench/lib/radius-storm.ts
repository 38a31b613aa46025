// A town after a power cut: subscribers behind many access servers come back within a minute, each with an
// Access-Request and then an Accounting-Start, sent again as RFC 5080 2.2.1 says. A process of its own; prints one
// line of JSON.
import { sharedSecret, signRequest } from "../../services/radius/src/protocol/authenticator.ts";
import {
  acctStatus,
  attributeNumber,
  packetCode,
} from "../../services/radius/src/protocol/codes.ts";
import {
  begin,
  packetWriter,
  putInteger,
  putText,
} from "../../services/radius/src/protocol/writer.ts";
import { accessRequest, type Lane, macOf, openLane, repetitions, send } from "./radius-lanes.ts";
import { percentile } from "./result.ts";
import type { Storm, StormResult } from "./radius-storm-types.ts";

const given = JSON.parse(process.argv[2] ?? "{}") as Storm;
const key = sharedSecret(Buffer.from(given.secret));
const writer = packetWriter();
const latencies: number[] = [];
let [online, refused] = [0, 0];

function start(user: number, identifier: number): Buffer {
  begin(writer, packetCode.accountingRequest, identifier);
  putInteger(writer, attributeNumber.acctStatusType, acctStatus.start);
  putText(writer, attributeNumber.userName, `bench${user}`);
  putText(writer, attributeNumber.acctSessionId, `storm-${user}`);
  putText(writer, attributeNumber.callingStationId, macOf(user));
  putInteger(writer, attributeNumber.framedIpAddress, 0x0a000000 + user);
  return Buffer.from(signRequest(writer, key));
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
    (identifier) => accessRequest({ user, password: `senha-${user}` }, identifier, key),
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
  resent: repetitions.count,
  seconds,
  p99Ms: percentile(latencies, 0.99),
  generatorShare: (user + system) / 1e6 / seconds,
};
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);
