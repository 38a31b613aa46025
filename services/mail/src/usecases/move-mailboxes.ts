import { type common, mailEvents, type plans } from "@isp/contracts";
import { generatePassword, isGone, moveItem, type ServiceState } from "@isp/kernel";
import type { Decision } from "@isp/messaging";
import { type Mailbox, pendingReason } from "../domain/mailbox.ts";
import { mailboxFact } from "../events/published.ts";
import { handOver } from "./hand-over.ts";
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
    const after = isTransfer ? await transferred(scope, sides, move.decision, tools) : moved;
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

async function transferred(
  scope: Mail,
  { before, moved }: { readonly before: Mailbox; readonly moved: Mailbox },
  decision: Move["decision"],
  { hash, now }: With,
): Promise<Mailbox> {
  const password = generatePassword();
  const secret = { itemId: moved.id, itemKind: "mailbox", itemName: moved.address, password };
  await scope.secrets.keep(decision.operationId, secret);
  // Its domains go along, and what is written to them; under the provider's own a name is the former owner's.
  await scope.aliases.keepOwnDomains(moved.id);
  const withContent = decision.choices["mailboxes"] === "with-content";
  return handOver(scope, { before, moved, passwordHash: await hash(password), withContent }, now);
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
