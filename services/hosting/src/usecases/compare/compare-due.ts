import type { Transact } from "@isp/db";
import { type Clock, DomainError } from "@isp/kernel";
import type { Hosting, WorkKind } from "../ports.ts";
import type { CompareOne } from "./compare-item.ts";

const atOnce = 20;

type Dependencies = {
  readonly look: Transact<Hosting>;
  readonly clock: Clock;
  readonly everyMs: number;
  /** Told of what kept an item from being compared; it is compared again when it is due again. */
  readonly onFailure: (error: unknown, itemId: string) => void;
};

/** Compares what was not compared for so long, one after the other; true where there may be more. */
export function compareDue(
  { look, clock, everyMs, onFailure }: Dependencies,
  comparing: Readonly<Partial<Record<WorkKind, CompareOne>>>,
): () => Promise<boolean> {
  return async () => {
    let isMore = false;
    for (const [kind, compare] of Object.entries(comparing) as [WorkKind, CompareOne][]) {
      const now = clock.now();
      const before = new Date(now.getTime() - everyMs);
      const page = { now, limit: atOnce };
      const ids = await look(({ comparisons }) => comparisons.take(kind, before, page));
      for (const id of ids)
        await compare(id, "all").catch((error: unknown) => {
          // It was forgotten since.
          if (error instanceof DomainError && error.kind === "not_found") return;
          onFailure(error, id);
        });
      isMore ||= ids.length === atOnce;
    }
    return isMore;
  };
}
