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

/** What one mailbox may have waiting; its quota bounds how much that is. */
export const mostHeld = 2_000;

export type Weight = { readonly id: string; readonly bytes: number; readonly isAsked: boolean };

/**
 * Which of a mailbox's held letters make room for its newest, so that a flood fills no disk: the oldest, and first
 * those whose sender was never asked. Refusing the newest would answer whoever was forged as its sender.
 */
export function overflowing(oldestFirst: readonly Weight[], roomBytes: number): readonly string[] {
  let bytes = oldestFirst.reduce((sum, letter) => sum + letter.bytes, 0);
  let count = oldestFirst.length;
  const older = oldestFirst.slice(0, -1);
  const gone: string[] = [];
  for (const letter of [
    ...older.filter((one) => !one.isAsked),
    ...older.filter((one) => one.isAsked),
  ]) {
    if (bytes <= roomBytes && count <= mostHeld) break;
    gone.push(letter.id);
    bytes -= letter.bytes;
    count -= 1;
  }
  return gone;
}
