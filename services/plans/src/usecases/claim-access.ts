import type { Transact } from "@isp/db";
import { derivedRequestId } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import type { Subscription } from "../domain/subscription.ts";
import type { Neighbours } from "./neighbour-ports.ts";
import type { PlansScope } from "./ports.ts";

/** Longer than any request lives: after it, whoever claimed is gone and comes back as another. */
const aliveForMs = 60_000;

/**
 * Lets one request at a time put a subscription into service. Two with different names would reserve
 * two logins, and both would go into service with whichever is decided.
 */
export async function claimAccess(
  scope: PlansScope,
  subscription: Subscription,
  requestId: string,
  now: Date,
): Promise<{ readonly isDirty: boolean }> {
  const { id, number } = subscription;
  const scheduled = await scope.operations.scheduledOf(id);
  const enabling = scheduled.find(({ kind }) => kind === "enable");
  if (enabling !== undefined) {
    throw refuse.operation_running(
      `Subscription ${number} is set to be enabled on ${enabling.on}; take that back first.`,
      { details: { operationId: enabling.id } },
    );
  }
  const held = await scope.accessClaims.find(id);
  const isMine = held?.requestId === requestId;
  const isAlive = held !== null && now.getTime() - held.claimedAt.getTime() < aliveForMs;
  if (isAlive && !isMine) {
    throw refuse.operation_running(`Subscription ${number} is being enabled at this moment.`);
  }
  const isDirty = held !== null && (held.isDirty || !isMine);
  await scope.accessClaims.save(id, { requestId, claimedAt: now, isDirty });
  return { isDirty };
}

/** Removes what somebody before left reserved; until that is certain, nothing more is reserved. */
export async function cleanAccess(
  transact: Transact<PlansScope>,
  neighbours: Pick<Neighbours, "releaseAccess">,
  claim: { readonly subscriptionId: string; readonly requestId: string; readonly now: Date },
): Promise<void> {
  const { subscriptionId, requestId, now } = claim;
  await neighbours.releaseAccess(derivedRequestId(requestId, "release"), subscriptionId);
  await transact(async ({ subscriptions, accessClaims }) => {
    await subscriptions.lock(subscriptionId, "all");
    await requireClaim(accessClaims, subscriptionId, requestId);
    await accessClaims.save(subscriptionId, { requestId, claimedAt: now, isDirty: false });
  });
}

export async function requireClaim(
  accessClaims: PlansScope["accessClaims"],
  subscriptionId: string,
  requestId: string,
): Promise<void> {
  const held = await accessClaims.find(subscriptionId);
  if (held?.requestId === requestId) return;
  throw refuse.operation_running("Another request is enabling the subscription meanwhile.");
}

/** Lets the next one in at once. */
export async function freeAccess(
  transact: Transact<PlansScope>,
  subscriptionId: string,
  requestId: string,
): Promise<void> {
  await transact(async ({ subscriptions, accessClaims }) => {
    await subscriptions.lock(subscriptionId, "all");
    const held = await accessClaims.find(subscriptionId);
    if (held?.requestId === requestId) await accessClaims.drop(subscriptionId);
  });
}

/** Whoever enables next first removes what is reserved now. */
export async function giveUpAccess(
  { accessClaims }: Pick<PlansScope, "accessClaims">,
  subscriptionId: string,
): Promise<void> {
  const held = await accessClaims.find(subscriptionId);
  if (held === null) return;
  const claimedAt = new Date(0);
  await accessClaims.save(subscriptionId, { ...held, claimedAt, isDirty: true });
}
