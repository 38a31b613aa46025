import { newId } from "@isp/kernel";
import { type Mailbox, sealedUntil } from "../domain/mailbox.ts";
import type { Mail } from "./ports.ts";

type HandedOver = {
  readonly before: Mailbox;
  /** The same one under its new owner's subscription. */
  readonly moved: Mailbox;
  readonly passwordHash: string;
  readonly withContent: boolean;
};

/**
 * Gives a mailbox to another customer. Nobody gets copies of another's mail, answers in his words, or is let
 * in since the former owner knew him; without its content what lay in it is sealed (D13, D19).
 */
export async function handOver(
  { held, storages }: Pick<Mail, "held" | "storages">,
  { before, moved, passwordHash, withContent }: HandedOver,
  now: Date,
): Promise<Mailbox> {
  await held.forgetKnown(before.id);
  const handed = { ...moved, passwordHash, copyTo: "", autoReply: "" };
  if (withContent) return handed;
  const { id: mailboxId, storageId: id, address } = before;
  const { subscriptionId, customerId, businessUnitId } = before;
  const of = { mailboxId, address, subscriptionId, customerId, businessUnitId };
  await storages.add({ id, ...of, sealedAt: now, keepUntil: sealedUntil(now) });
  return { ...handed, storageId: newId(now) };
}
