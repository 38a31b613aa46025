import type { Transact } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import { checkReason } from "../domain/reading.ts";
import type { HeldLetter } from "./hop-ports.ts";
import { requireAlive } from "./keep-mailbox.ts";
import type { Mail, Units } from "./ports.ts";

type Looking = { readonly mailboxId: string; readonly reason: string };
type Judged = Looking & { readonly id: string };

export type JudgeHeldLetters = {
  readonly list: (asked: Looking, limit: number, units: Units) => Promise<readonly HeldLetter[]>;
  readonly release: (asked: Judged, units: Units) => Promise<void>;
  readonly discard: (asked: Judged, units: Units) => Promise<void>;
};

/**
 * What an operator does with letters that antispam holds, in the place of a sender who cannot confirm.
 * Each act can be said again: what is gone already is not found.
 */
export function judgeHeldLetters(
  look: Transact<Mail>,
  transact: Transact<Mail>,
  clock: Clock,
): JudgeHeldLetters {
  const alive = async ({ mailboxes }: Mail, { mailboxId, reason }: Looking, units: Units) => {
    checkReason(reason);
    return requireAlive(await mailboxes.find(mailboxId, units));
  };
  const waiting = async (scope: Mail, asked: Judged, units: Units): Promise<HeldLetter> => {
    const { id, storageId } = await alive(scope, asked, units);
    const letter = await scope.held.find(asked.id);
    // A letter to the mailbox's former owner is nobody's to read here.
    if (letter?.mailboxId === id && letter.storageId === storageId) return letter;
    throw refuse.letter_not_found(`There is no held letter ${asked.id}.`);
  };
  return {
    list: (asked, limit, units) =>
      look(async (scope) => scope.held.waiting(await alive(scope, asked, units), limit)),
    release: (asked, units) =>
      transact(async (scope) => {
        const { id } = await waiting(scope, asked, units);
        await scope.held.releaseOne(id, clock.now());
      }),
    discard: (asked, units) =>
      transact(async (scope) => {
        const { id } = await waiting(scope, asked, units);
        await scope.held.remove(id);
      }),
  };
}
