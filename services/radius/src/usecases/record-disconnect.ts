import { type radius, radiusEvents } from "@isp/contracts";
import { queuedFact, type Transact } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import { errorCauses } from "../protocol/dictionary/values.ts";
import type { Disconnect, DisconnectOutcome } from "./disconnect-ports.ts";
import type { Radius } from "./ports.ts";
import { closedAt, factsOf } from "./record-accounting.ts";
import type { StoredSession } from "./session-ports.ts";

/** RFC 5176 3.5: the access server knows of no such session. */
const sessionContextNotFound = 503;

export type RecordDisconnect = (
  disconnect: Disconnect,
  outcome: DisconnectOutcome,
) => Promise<void>;

/** Writes down what the access server answered; a session it does not know is closed by that. */
export function recordDisconnect(
  transact: Transact<Radius>,
  clock: Clock,
  intervalMs: number,
): RecordDisconnect {
  return (disconnect, outcome) =>
    transact(async (scope) => {
      const now = clock.now();
      if (!(await scope.disconnects.settle(disconnect.id, outcome, now))) return;
      const session = await scope.sessions.lock(disconnect.sessionId);
      if (session === null) return;
      await scope.outbox.addAll([answered(session, disconnect, outcome, now)]);
      if (outcome.errorCause === sessionContextNotFound)
        await close(scope, session, now.getTime(), intervalMs);
      else if (disconnect.kind === "coa" && outcome.answer !== "ack")
        await endInstead(scope, disconnect, session, now);
      if (disconnect.operationId !== null) await revise(scope, disconnect, session, outcome);
    });
}

/** What cannot be changed while it runs is ended, so that the next connection has it. */
async function endInstead(
  { disconnects }: Radius,
  { id: followsId, operationId }: Disconnect,
  session: StoredSession,
  now: Date,
): Promise<void> {
  if (session.endedAt !== null) return;
  const disconnect = { id: newId(now), sessionId: session.id, operationId, followsId };
  await disconnects.queue(disconnect, now);
}

async function close(
  { sessions, outbox }: Radius,
  before: StoredSession,
  at: number,
  intervalMs: number,
): Promise<void> {
  if (before.endedAt !== null) return;
  const after = closedAt(before, at, intervalMs);
  await sessions.save([after]);
  await outbox.addAll(factsOf({ before, after }, intervalMs));
}

/** The answer is a later revision of the step that asked for the disconnect. */
async function revise(
  { steps }: Radius,
  disconnect: Disconnect,
  session: StoredSession,
  outcome: DisconnectOutcome,
): Promise<void> {
  const step = await steps.find(disconnect.operationId ?? "");
  if (step === null) return;
  const words = wordsOf(disconnect, outcome);
  const receipts = step.receipts.map((receipt) =>
    receipt.itemId === session.loginId
      ? { ...receipt, detail: `${receipt.detail}; NAS answered ${words}` }
      : receipt,
  );
  await steps.answer(step, {
    state: step.state,
    receipts,
    ...(step.problem && { problem: step.problem }),
  });
}

/** What the access server said, and what comes of it where that was no. */
function wordsOf(
  { kind, followsId }: Disconnect,
  { answer, errorCause }: DisconnectOutcome,
): string {
  const said = errorCause === 0 ? answer : `${answer} ${causeOf(errorCause)}`;
  if (answer === "ack" || errorCause === sessionContextNotFound) return said;
  if (kind === "coa") return `${said}; asked to disconnect instead`;
  return followsId === null ? said : `${said}; holds from the next login`;
}

function causeOf(errorCause: number): string {
  return errorCauses.get(errorCause) ?? String(errorCause);
}

function answered(
  session: StoredSession,
  { kind, followsId }: Disconnect,
  outcome: DisconnectOutcome,
  at: Date,
) {
  const payload: radius.DisconnectAnswered = {
    sessionId: session.id,
    username: session.username,
    subscriptionId: session.subscriptionId ?? "",
    businessUnitId: session.businessUnitId ?? "",
    routingPointId: session.routingPointId ?? "",
    nasId: session.nasId,
    answer: outcome.answer,
    errorCause: outcome.errorCause,
    attempts: outcome.attempts,
    at,
    kind,
    nextLogin: followsId !== null && outcome.answer !== "ack",
  };
  return queuedFact(radiusEvents.disconnect.of("answered"), payload, {
    aggregateId: session.id,
    ...(session.routingPointId !== null && { routingPointId: session.routingPointId }),
  });
}
