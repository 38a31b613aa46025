import type { Weight } from "../domain/challenge.ts";

/** Whom a letter goes between. */
export type Envelope = { readonly sender: string; readonly recipient: string };

/** Resolves with the virus that was found, or null; fails where nobody could look. */
export type ScanForViruses = (raw: Buffer) => Promise<string | null>;

/** Hands a letter to the server that keeps it; resolves once it does. */
export type Deliver = (envelope: Envelope, raw: Buffer) => Promise<string>;

/** Whether who stands as the sender is proven to be. */
export type ProveSender = (
  raw: Buffer,
  claimed: { readonly sender: string; readonly ip: string; readonly helo: string },
) => Promise<boolean>;

/** A letter that waits for its sender's word. */
export type HeldLetter = {
  readonly id: string;
  readonly mailboxId: string;
  readonly storageId: string;
  readonly businessUnitId: string;
  readonly recipient: string;
  readonly sender: string;
  readonly subject: string;
  /** Digest of the line with which our own Postfix took it over. */
  readonly arrival: string;
  readonly heldAt: Date;
  /** When its sender was asked; null where he was not. */
  readonly askedAt: Date | null;
};

export type HeldLetters = {
  /** Resolves with what is held: the letter of the first time where it is handed over again. */
  readonly add: (letter: HeldLetter, raw: Buffer) => Promise<HeldLetter>;
  /** Of a mailbox's letters that wait for a word, oldest first. */
  readonly weights: (mailboxId: string) => Promise<readonly Weight[]>;
  readonly markAsked: (id: string, now: Date) => Promise<void>;
  readonly find: (id: string) => Promise<HeldLetter | null>;
  /** Released, not yet delivered, to be tried by now, and of a mailbox that still has its owner's mail. */
  readonly released: (limit: number, now: Date) => Promise<readonly HeldLetter[]>;
  /** It could not be delivered, and is not tried again before. */
  readonly postpone: (id: string, until: Date) => Promise<void>;
  readonly raw: (id: string) => Promise<Buffer>;
  readonly remove: (id: string) => Promise<void>;
  /** Not yet released, of this owner of the mailbox, the newest first. */
  readonly waiting: (
    mailbox: { readonly id: string; readonly storageId: string },
    limit: number,
  ) => Promise<readonly HeldLetter[]>;
  readonly releaseOne: (id: string, now: Date) => Promise<void>;
  /** Everything that this sender has waiting there. */
  readonly release: (mailboxId: string, sender: string, now: Date) => Promise<void>;
  readonly asked: (
    mailboxId: string,
    sender: string,
    since: Date,
  ) => Promise<{ readonly sender: number; readonly mailbox: number }>;
  /** Those to mail that was destroyed. */
  readonly removeOf: (storageId: string) => Promise<void>;
  readonly forgetBefore: (instant: Date) => Promise<void>;
  readonly knows: (mailboxId: string, sender: string) => Promise<boolean>;
  /** Nobody is known there any more. */
  readonly forgetKnown: (mailboxId: string) => Promise<void>;
  readonly know: (mailboxId: string, sender: string, now: Date) => Promise<void>;
};
