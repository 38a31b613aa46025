import type { Transact } from "@isp/db";
import type { Clock, Failpoints } from "@isp/kernel";
import type { Customer } from "../domain/customer.ts";
import { participants } from "../domain/operation.ts";
import type { Subscription } from "../domain/subscription.ts";
import type { Neighbours } from "./neighbour-ports.ts";
import type { PlansScope } from "./ports.ts";

/** What the other services are to be told of a batch. */
type Told = {
  readonly customers: readonly Customer[];
  readonly subscriptions: readonly Subscription[];
};

export type FinishImport = (id: string, known?: Told) => Promise<void>;

const retryAfterMs = 5_000;
const atOnce = 20;

/** Tells the other services of an imported batch, and takes their items into the tree; safe to repeat. */
export function finishImport(
  transact: Transact<PlansScope>,
  neighbours: Pick<Neighbours, "takeOver">,
  failpoint: Failpoints,
): FinishImport {
  return async (id, known) => {
    const batch = known ?? (await transact(({ imports }) => imports.open(id)));
    if (batch === null) return;
    const { customers, subscriptions } = batch;
    const answers = await Promise.all(
      participants.map((service) => neighbours.takeOver(service, subscriptions, customers)),
    );
    failpoint("plans.import_told");
    await transact(async ({ items, imports }) => {
      await items.keepAll(answers.flat());
      await imports.finish(id);
    });
  };
}

/** Finishes what a process left that died half-way, or what a service that was away did not hear. */
export function finishImports(
  transact: Transact<PlansScope>,
  finish: FinishImport,
  clock: Clock,
): () => Promise<boolean> {
  return async () => {
    const before = new Date(clock.now().getTime() - retryAfterMs);
    const left = await transact(({ imports }) => imports.openBefore(before, atOnce));
    const errors: unknown[] = [];
    for (const id of left) await finish(id).catch((error: unknown) => errors.push(error));
    // One that cannot be told keeps no other from it.
    if (errors.length > 0) throw errors[0];
    return left.length === atOnce;
  };
}
