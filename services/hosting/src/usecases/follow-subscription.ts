import type { Clock } from "@isp/kernel";
import { type Decision, heardServices, type StepAnswer } from "@isp/messaging";
import type { HostedItems } from "./items/all.ts";
import type { Hosting } from "./ports.ts";

/**
 * Gives every hosted item the wanted state that its subscription's service asks for, or hangs it under
 * the successor of a plan change or a transfer. The step is pending until servers have taken over what
 * changes; where no server is configured it says `absent`.
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
  const { held, driven, receipts } = await items.follow(scope, asked, clock.now());
  if (receipts.length > 0 && driven > 0) return { state: "pending", receipts };
  return { state: held > driven ? "absent" : "applied", receipts };
}
