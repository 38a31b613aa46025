// Routers of blocked customers that ask again and again, and others who come online meanwhile. A process of
// its own; prints one line of JSON.
import { sharedSecret } from "../../services/radius/src/protocol/authenticator.ts";
import { packetCode } from "../../services/radius/src/protocol/codes.ts";
import { accessRequest, openLane, repetitions, send } from "./radius-lanes.ts";
import type { RejectLoop, RejectLoopResult } from "./radius-reject-loop-types.ts";
import { percentile } from "./result.ts";

const given = JSON.parse(process.argv[2] ?? "{}") as RejectLoop;
const key = sharedSecret(Buffer.from(given.secret));
const lanesPerNas = 4;
const lanes = await Promise.all(
  given.addresses.flatMap((address) =>
    Array.from({ length: lanesPerNas }, () => openLane(address)),
  ),
);
const latencies: number[] = [];
let [rejected, accepted, wrong, waiting] = [0, 0, 0, 0];

function ask(user: number): void {
  const isBlocked = user < given.blocked;
  const isMistyped = isBlocked && user % 2 === 1;
  const password = isMistyped ? "outra-senha" : `senha-${user}`;
  const lane = lanes[user % lanes.length];
  if (lane === undefined) return;
  const isSent = send(
    lane,
    given.authPort,
    (identifier) => accessRequest({ user, password }, identifier, key),
    (reply, tookMs) => {
      waiting -= 1;
      const isAccepted = reply[0] === packetCode.accessAccept;
      if (isAccepted === isBlocked) wrong += 1;
      else if (isAccepted) accepted += 1;
      else rejected += 1;
      if (!isBlocked) latencies.push(tookMs);
    },
  );
  // With every identifier in use the access server drops it: the router asks again in its own time.
  if (isSent) waiting += 1;
}

const begunAt = performance.now();
let [blockedAsked, rightfulAsked] = [0, 0];
await new Promise<void>((resolve) => {
  const tick = setInterval(() => {
    const elapsed = Math.min(performance.now() - begunAt, given.forMs);
    const blockedDue = Math.floor((elapsed / given.everyMs) * given.blocked);
    for (; blockedAsked < blockedDue; blockedAsked += 1) ask(blockedAsked % given.blocked);
    const rightfulDue = Math.floor((elapsed / 1_000) * given.rightfulPerSecond);
    for (; rightfulAsked < rightfulDue; rightfulAsked += 1) ask(given.blocked + rightfulAsked);
    if (elapsed < given.forMs || waiting > 0) return;
    clearInterval(tick);
    resolve();
  }, 5);
});
const resent = repetitions.count;
const p99Ms = percentile(latencies, 0.99);
const result: RejectLoopResult = { rejected, accepted, wrong, resent, p99Ms };
process.stdout.write(`${JSON.stringify(result)}\n`);
process.exit(0);
