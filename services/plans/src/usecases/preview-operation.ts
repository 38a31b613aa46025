import type { Transact } from "@isp/db";
import { type Clock, DomainError, newId } from "@isp/kernel";
import { type Preview, type PreviewPart, previewedForMs } from "../domain/previewed.ts";
import type { Neighbours } from "./neighbour-ports.ts";
import type { Actor, PlansScope } from "./ports.ts";
import { drafted, type Grounds, groundsOf, type PreviewedAct } from "./prepare-previewed.ts";
import { digestOf, previewParts, refusedPart } from "./preview-parts.ts";

export type PreviewOperation = (act: PreviewedAct, actor: Actor) => Promise<Preview>;

type Dependencies = {
  readonly transact: Transact<PlansScope>;
  readonly neighbours: Neighbours;
  readonly clock: Clock;
};

/** Says what an operation would do everywhere, and keeps it so that it can be accepted. */
export function previewOperation(deps: Dependencies): PreviewOperation {
  return async (act, actor) => {
    const grounds = await groundsOf(deps.transact, act, actor, deps.clock.now());
    return keepPreview(deps, act, grounds, await partsOf(deps, act, grounds));
  };
}

async function partsOf(
  { neighbours, clock }: Dependencies,
  { order }: PreviewedAct,
  grounds: Grounds,
): Promise<readonly PreviewPart[]> {
  try {
    const decided = drafted(grounds, order, clock.now());
    return await previewParts(neighbours, { ...grounds, order, decided });
  } catch (error) {
    const isRefusal = error instanceof DomainError && /^(conflict|precondition)$/.test(error.kind);
    if (!isRefusal) throw error;
    return [refusedPart(error)];
  }
}

export async function keepPreview(
  { transact, clock }: Pick<Dependencies, "transact" | "clock">,
  { order }: PreviewedAct,
  { present, on }: Grounds,
  parts: readonly PreviewPart[],
): Promise<Preview> {
  const now = clock.now();
  const { id: subscriptionId, businessUnitId } = present;
  const preview: Preview = {
    id: newId(now),
    businessUnitId,
    subscriptionId,
    kind: order.kind,
    on,
    digest: digestOf(order, on, parts),
    parts,
    expiresAt: new Date(now.getTime() + previewedForMs),
  };
  await transact(({ previews }) => previews.add(preview));
  return preview;
}
