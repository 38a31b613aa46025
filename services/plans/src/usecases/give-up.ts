import type { Transact } from "@isp/db";
import type { Clock, Failpoints } from "@isp/kernel";
import { fail, type Operation, type Problem } from "../domain/operation.ts";
import { giveUpAccess } from "./claim-access.ts";
import { saveFinished } from "./make-room.ts";
import type { Neighbours } from "./neighbour-ports.ts";
import type { PlansScope } from "./ports.ts";

export type ScheduledDependencies = {
  readonly transact: Transact<PlansScope>;
  readonly clock: Clock;
  readonly neighbours: Neighbours;
  readonly failpoint: Failpoints;
};

/** Its day has come and it cannot be done: it says why, and what was reserved for it is let go. */
export async function giveUp(
  transact: Transact<PlansScope>,
  { id, subscriptionId }: Operation,
  problem: Problem,
  now: Date,
): Promise<void> {
  await transact(async (scope) => {
    await scope.subscriptions.lock(subscriptionId, "all");
    const held = await scope.operations.lock(id);
    if (held?.state !== "scheduled") return;
    await saveFinished(scope, fail(held, problem, now), now);
    if (held.kind === "enable") await giveUpAccess(scope, subscriptionId);
  });
}
