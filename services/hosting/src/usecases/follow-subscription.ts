import type { Clock } from "@isp/kernel";
import { type Decision, heardServices, type StepAnswer } from "@isp/messaging";
import type { HostedItems } from "./items/all.ts";
import type { Hosting } from "./ports.ts";

/**
 * Gives every hosted item the wanted state that its subscription's service asks for, or hangs it under
 * the successor of a plan change or a transfer. No server is configured yet, so that what changes
 * stays pending and the step says `absent`.
 */
export async function followSubscription(
  scope: Hosting,
  decision: Decision,
  items: Pick<HostedItems, "follow">,
  clock: Clock,
): Promise<StepAnswer> {
  const followed = await heardServices(scope.services, decision);
  const { subscription, successor, operationId, operationKind } = decision;
  if (operationId === "") return { state: "applied", receipts: [] };
  const asked = {
    ...followed,
    subscriptionId: subscription.id,
    successor,
    operationId,
    isTransfer: operationKind === "transfer",
  };
  const { held, receipts } = await items.follow(scope, asked, clock.now());
  return { state: held === 0 ? "applied" : "absent", receipts };
}
