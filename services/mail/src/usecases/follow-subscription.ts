import { type common, mailEvents } from "@isp/contracts";
import { type Clock, followService, type ServiceState } from "@isp/kernel";
import { type Decision, heardServices, type StepAnswer } from "@isp/messaging";
import { type Mailbox, pendingReason } from "../domain/mailbox.ts";
import { mailboxFact } from "../events/published.ts";
import { moveMailboxes } from "./move-mailboxes.ts";
import type { HashPassword, Mail } from "./ports.ts";

/**
 * Gives every mailbox the wanted state that its subscription's service asks for, or hangs it under the
 * successor of a plan change or a transfer. What changes is pending until the
 * mail server has it; without one the step says `absent`.
 */
export async function followSubscription(
  scope: Mail,
  decision: Decision,
  clock: Clock,
  hash: HashPassword,
): Promise<StepAnswer> {
  const { service, successorService } = await heardServices(scope.services, decision);
  const { subscription, successor, operationId } = decision;
  if (operationId === "") return { state: "applied", receipts: [] };
  const held = await scope.mailboxes.lockOfSubscription(subscription.id);
  const now = clock.now();
  const receipts =
    successor === null
      ? await followAll(scope, held, { service, operationId }, now)
      : await moveMailboxes(
          scope,
          held,
          { decision, successor, service: successorService },
          { hash, now },
        );
  return { state: stateOf(scope, held), receipts };
}

function stateOf({ hasServer }: Mail, held: readonly Mailbox[]): StepAnswer["state"] {
  if (held.length === 0) return "applied";
  return hasServer ? "pending" : "absent";
}

async function followAll(
  { mailboxes, outbox, hasServer }: Mail,
  held: readonly Mailbox[],
  asked: { readonly service: ServiceState | "deleted"; readonly operationId: string },
  now: Date,
): Promise<common.Receipt[]> {
  const receipts: common.Receipt[] = [];
  for (const mailbox of held) {
    const next = followService(mailbox, asked.service, now, pendingReason(mailbox, hasServer));
    if (next === mailbox) continue;
    const followed = { ...next, reservedAt: null };
    await mailboxes.save(followed);
    const fact = mailEvents.mailbox.of(factOf(mailbox, followed));
    await outbox.add(fact, mailboxFact(followed, asked.operationId), { aggregateId: followed.id });
    receipts.push(receipt(mailbox, followed, now));
  }
  return receipts;
}

function factOf(before: Mailbox, after: Mailbox): "created" | "changed" | "deleted" {
  if (after.wanted.state === "deleted") return "deleted";
  return before.wanted.state === "reserved" ? "created" : "changed";
}

function receipt(before: Mailbox, after: Mailbox, at: Date): common.Receipt {
  const { id: itemId, address: itemName } = after;
  return {
    itemId,
    itemKind: "mailbox",
    itemName,
    action: actionOf(before.wanted.state, after.wanted.state),
    server: "mail",
    detail: `wanted ${after.wanted.state}`,
    at,
  };
}

function actionOf(before: string, after: string): string {
  if (after === "released" || after === "deleted") return after;
  if (before === "reserved") return "created";
  if (after === "on" || after === "off") return "resumed";
  return after;
}
