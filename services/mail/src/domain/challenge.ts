/** What becomes of a letter to a mailbox that asks unknown senders to confirm (C76). */
export type Passage =
  /** Known, or nobody to ask. */
  | "deliver"
  /** Held, and the sender is asked. */
  | "ask"
  /** Held; who stands as its sender did not send it, or was asked already. */
  | "hold";

export type Claimed = {
  readonly isKnown: boolean;
  readonly isAutomatic: boolean;
  /** SPF or DKIM stands for the sender, or he logged in. */
  readonly isProven: boolean;
  /** Questions that went to this sender and from this mailbox within the hour. */
  readonly askedSender: number;
  readonly askedByMailbox: number;
};

/** A sender is asked once an hour at most, and one mailbox asks no crowd: what floods it floods nobody else. */
const [mostToSender, mostFromMailbox] = [1, 60];

export function passageOf(claimed: Claimed): Passage {
  if (claimed.isKnown || claimed.isAutomatic) return "deliver";
  const isQuiet = claimed.askedSender < mostToSender && claimed.askedByMailbox < mostFromMailbox;
  return claimed.isProven && isQuiet ? "ask" : "hold";
}

/** How long what nobody confirmed is kept. */
export const heldForMs = 14 * 86_400_000;
