import { type common, mailEvents, type plans } from "@isp/contracts";
import { generatePassword, isGone, moveItem, newId, type ServiceState } from "@isp/kernel";
import type { Decision } from "@isp/messaging";
import { type Mailbox, pendingReason, sealedUntil } from "../domain/mailbox.ts";
import { mailboxFact } from "../events/published.ts";
import type { HashPassword, Mail } from "./ports.ts";

export type Move = {
  readonly decision: Pick<Decision, "operationId" | "operationKind" | "choices">;
  readonly successor: plans.Subscription;
  /** The successor's service as last heard. */
  readonly service: ServiceState;
};

type With = { readonly hash: HashPassword; readonly now: Date };

/**
 * Hangs mailboxes under the successor with its plan's quota (D10). To another customer they go with a
 * new password, and empty unless the operator said otherwise: the old content is sealed (D19).
 */
export async function moveMailboxes(
  scope: Mail,
  held: readonly Mailbox[],
  move: Move,
  tools: With,
): Promise<readonly common.Receipt[]> {
  const receipts: common.Receipt[] = [];
  for (const mailbox of held.filter((present) => !isGone(present))) {
    const moved = underSuccessor(mailbox, move, { now: tools.now, hasServer: scope.hasServer });
    const isTransfer = move.decision.operationKind === "transfer";
    const sides = { before: mailbox, moved };
    const after = isTransfer ? await handOver(scope, sides, move.decision, tools) : moved;
    await scope.mailboxes.save(after);
    const fact = mailEvents.mailbox.of("moved");
    await scope.outbox.add(fact, mailboxFact(after, move.decision.operationId), {
      aggregateId: after.id,
    });
    receipts.push(receiptOf(mailbox, after, move, tools.now));
  }
  return receipts;
}

function underSuccessor(
  mailbox: Mailbox,
  { successor, service }: Move,
  { now, hasServer }: { readonly now: Date; readonly hasServer: boolean },
): Mailbox {
  const { id: subscriptionId, customerId, businessUnitId } = successor;
  const place = { subscriptionId, customerId, businessUnitId };
  const about = { now, pendingReason: pendingReason(mailbox, hasServer) };
  const quotaMb = (successor.carriedPlan ?? successor.plan)?.mailboxes?.quotaMb || mailbox.quotaMb;
  return { ...moveItem(mailbox, place, service, about), quotaMb, reservedAt: null };
}

async function handOver(
  { storages, secrets }: Mail,
  { before, moved }: { readonly before: Mailbox; readonly moved: Mailbox },
  decision: Move["decision"],
  { hash, now }: With,
): Promise<Mailbox> {
  const password = generatePassword();
  const secret = { itemId: moved.id, itemKind: "mailbox", itemName: moved.address, password };
  await secrets.keep(decision.operationId, secret);
  const handed = { ...moved, passwordHash: await hash(password), copyTo: "", autoReply: "" };
  if (decision.choices["mailboxes"] === "with-content") return handed;
  const { subscriptionId, customerId, businessUnitId, address } = before;
  await storages.add({
    id: before.storageId,
    mailboxId: before.id,
    address,
    subscriptionId,
    customerId,
    businessUnitId,
    sealedAt: now,
    keepUntil: sealedUntil(now),
  });
  return { ...handed, storageId: newId(now) };
}

function receiptOf(
  before: Mailbox,
  after: Mailbox,
  { successor, decision }: Move,
  at: Date,
): common.Receipt {
  const content = before.storageId === after.storageId ? "with its content" : "empty";
  const told = [
    `under contract ${successor.number}`,
    ...(decision.operationKind === "transfer" ? [content, "new password"] : []),
    ...(before.quotaMb === after.quotaMb ? [] : [`quota ${after.quotaMb} MB`]),
  ];
  return {
    itemId: after.id,
    itemKind: "mailbox",
    itemName: after.address,
    action: "moved",
    server: "mail",
    detail: told.join(", "),
    at,
  };
}
