import { type common, radiusEvents } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import type { OperationStep } from "@isp/messaging";
import { inStep, type Login } from "../domain/login.ts";
import { loginFact } from "../events/published.ts";
import type { Radius } from "./ports.ts";
import type { StoredSession } from "./session-ports.ts";

type Dependencies = {
  /** For looking; commits without waking anybody. */
  readonly look: Transact<Radius>;
  readonly transact: Transact<Radius>;
  readonly clock: Clock;
  /** A replica has yet to read: makes this one do so at once, and resolves when to look again. */
  readonly onBehind: () => Promise<void>;
};

const atOnce = 100;
/** A touch so old is outside of what a replica reads; the rows are then touched again. */
const staleTouchMs = 100_000;

/**
 * Brings pending steps to their end. A step is applied once every live replica has read the rows,
 * so that no replica lets the login in any more, and the Disconnect of each open session is queued.
 * True when there is more to do at once.
 */
export function applySteps(dependencies: Dependencies): () => Promise<boolean> {
  // When this process first saw a step, by the database's clock: its rows were committed by then.
  const seenAt = new Map<string, Date>();
  return async () => {
    const { look } = dependencies;
    const pending = await look(({ steps }) => steps.pending(atOnce));
    if (pending.length === 0) {
      seenAt.clear();
      return false;
    }
    const now = await look(({ replicas }) => replicas.now());
    let isAnyLeft = false;
    for (const step of pending) {
      const since = seenAt.get(step.operationId) ?? now;
      seenAt.set(step.operationId, since);
      if (await applyOne(dependencies, step, since)) seenAt.delete(step.operationId);
      else isAnyLeft = true;
    }
    if (isAnyLeft) await dependencies.onBehind();
    return true;
  };
}

async function applyOne(
  { look, transact, clock }: Dependencies,
  step: OperationStep,
  since: Date,
): Promise<boolean> {
  const isSeen = await look(async ({ logins, replicas }) => {
    const rows = await logins.lockOf(step.subscriptionId);
    const ids = rows.map(({ id }) => id);
    const touchedAt = await replicas.oldestTouch(ids);
    if (touchedAt === null) return true;
    if (since.getTime() - touchedAt.getTime() > staleTouchMs) await logins.touch(ids);
    return (await replicas.behind(since, touchedAt)) === 0;
  });
  if (!isSeen) return false;
  await transact((scope) => apply(scope, step, clock.now()));
  return true;
}

async function apply(scope: Radius, step: OperationStep, now: Date): Promise<void> {
  if (!(await scope.overtaken.lockPending(step.operationId))) return;
  const logins = await scope.logins.lockOf(step.subscriptionId);
  for (const login of logins) await settle(scope, login, step.operationId, now);
  const cut = await cutOff(scope, logins, step.operationId, now);
  const receipts = logins.map((login) => receiptOf(login, step.kind, cut, now));
  await scope.steps.answer(step, { state: "applied", receipts });
}

async function settle(
  { logins, outbox }: Radius,
  login: Login,
  operationId: string,
  now: Date,
): Promise<void> {
  const settled = inStep(login, now);
  if (settled === login) return;
  await logins.save(settled);
  await outbox.add(radiusEvents.login.of("changed"), loginFact(settled, operationId), {
    aggregateId: login.id,
  });
}

/** Queues the end of every open session of a login that may not be connected any more. */
async function cutOff(
  { sessions, disconnects }: Radius,
  logins: readonly Login[],
  operationId: string,
  now: Date,
): Promise<readonly StoredSession[]> {
  const refused = logins.filter(({ wanted }) => wanted.state !== "on").map(({ id }) => id);
  const open = await sessions.openOfLogins(refused);
  for (const { id } of open)
    await disconnects.queue({ id: newId(now), sessionId: id, operationId }, now);
  return open;
}

const actions: Readonly<Record<string, string>> = {
  register: "created",
  enable: "created",
  suspend: "suspended",
  resume: "resumed",
  transfer: "moved",
  cancel: "released",
  delete: "deleted",
};

function receiptOf(
  login: Login,
  kind: string,
  cut: readonly StoredSession[],
  now: Date,
): common.Receipt {
  const sessions = cut.filter(({ loginId }) => loginId === login.id).length;
  return {
    itemId: login.id,
    itemKind: "login",
    itemName: login.name,
    action: actions[kind] ?? "changed",
    server: "radius",
    detail: detailOf(login, sessions),
    at: now,
  };
}

function detailOf(login: Login, sessions: number): string {
  if (login.isHeld) return "kept back on purpose, not given to the servers";
  if (sessions === 0) return `wanted ${login.wanted.state}`;
  return `${sessions} ${sessions === 1 ? "session" : "sessions"} asked to disconnect`;
}
