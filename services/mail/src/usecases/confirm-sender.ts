import type { Transact } from "@isp/db";
import { type Clock, isGone } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import type { Deliver, HeldLetter } from "./hop-ports.ts";
import type { Mail } from "./ports.ts";

export type ConfirmSender = (letterId: string) => Promise<void>;

/**
 * Takes a sender at his word: what he has waiting is delivered, and he is asked no more. The word counts
 * once; a letter to a mailbox that has another owner by now stays sealed.
 */
export function confirmSender(transact: Transact<Mail>, clock: Clock): ConfirmSender {
  return (letterId) =>
    transact(async ({ held, mailboxes }) => {
      const letter = await held.find(letterId);
      if (letter === null) throw refuse.link_used("The link was used, or has run out.");
      const [mailbox] = await mailboxes.many([letter.mailboxId]);
      if (mailbox === undefined || isGone(mailbox) || mailbox.storageId !== letter.storageId) {
        throw refuse.link_used("The mailbox is there no more.");
      }
      const now = clock.now();
      await held.know(letter.mailboxId, letter.sender, now);
      await held.release(letter.mailboxId, letter.sender, now);
    });
}

const atOnce = 50;
/** A full mailbox has room again when its owner comes, and not before. */
const againMs = 10 * 60_000;

/**
 * Delivers what was released; one that comes again, since this process died before it could note it, is
 * known to Dovecot. One that Dovecot does not take is tried again later, and keeps no other waiting; one whose
 * mailbox was emptied meanwhile stays sealed with what lay there. True when there may be more.
 */
export function deliverReleased(
  look: Transact<Mail>,
  transact: Transact<Mail>,
  deliver: Deliver,
  clock: Clock,
): () => Promise<boolean> {
  async function hand(letter: HeldLetter): Promise<void> {
    const raw = await look(({ held }) => held.raw(letter.id));
    const [mailbox] = await look(({ mailboxes }) => mailboxes.many([letter.mailboxId]));
    if (mailbox?.storageId !== letter.storageId || isGone(mailbox)) return;
    await deliver({ ...letter, recipient: mailbox.address }, raw);
    await transact(({ held }) => held.remove(letter.id));
  }

  return async () => {
    const now = clock.now();
    const released = await look(({ held }) => held.released(atOnce, now));
    const failures: unknown[] = [];
    for (const letter of released) {
      try {
        await hand(letter);
      } catch (error) {
        failures.push(error);
        const until = new Date(now.getTime() + againMs);
        await transact(({ held }) => held.postpone(letter.id, until));
      }
    }
    if (failures.length > 0) throw failures[0];
    return released.length === atOnce;
  };
}
