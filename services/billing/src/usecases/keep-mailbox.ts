import { type CivilDate, civilDateIn } from "@isp/kernel";
import type { Billing } from "./ports.ts";

/** A mailbox as mail last described it. */
export type MailboxNow = {
  readonly id: string;
  readonly version: bigint;
  readonly subscriptionId: string;
  readonly businessUnitId: string;
  readonly state: string;
  readonly at: Date;
};

/** One that is only reserved for a sale is nobody's yet, and one in quarantine nobody's any more. */
const notHeld = new Set(["reserved", "released", "deleted"]);

/** Keeps who holds which mailbox on which days, by the clock of its unit (R13, R15). */
export async function keepMailbox(
  { mailboxes, lists }: Pick<Billing, "mailboxes" | "lists">,
  mailbox: MailboxNow,
): Promise<void> {
  const { id, subscriptionId, businessUnitId, state, at } = mailbox;
  const holder = await mailboxes.lockHolder(id);
  const next = notHeld.has(state) ? null : subscriptionId;
  if (holder === next) return;
  const unit = await lists.findUnit(businessUnitId);
  const on: CivilDate = civilDateIn(unit?.timeZone ?? "UTC", at);
  if (holder !== null) await mailboxes.release(id, on);
  if (next !== null) await mailboxes.hold(mailbox, next, on);
}
