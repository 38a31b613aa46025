import { type common, radiusEvents } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { type Clock, newId } from "@isp/kernel";
import type { OperationStep } from "@isp/messaging";
import { type Ip, nameOf } from "../domain/ip.ts";
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
  const isSeen = await look(async ({ logins, ips, replicas }) => {
    const held = [...(await loginsOf(logins, step)), ...(await ipsOf(ips, step))];
    const ids = held.map(({ id }) => id);
    const touchedAt = await replicas.oldestTouch(ids);
    if (touchedAt === null) return true;
    if (since.getTime() - touchedAt.getTime() > staleTouchMs) {
      await logins.touch(ids);
      await ips.touch(ids);
    }
    return (await replicas.behind(since, touchedAt)) === 0;
  });
  if (!isSeen) return false;
  await transact((scope) => apply(scope, step, clock.now()));
  return true;
}

/** A move's receipts name its logins: they hang under the successor, or under a later one. */
async function loginsOf(logins: Radius["logins"], step: OperationStep): Promise<readonly Login[]> {
  // One that was deleted for itself is no part of what happens to its subscription afterwards.
  if (!isMove(step))
    return (await logins.lockOf(step.subscriptionId)).filter(
      ({ state }) => step.kind === "delete" || state !== "deleting",
    );
  return logins.lockMany(step.receipts.map(({ itemId }) => itemId));
}

function ipsOf(ips: Radius["ips"], step: OperationStep): Promise<readonly Ip[]> {
  if (!isMove(step)) return ips.lockOf(step.subscriptionId);
  return ips.lockMany(step.receipts.map(({ itemId }) => itemId));
}

const isMove = ({ kind }: OperationStep) => kind === "change-plan" || kind === "transfer";

async function apply(scope: Radius, step: OperationStep, now: Date): Promise<void> {
  if (!(await scope.overtaken.lockPending(step.operationId))) return;
  const logins = await loginsOf(scope.logins, step);
  for (const login of logins) await settle(scope, login, step.operationId, now);
  const ips = await ipsOf(scope.ips, step);
  const told = {
    cut: await cutOff(scope, [...logins, ...ips], step, now),
    changed: await tellChange(scope, [...logins, ...ips], step, now),
  };
  const receipts = [
    ...logins.map((login) => receiptOf({ ...login, kind: "login" }, step, told, now)),
    ...ips.map((ip) => receiptOf({ ...ip, kind: "ip", name: nameOf(ip) }, step, told, now)),
  ];
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

/**
 * Queues the end of every open session of a login that may not be connected any more. After a transfer all
 * of them end: the next one belongs to the new customer.
 */
async function cutOff(
  { sessions, disconnects, units }: Radius,
  items: readonly Pick<Login, "id" | "wanted" | "businessUnitId">[],
  step: OperationStep,
  now: Date,
): Promise<readonly StoredSession[]> {
  const { operationId } = step;
  const walled = await units.walled(items.map(({ businessUnitId }) => businessUnitId));
  const leavesGarden = (unitId: string) => step.kind === "resume" && walled.has(unitId);
  const ended = items.filter(
    ({ wanted, businessUnitId }) =>
      wanted.state !== "on" || step.kind === "transfer" || leavesGarden(businessUnitId),
  );
  const open = await sessions.openOfLogins(ended.map(({ id }) => id));
  for (const { id } of open)
    await disconnects.queue({ id: newId(now), sessionId: id, operationId }, now);
  return open;
}

/**
 * Who is connected while his plan changes stays so: his access server is told the new speed (CoA), and
 * asked to disconnect only where it refuses or is silent (R39).
 */
async function tellChange(
  { sessions, disconnects }: Radius,
  items: readonly Pick<Login, "id" | "wanted">[],
  { kind, operationId }: OperationStep,
  now: Date,
): Promise<readonly StoredSession[]> {
  if (kind !== "change-plan") return [];
  const kept = items.filter(({ wanted }) => wanted.state === "on");
  const open = await sessions.openOfLogins(kept.map(({ id }) => id));
  for (const { id: sessionId } of open)
    await disconnects.queueChange({ id: newId(now), sessionId, operationId }, now);
  return open;
}

const actions: Readonly<Record<string, string>> = {
  register: "created",
  enable: "created",
  suspend: "suspended",
  resume: "resumed",
  "change-plan": "moved",
  transfer: "moved",
  cancel: "released",
  delete: "deleted",
};

type Settled = Pick<Login, "id" | "name" | "wanted"> & {
  readonly kind: "login" | "ip";
  readonly isHeld?: boolean;
};

/** The sessions that an access server is asked about. */
type Told = Readonly<Record<"cut" | "changed", readonly StoredSession[]>>;

function receiptOf(
  item: Settled,
  { kind, receipts }: OperationStep,
  { cut, changed }: Told,
  now: Date,
): common.Receipt {
  const of = (sessions: readonly StoredSession[]) =>
    sessions.filter(({ loginId }) => loginId === item.id).length;
  return {
    itemId: item.id,
    itemKind: item.kind,
    itemName: item.name,
    action: actions[kind] ?? "changed",
    server: "radius",
    detail: [
      ...receipts.filter(({ itemId }) => itemId === item.id).map(({ detail }) => detail),
      detailOf(item, of(cut), of(changed)),
    ].join("; "),
    at: now,
  };
}

function detailOf(item: Settled, cut: number, changed: number): string {
  if (item.isHeld === true) return "kept back on purpose, not given to the servers";
  const count = cut + changed;
  if (count === 0) return `wanted ${item.wanted.state}`;
  const act = cut > 0 ? "asked to disconnect" : "told the new speed";
  return `${count} ${count === 1 ? "session" : "sessions"} ${act}`;
}
