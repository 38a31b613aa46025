import { nextTry } from "../domain/notice.ts";
import type { Delivery } from "./notice-ports.ts";

/** How many letters are taken from the table at a time. */
export const lettersAtOnce = 20;

/** What became of a letter after the mail server was asked to take it. */
type Outcome = {
  readonly state?: "sent" | "failed";
  readonly attempts: number;
  readonly serverAnswer?: string;
  readonly sentAt?: Date;
  readonly nextAt?: Date;
  readonly problem: string;
};

/**
 * Sends letters one after the other; `sendOne` answers false where the mail server could not be reached, and then
 * it is not asked again for every letter. What one letter fails with keeps none of the others.
 */
export async function deliverEach<Letter>(
  due: readonly Letter[],
  sendOne: (letter: Letter) => Promise<boolean>,
): Promise<boolean> {
  const failures: unknown[] = [];
  for (const letter of due) {
    const isReached = await sendOne(letter).catch((error: unknown) => {
      failures.push(error);
      return true;
    });
    if (!isReached) return false;
  }
  if (failures.length > 0) throw failures[0];
  return due.length === lettersAtOnce;
}

/** The same for every attempt, by which a mail server may know a letter that it has had; `from` as in `Provedor <a@b>`. */
export function messageIdOf(letterId: string, from: string): string {
  const domain = /@([\w.-]+)>?\s*$/.exec(from)?.[1] ?? "localhost";
  return `<${letterId}@${domain}>`;
}

export function outcomeOf(
  letter: { readonly attempts: number },
  delivery: Delivery,
  now: Date,
): Outcome {
  const attempts = letter.attempts + 1;
  if (delivery.state === "taken")
    return { state: "sent", attempts, serverAnswer: delivery.answer, sentAt: now, problem: "" };
  const nextAt = delivery.isFinal ? null : nextTry({ attempts }, now);
  const problem = delivery.code;
  return nextAt === null ? { state: "failed", attempts, problem } : { attempts, nextAt, problem };
}
