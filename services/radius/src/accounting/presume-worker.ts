import { acquireLease, transactor } from "@isp/db";
import type { Worker } from "@isp/runtime";
import { radiusScope } from "../db/scope.ts";
import { throttled } from "../throttled.ts";
import { presumeEnds } from "../usecases/presume-ends.ts";
import type { Parts } from "../workers.ts";
import { interimMs } from "./interval.ts";

type PresumeParts = Pick<Parts, "context" | "clock" | "box" | "open" | "replicaId">;

const everyMs = 5_000;
const leaseMs = 30_000;

/** One replica ends what nobody reports any more, while nothing it heard waits in its spool. */
export function presumeWorker(
  { context, clock, box, open, replicaId }: PresumeParts,
  hasBacklog: () => boolean,
): Worker {
  const transact = transactor(context.db, radiusScope(clock, box), context.committed);
  const hearingSince = clock.now().getTime();
  return throttled("presumed ends", { gapMs: everyMs }, async () => {
    if (hasBacklog()) return;
    const lease = await acquireLease(context.db, "presumed-ends", replicaId, leaseMs);
    if (lease === null) return;
    const now = clock.now().getTime();
    await presumeEnds({ transact, open }, { now, hearingSince, intervalMs: interimMs });
  });
}
