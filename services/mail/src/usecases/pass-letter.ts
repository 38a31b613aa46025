import type { Transact } from "@isp/db";
import { type Clock, digestOf, newId } from "@isp/kernel";
import { overflowing, passageOf } from "../domain/challenge.ts";
import { clientOf, headOf, isAutomatic, isFromLogin, ownReceived } from "../domain/letter-head.ts";
import type { Mailbox } from "../domain/mailbox.ts";
import { stoppedNote } from "../domain/stopped-note.ts";
import type { Deliver, Envelope, HeldLetter, ProveSender, ScanForViruses } from "./hop-ports.ts";
import type { Mail } from "./ports.ts";

/** Resolves once the letter is with its owner, or held for him; fails where it must come again. */
export type PassLetter = (envelope: Envelope, raw: Buffer) => Promise<string>;

/** Asks the sender of a held letter to confirm it; false where no letter to him is taken, now or later. */
export type AskSender = (letter: HeldLetter) => Promise<boolean>;

type Dependencies = {
  readonly look: Transact<Mail>;
  readonly transact: Transact<Mail>;
  readonly clock: Clock;
  readonly scan: ScanForViruses;
  readonly prove: ProveSender;
  readonly deliver: Deliver;
  readonly ask: AskSender;
};

const hourMs = 3_600_000;

/**
 * What the hop does with a letter to a mailbox that chose antivirus or antispam (C76, C77). Nothing is
 * answered for before it is kept somewhere, and what comes again is known by the line our Postfix gave it.
 */
export function passLetter(dependencies: Dependencies): PassLetter {
  const { look, clock, scan, deliver } = dependencies;
  return async (envelope, raw) => {
    const mailbox = await look(({ mailboxes }) => mailboxes.ofAddress(envelope.recipient));
    // It was changed since Postfix chose this way: Dovecot says what becomes of it.
    if (mailbox === null) return deliver(envelope, raw);
    const virus = mailbox.antivirus ? await scan(raw) : null;
    if (virus !== null) {
      const note = stoppedNote({ ...envelope, head: headOf(raw), virus, at: clock.now() });
      await deliver({ ...envelope, sender: "" }, note);
      return "250 2.0.0 it carried a virus; its owner was told";
    }
    if (!mailbox.antispam) return deliver(envelope, raw);
    return challenged(dependencies, mailbox, { envelope, raw });
  };
}

type Letter = { readonly envelope: Envelope; readonly raw: Buffer };

async function challenged(
  dependencies: Dependencies,
  mailbox: Mailbox,
  { envelope, raw }: Letter,
): Promise<string> {
  const { look, transact, clock, prove, deliver, ask } = dependencies;
  const head = headOf(raw);
  const sender = envelope.sender.toLowerCase();
  const now = clock.now();
  const since = new Date(now.getTime() - hourMs);
  const [isKnown, asked] = await look(async ({ held }) => [
    await held.knows(mailbox.id, sender),
    await held.asked(mailbox.id, sender, since),
  ]);
  const claimed = { isKnown, isAutomatic: isAutomatic(head, sender) };
  const isProven =
    isKnown || isFromLogin(head) || (await prove(raw, { sender, ...clientOf(head) }));
  const counts = { askedSender: asked.sender, askedByMailbox: asked.mailbox };
  const passage = passageOf({ ...claimed, isProven, ...counts });
  if (passage === "deliver") return deliver(envelope, raw);
  const letter: HeldLetter = {
    id: newId(now),
    mailboxId: mailbox.id,
    storageId: mailbox.storageId,
    businessUnitId: mailbox.businessUnitId,
    recipient: mailbox.address,
    sender,
    subject: (head.get("subject")?.[0] ?? "").slice(0, 200),
    arrival: digestOf(ownReceived(head)),
    heldAt: now,
    askedAt: null,
  };
  const roomBytes = mailbox.quotaMb * 1_048_576;
  // Dovecot has no room for it either, and says so.
  if (raw.length > roomBytes) return deliver(envelope, raw);
  const kept = await transact(async ({ held }) => {
    const first = await held.add(letter, raw);
    for (const id of overflowing(await held.weights(mailbox.id), roomBytes)) await held.remove(id);
    return first;
  });
  if (passage === "ask" && kept.askedAt === null) {
    // Whoever dies in between asks again when the letter comes again.
    const isAsked = await ask(kept);
    if (isAsked) await transact(({ held }) => held.markAsked(kept.id, now));
  }
  return "250 2.0.0 held until its sender confirms it";
}
