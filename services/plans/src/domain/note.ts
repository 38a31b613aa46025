import { fieldCheck } from "./errors.ts";

/** What an operator wrote down about a customer; a pinned note stands on his page as an alert. */
export type Note = {
  readonly id: string;
  readonly version: bigint;
  readonly customerId: string;
  readonly text: string;
  readonly pinned: boolean;
  readonly writtenBy: string;
  readonly writtenAt: Date;
};

const longestNote = 4_000;

export function checkNote({ text }: Pick<Note, "text">): void {
  const check = fieldCheck();
  const fits = text.trim() !== "" && text.length <= longestNote;
  check.require(fits, "/text", `must be given, with at most ${longestNote} characters`);
  check.done();
}
