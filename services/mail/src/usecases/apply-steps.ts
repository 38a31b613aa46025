import type { common } from "@isp/contracts";
import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import type { OperationStep } from "@isp/messaging";
import type { Mailbox } from "../domain/mailbox.ts";
import type { Mail } from "./ports.ts";

const atOnce = 100;

/** Answers the steps of operations whose mailboxes the server has taken over. True when there may be more. */
export function applySteps(
  look: Transact<Mail>,
  transact: Transact<Mail>,
  clock: Clock,
): () => Promise<boolean> {
  return async () => {
    const pending = await look(({ steps }) => steps.pending(atOnce));
    for (const step of pending) {
      const mailboxes = await look((scope) => mailboxesOf(scope, step));
      if (mailboxes.some(isWaiting)) continue;
      await transact((scope) => apply(scope, step, mailboxes, clock.now()));
    }
    return false;
  };
}

/** A move's receipts name its mailboxes: they hang under the successor, or under a later one. */
async function mailboxesOf({ mailboxes }: Mail, step: OperationStep): Promise<readonly Mailbox[]> {
  return mailboxes.many(step.receipts.map(({ itemId }) => itemId));
}

const isWaiting = ({ real }: Mailbox) => real.state === "pending" && real.reason !== "held";

async function apply(
  { steps }: Mail,
  step: OperationStep,
  mailboxes: readonly Mailbox[],
  now: Date,
): Promise<void> {
  const found = await steps.find(step.operationId);
  if (found?.revision !== step.revision || found.state !== "pending") return;
  const held = new Set(mailboxes.filter(({ isHeld }) => isHeld).map(({ id }) => id));
  const receipts = step.receipts.map(
    (receipt): common.Receipt => ({
      ...receipt,
      detail: `${receipt.detail}; ${held.has(receipt.itemId) ? "kept back on purpose" : "in step"}`,
      at: now,
    }),
  );
  await steps.answer(step, { state: "applied", receipts });
}
