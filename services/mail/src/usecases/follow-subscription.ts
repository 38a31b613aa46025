import { type common, mailEvents } from "@isp/contracts";
import { type Clock, followService, type ServiceState } from "@isp/kernel";
import type { Decision, StepAnswer } from "@isp/messaging";
import { type Mailbox, pendingReason } from "../domain/mailbox.ts";
import { mailboxFact } from "../events/published.ts";
import type { Mail } from "./ports.ts";

/**
 * Gives every mailbox the wanted state that its subscription's service asks for. No mail server is
 * configured yet, so that what changes stays pending and the step says `absent`.
 */
export async function followSubscription(
  { mailboxes, services, outbox }: Mail,
  { subscription, operationId }: Decision,
  clock: Clock,
): Promise<StepAnswer> {
  // plans is the only one who decides about a service; its word is one of these four.
  const service = subscription.service as ServiceState;
  await services.keep(subscription.id, service);
  if (operationId === "") return { state: "applied", receipts: [] };
  const now = clock.now();
  const receipts: common.Receipt[] = [];
  const held = await mailboxes.lockOfSubscription(subscription.id);
  for (const mailbox of held) {
    const next = followService(mailbox, service, now, pendingReason(mailbox, false));
    if (next === mailbox) continue;
    const followed = { ...next, reservedAt: null };
    await mailboxes.save(followed);
    const name = mailbox.wanted.state === "reserved" ? "created" : "changed";
    const fact = mailEvents.mailbox.of(name);
    await outbox.add(fact, mailboxFact(followed, operationId), { aggregateId: followed.id });
    receipts.push(receipt(mailbox, followed, now));
  }
  return { state: held.length === 0 ? "applied" : "absent", receipts };
}

function receipt(before: Mailbox, after: Mailbox, at: Date): common.Receipt {
  const { id: itemId, address: itemName } = after;
  return {
    itemId,
    itemKind: "mailbox",
    itemName,
    action: actionOf(before.wanted.state, after.wanted.state),
    server: "mail",
    detail: `waits for a mail server as ${after.wanted.state}`,
    at,
  };
}

function actionOf(before: string, after: string): string {
  if (before === "reserved") return "created";
  if (after === "on" || after === "off") return "resumed";
  return after;
}
