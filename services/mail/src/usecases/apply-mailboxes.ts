import { mailEvents } from "@isp/contracts";
import type { Transact } from "@isp/db";
import { type Clock, isGone } from "@isp/kernel";
import { endsSessions, inStep, type Mailbox } from "../domain/mailbox.ts";
import { mailboxFact } from "../events/published.ts";
import type { Mail, MailServer } from "./ports.ts";

type Dependencies = {
  /** For looking; commits without waking anybody. */
  readonly look: Transact<Mail>;
  readonly transact: Transact<Mail>;
  readonly server: MailServer;
  readonly clock: Clock;
};

const atOnce = 200;
const besideEachOther = 8;

/**
 * Sees that the server does what each changed mailbox asks for. It reads the rows itself, so that what is
 * left is to end sessions that were opened under what no longer holds, and to look whether it has read
 * them. True when there may be more.
 */
export function applyMailboxes(dependencies: Dependencies): () => Promise<boolean> {
  return async () => {
    const waiting = await dependencies.look(({ mailboxes }) => mailboxes.unapplied(atOnce));
    const left = waiting.values();
    const worker = async () => {
      for (const mailbox of left) await applyOne(dependencies, mailbox);
    };
    await Promise.all(Array.from({ length: besideEachOther }, worker));
    return waiting.length === atOnce;
  };
}

async function applyOne({ transact, server, clock }: Dependencies, mailbox: Mailbox) {
  if (endsSessions(mailbox)) await server.kick(mailbox.address);
  const isServed = (await server.look(mailbox.address)) !== null;
  // What was just committed may not be what a connection of the server sees yet.
  if (isServed === isGone(mailbox)) return;
  await transact(async ({ mailboxes, outbox }) => {
    const found = await mailboxes.lock(mailbox.id, "all");
    if (found.version !== mailbox.version) return;
    const settled = inStep(found, clock.now());
    await mailboxes.save(settled);
    const fact = mailEvents.mailbox.of("changed");
    await outbox.add(fact, mailboxFact(settled, ""), { aggregateId: settled.id });
  });
}
