import { refuse } from "./errors.ts";

/** The head of a message, as a list shows it. */
export type MessageHead = {
  readonly uid: bigint;
  readonly date: Date | undefined;
  readonly from: string;
  readonly subject: string;
};

export type OpenedMessage = {
  readonly head: MessageHead;
  readonly to: string;
  readonly text: string;
  /** As it was sent: hostile until it is sanitised. */
  readonly html: string;
  readonly attachments: readonly string[];
};

const shortest = 5;

/** Why somebody's mail is read is said before it is (LGPD); the trail keeps it. */
export function checkReason(reason: string): void {
  if (reason.trim().length >= shortest) return;
  throw refuse.reason_missing("Say why this mailbox is read.", {
    fields: [{ pointer: "/reason", detail: `must say why, in at least ${shortest} characters` }],
  });
}
