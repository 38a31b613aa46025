import { billingEvents } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { civilDateIn, type Clock, type Failpoints } from "@isp/kernel";
import { nextTry, type Notice } from "../domain/notice.ts";
import { noticeFact } from "../events/published.ts";
import type { Addressees, Delivery, SendLetter } from "./notice-ports.ts";
import type { Billing } from "./ports.ts";

const atOnce = 20;

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
    const due = await transact(({ notices }) => notices.due(clock.now(), atOnce));
    const failures: unknown[] = [];
    for (const notice of due) {
      const isReached = await sendOne(deps, notice).catch((error: unknown) => {
        failures.push(error);
        return true;
      });
      // A server that is away is not asked again for every letter.
      if (!isReached) return false;
    }
    if (failures.length > 0) throw failures[0];
    return due.length === atOnce;
  };
}

/** False where the mail server could not be reached. */
async function sendOne(deps: SendDependencies, notice: Notice): Promise<boolean> {
  const ids = notice.invoices.map(({ invoiceId }) => invoiceId);
  const open = await deps.transact(({ notices }) => notices.openOf(ids));
  if (open.length === 0) return keep(deps, notice, { state: "dropped", problem: "paid" });
  const { name, address } = await deps.addressees(notice.customerId);
  if (address === "") return keep(deps, notice, { state: "failed", problem: "no-address" });
  const messageId = `<${notice.id}@${domainOf(deps.from)}>`;
  const { subject, body: text } = notice;
  const letter = { to: { name, address }, from: deps.from, subject, text, messageId };
  const delivery = await deps.send(letter);
  deps.failpoint("billing.notice_taken");
  const outcome = outcomeOf(notice, delivery, deps.clock.now());
  await keep(deps, notice, { ...outcome, recipient: address, messageId });
  return delivery.state === "taken" || delivery.isReached;
}

/** `Provedor <cobranca@provedor.example>` */
const domainOf = (from: string) => /@([\w.-]+)>?\s*$/.exec(from)?.[1] ?? "localhost";

function outcomeOf(notice: Notice, delivery: Delivery, now: Date): Partial<Notice> {
  const attempts = notice.attempts + 1;
  if (delivery.state === "taken")
    return { state: "sent", attempts, serverAnswer: delivery.answer, sentAt: now, problem: "" };
  const nextAt = delivery.isFinal ? null : nextTry({ attempts }, now);
  const problem = delivery.code;
  return nextAt === null ? { state: "failed", attempts, problem } : { attempts, nextAt, problem };
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
