import type { Transact } from "@isp/db";
import { civilDateIn, type Clock, DomainError, type Failpoints } from "@isp/kernel";
import type { Suspension } from "../domain/suspension.ts";
import type { Operations } from "./ladder-ports.ts";
import type { Billing } from "./ports.ts";

const atOnce = 200;

type Dependencies = {
  readonly transact: Transact<Billing>;
  readonly clock: Clock;
  readonly operations: Operations;
  readonly failpoint: Failpoints;
};

/**
 * Has plans do what was decided. The request's id is the suspension's own, so that whoever dies between
 * plans' answer and its being written down asks again and is told of the same operation.
 */
export function actSuspensions(deps: Dependencies): () => Promise<void> {
  return async () => {
    const found = await deps.transact(({ suspensions }) => suspensions.underWay(atOnce));
    const failures: unknown[] = [];
    for (const suspension of found)
      await act(deps, suspension).catch((error: unknown) => failures.push(error));
    // One that waits for plans keeps no other from it.
    if (failures.length > 0) throw failures[0];
  };
}

async function act(deps: Dependencies, suspension: Suspension): Promise<void> {
  const done =
    suspension.state === "suspending"
      ? await suspend(deps, suspension)
      : await resume(deps, suspension);
  deps.failpoint(`billing.plans_${suspension.state}`);
  await deps.transact(async ({ suspensions }) => {
    const held = await suspensions.lockIn(suspension.id, suspension.state);
    if (held !== null) await suspensions.save({ ...held, ...done });
  });
  deps.failpoint(`billing.default_${done.state}`);
}

type Outcome = Pick<Suspension, "state"> & Partial<Suspension>;

async function suspend({ operations }: Dependencies, held: Suspension): Promise<Outcome> {
  const { id, subscriptionId } = held;
  const asked = await answered(() => operations.suspend(`${id}/suspend`, subscriptionId));
  return asked.problem === ""
    ? { state: "suspended", operationId: asked.operationId }
    : { state: "refused", problem: asked.problem };
}

/** Its successor carries the suspension where the plan was changed meanwhile. */
async function resume(
  { transact, operations, clock }: Dependencies,
  held: Suspension,
): Promise<Outcome> {
  const { id, subscriptionId, businessUnitId } = held;
  const [unit, living] = await transact(async ({ lists, suspensions }) => [
    await lists.findUnit(businessUnitId),
    await suspensions.living([subscriptionId]),
  ]);
  const resumedOn = civilDateIn(unit?.timeZone ?? "UTC", clock.now());
  const [carrier] = living;
  if (carrier === undefined) return { state: "resumed", resumedOn, problem: "ended" };
  const asked = await answered(() => operations.resume(`${id}/resume`, carrier));
  // What plans refuses is not suspended any more: somebody else was faster.
  return {
    state: "resumed",
    resumedOn,
    resumeOperationId: asked.operationId,
    problem: asked.problem,
  };
}

/** A refusal is an answer; a service that is away has given none. */
async function answered(ask: () => Promise<string>) {
  try {
    return { operationId: await ask(), problem: "" };
  } catch (error) {
    const isRefusal = error instanceof DomainError && error.kind === "precondition";
    if (!isRefusal && !isGone(error)) throw error;
    return { operationId: "", problem: (error as DomainError).code };
  }
}

const isGone = (error: unknown) =>
  error instanceof DomainError && (error.kind === "conflict" || error.kind === "not_found");
