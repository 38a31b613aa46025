import { billingEvents } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { civilDateIn, type Clock, type Failpoints } from "@isp/kernel";
import type { Notice } from "../domain/notice.ts";
import { noticeFact } from "../events/published.ts";
import type { Addressees, SendLetter } from "./notice-ports.ts";
import { deliverEach, lettersAtOnce, messageIdOf, outcomeOf } from "./deliver-letters.ts";
import type { Billing } from "./ports.ts";

export type SendDependencies = {
  readonly transact: Transact<Billing>;
  readonly clock: Clock;
  readonly send: SendLetter;
  readonly addressees: Addressees;
  /** What letters come from. */
  readonly from: string;
  readonly failpoint: Failpoints;
};

/**
 * Sends the letters whose turn has come, and keeps what the server answered. Who dies between the two sends
 * the letter again under the same message id: a notice may come twice, and is never lost.
 */
export function sendNotices(deps: SendDependencies): () => Promise<boolean> {
  return async () => {
    const { transact, clock } = deps;
    const due = await transact(({ notices }) => notices.due(clock.now(), lettersAtOnce));
    return deliverEach(due, (notice) => sendOne(deps, notice));
  };
}

/** False where the mail server could not be reached. */
async function sendOne(deps: SendDependencies, notice: Notice): Promise<boolean> {
  const ids = notice.invoices.map(({ invoiceId }) => invoiceId);
  const open = await deps.transact(({ notices }) => notices.openOf(ids));
  if (open.length === 0) return keep(deps, notice, { state: "dropped", problem: "paid" });
  const { name, address } = await deps.addressees(notice.customerId);
  if (address === "") return keep(deps, notice, { state: "failed", problem: "no-address" });
  const messageId = messageIdOf(notice.id, deps.from);
  const { subject, body: text } = notice;
  const letter = { to: { name, address }, from: deps.from, subject, text, messageId };
  const delivery = await deps.send(letter);
  deps.failpoint("billing.notice_taken");
  const outcome = outcomeOf(notice, delivery, deps.clock.now());
  await keep(deps, notice, { ...outcome, recipient: address, messageId });
  return delivery.state === "taken" || delivery.isReached;
}

async function keep(
  { transact, clock }: SendDependencies,
  { id }: Notice,
  outcome: Partial<Notice>,
): Promise<true> {
  await transact(async ({ notices, lists, outbox }) => {
    const held = await notices.lockWaiting(id);
    if (held === null) return;
    const unit = await lists.findUnit(held.businessUnitId);
    const isSent = outcome.state === "sent";
    const sentOn = isSent ? civilDateIn(unit?.timeZone ?? "UTC", clock.now()) : null;
    const kept: Notice = { ...held, ...outcome, sentOn };
    await notices.save(kept);
    if (!isSent) return;
    const fact = billingEvents.customer.of("notified");
    await outbox.add(fact, noticeFact(kept), { aggregateId: kept.customerId });
  });
  return true;
}
