import { type common, hostingEvents } from "@isp/contracts";
import { type Clock, followService, type ServiceState } from "@isp/kernel";
import type { Decision, StepAnswer } from "@isp/messaging";
import { type Domain, pendingReason } from "../domain/domain.ts";
import { domainFact } from "../events/published.ts";
import type { Hosting } from "./ports.ts";

/**
 * Gives every domain the wanted state that its subscription's service asks for. No web or DNS server is
 * configured yet, so that what changes stays pending and the step says `absent`.
 */
export async function followSubscription(
  { domains, services, outbox }: Hosting,
  { subscription, operationId }: Decision,
  clock: Clock,
): Promise<StepAnswer> {
  // plans is the only one who decides about a service; its word is one of these four.
  const service = subscription.service as ServiceState;
  await services.keep(subscription.id, service);
  if (operationId === "") return { state: "applied", receipts: [] };
  const now = clock.now();
  const receipts: common.Receipt[] = [];
  const held = await domains.lockOfSubscription(subscription.id);
  for (const domain of held) {
    const followed = followService(domain, service, now, pendingReason(domain, false));
    if (followed === domain) continue;
    await domains.save(followed);
    const name = domain.wanted.state === "reserved" ? "created" : "changed";
    const fact = hostingEvents.domain.of(name);
    await outbox.add(fact, domainFact(followed, operationId), { aggregateId: followed.id });
    receipts.push(receipt(domain, followed, now));
  }
  return { state: held.length === 0 ? "applied" : "absent", receipts };
}

function receipt(before: Domain, after: Domain, at: Date): common.Receipt {
  const { id: itemId, name: itemName } = after;
  return {
    itemId,
    itemKind: "domain",
    itemName,
    action: actionOf(before.wanted.state, after.wanted.state),
    server: "hosting",
    detail: `waits for its servers as ${after.wanted.state}`,
    at,
  };
}

function actionOf(before: string, after: string): string {
  if (before === "reserved") return "created";
  if (after === "on" || after === "off") return "resumed";
  return after;
}
