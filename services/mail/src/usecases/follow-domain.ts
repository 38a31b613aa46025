import type { common, hosting } from "@isp/contracts";
import { type Clock, generatePassword, isGone, moveItem } from "@isp/kernel";
import { type Mailbox, pendingReason } from "../domain/mailbox.ts";
import { giveUpDomain } from "./give-up-domain.ts";
import { handOver } from "./hand-over.ts";
import { keepChanged, promoteOldest } from "./keep-mailbox.ts";
import { domainOf } from "../domain/settings.ts";
import type { HashPassword, Mail, PreparedMove } from "./ports.ts";
import { goingWith } from "./prepare-domain-move.ts";

type Followed = Pick<hosting.DomainFact, "version" | "item" | "preparationId" | "operationId">;

type Tools = { readonly clock: Clock; readonly hash: HashPassword; readonly died: () => void };

/**
 * Hangs mailboxes where their domain hangs, as it was made ready, once hosting has decided that (C99), and
 * gives them up with it. What ends with its subscription is left to what mail hears of that.
 */
export async function followDomain(scope: Mail, fact: Followed, tools: Tools): Promise<void> {
  const { item, operationId } = fact;
  if (item === undefined) return;
  const state = item.wanted?.state;
  if (state !== "released" && state !== "deleted") return followMove(scope, fact, item, tools);
  if (operationId !== "") return;
  tools.died();
  await giveUpDomain(scope, item, tools.clock.now());
}

async function followMove(
  scope: Mail,
  { version, preparationId }: Followed,
  item: common.Item,
  { clock, hash, died }: Tools,
): Promise<void> {
  const { id: domainId, subscriptionId: toSubscriptionId } = item;
  const move = await scope.moves.lock({ domainId, toSubscriptionId, preparationId });
  // What the domain was before that is no decision of this move.
  if (move === null || version <= move.domainVersion) return;
  died();
  const now = clock.now();
  const going = await goingWith(scope, move);
  const there = await scope.mailboxes.lockOfSubscription(move.toSubscriptionId);
  let hasMain = there.some((mailbox) => mailbox.isMain && !isGone(mailbox));
  await partAliases(scope, move, going);
  for (const { id } of going) {
    const mailbox = await scope.mailboxes.lock(id, "all");
    const moved = await movedTo(scope, mailbox, { move, item, now, hash });
    await keepChanged(scope, { ...moved, isMain: !hasMain }, "moved");
    hasMain = true;
  }
  if (going.some(({ isMain }) => isMain)) await promoteOldest(scope, move.fromSubscriptionId);
  await scope.moves.remove(move);
}

/** An address goes where its domain goes: one under another domain stays no name of what leaves, nor the other way round. */
async function partAliases(
  { aliases, mailboxes }: Mail,
  { name, fromSubscriptionId }: PreparedMove,
  going: readonly Mailbox[],
): Promise<void> {
  const leaving = new Set(going.map(({ id }) => id));
  for (const { id } of await mailboxes.lockOfSubscription(fromSubscriptionId)) {
    const present = await aliases.of(id);
    const gone = present.filter((alias) => (domainOf(alias) === name) !== leaving.has(id));
    await aliases.remove(id, gone);
  }
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
  const told = item.wanted?.state === "suspended" ? "suspended" : "on";
  // What was decided of the place may have been heard before the move.
  const service = (await scope.services.lock(subscriptionId)) ?? told;
  const about = { now, pendingReason: pendingReason(mailbox, scope.hasServer) };
  const quotaMb = Math.min(mailbox.quotaMb, move.quotaMb);
  const moved = { ...moveItem(mailbox, place, service, about), quotaMb };
  if (mailbox.customerId === customerId) return moved;
  // One that came since gets a password that nobody knows: the new owner has it changed.
  const passwordHash = move.hashes[mailbox.id] ?? (await hash(generatePassword()));
  const { withContent } = move;
  return handOver(scope, { before: mailbox, moved, passwordHash, withContent }, now);
}
