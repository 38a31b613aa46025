// Access servers that all restart at once, and customers who come online meanwhile. A process of its own;
// prints one line of JSON.
import { sharedSecret, signRequest } from "../../services/radius/src/protocol/authenticator.ts";
import {
  acctStatus,
  attributeNumber,
  packetCode,
} from "../../services/radius/src/protocol/codes.ts";
import { begin, packetWriter, putInteger } from "../../services/radius/src/protocol/writer.ts";
import { accessRequest, openLane, repetitions, send } from "./radius-lanes.ts";
import type { MassRestart, MassRestartResult } from "./radius-mass-restart-types.ts";
import { percentile } from "./result.ts";

const given = JSON.parse(process.argv[2] ?? "{}") as MassRestart;
const key = sharedSecret(Buffer.from(given.secret));
const writer = packetWriter();
const lanes = await Promise.all(given.addresses.map(openLane));
const latencies: number[] = [];
let [acknowledged, accepted, refused, asked] = [0, 0, 0, 0];

function accountingOn(identifier: number): Buffer {
  begin(writer, packetCode.accountingRequest, identifier);
  putInteger(writer, attributeNumber.acctStatusType, acctStatus.accountingOn);
  return Buffer.from(signRequest(writer, key));
}

function ask(): void {
  const lane = lanes[asked % lanes.length];
  const user = given.logins.from + asked;
  asked += 1;
  if (lane === undefined) return;
  send(
    lane,
    given.authPort,
    (identifier) => accessRequest({ user, password: `senha-${user}` }, identifier, key),
    (reply, tookMs) => {
      latencies.push(tookMs);
      if (reply[0] === packetCode.accessAccept) accepted += 1;
      else refused += 1;
    },
  );
}

for (const lane of lanes) send(lane, given.acctPort, accountingOn, () => (acknowledged += 1));
const begunAt = performance.now();
await new Promise<void>((resolve) => {
  const tick = setInterval(() => {
    const elapsed = performance.now() - begunAt;
    const due = Math.floor((Math.min(elapsed, given.forMs) / 1_000) * given.logins.perSecond);
    while (asked < due) ask();
    if (elapsed < given.forMs || accepted + refused < asked) return;
    clearInterval(tick);
    resolve();
  }, 5);
});
const resent = repetitions.count;
const p99Ms = percentile(latencies, 0.99);
const result: MassRestartResult = { acknowledged, accepted, refused, resent, p99Ms };
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);
