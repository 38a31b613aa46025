import type { common, hosting } from "@isp/contracts";
import { type Clock, generatePassword, isGone, moveItem, newId } from "@isp/kernel";
import { type Mailbox, pendingReason, sealedUntil } from "../domain/mailbox.ts";
import { keepChanged, promoteOldest } from "./keep-mailbox.ts";
import type { HashPassword, Mail, PreparedMove } from "./ports.ts";
import { goingWith } from "./prepare-domain-move.ts";

/** Hangs mailboxes where their domain hangs, as it was made ready, once hosting has decided that (C99). */
export async function followDomain(
  scope: Mail,
  { version, item }: Pick<hosting.DomainFact, "version" | "item">,
  {
    clock,
    hash,
    died,
  }: { readonly clock: Clock; readonly hash: HashPassword; readonly died: () => void },
): Promise<void> {
  if (item === undefined) return;
  const move = await scope.moves.lock(item.id, item.subscriptionId);
  // What the domain was before that is no decision of this move.
  if (move === null || version <= move.domainVersion) return;
  died();
  const now = clock.now();
  const going = await goingWith(scope, move);
  const there = await scope.mailboxes.lockOfSubscription(move.toSubscriptionId);
  let hasMain = there.some((mailbox) => mailbox.isMain && !isGone(mailbox));
  for (const { id } of going) {
    const mailbox = await scope.mailboxes.lock(id, "all");
    const moved = await movedTo(scope, mailbox, { move, item, now, hash });
    await keepChanged(scope, { ...moved, isMain: !hasMain }, "moved");
    hasMain = true;
  }
  if (going.some(({ isMain }) => isMain)) await promoteOldest(scope, move.fromSubscriptionId);
  await scope.moves.remove(move.domainId, move.toSubscriptionId);
}

async function movedTo(
  scope: Mail,
  mailbox: Mailbox,
  {
    move,
    item,
    now,
    hash,
  }: {
    readonly move: PreparedMove;
    readonly item: common.Item;
    readonly now: Date;
    readonly hash: HashPassword;
  },
): Promise<Mailbox> {
  const { subscriptionId, customerId, businessUnitId } = item;
  const place = { subscriptionId, customerId, businessUnitId };
  // A suspended place is heard of as suspended; anything else follows its own fact.
  const service = item.wanted?.state === "suspended" ? "suspended" : "on";
  const about = { now, pendingReason: pendingReason(mailbox, scope.hasServer) };
  const quotaMb = Math.min(mailbox.quotaMb, move.quotaMb);
  const moved = { ...moveItem(mailbox, place, service, about), quotaMb };
  if (mailbox.customerId === customerId) return moved;
  // One that came since gets a password that nobody knows: the new owner has it changed.
  const passwordHash = move.hashes[mailbox.id] ?? (await hash(generatePassword()));
  const handed = { ...moved, passwordHash };
  if (move.withContent) return handed;
  const { id: mailboxId, storageId: id, address } = mailbox;
  const of = { subscriptionId: mailbox.subscriptionId, customerId: mailbox.customerId };
  const kept = { ...of, businessUnitId: mailbox.businessUnitId, sealedAt: now };
  await scope.storages.add({ id, mailboxId, address, ...kept, keepUntil: sealedUntil(now) });
  return { ...handed, storageId: newId(now) };
}
