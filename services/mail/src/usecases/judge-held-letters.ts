import type { Transact, WriteRequest } from "@isp/db";
import type { Clock } from "@isp/kernel";
import { refuse } from "../domain/errors.ts";
import { checkReason } from "../domain/reading.ts";
import type { HeldLetter } from "./hop-ports.ts";
import { idempotently } from "./idempotent.ts";
import { requireAlive } from "./keep-mailbox.ts";
import type { Mail, Units } from "./ports.ts";

type Looking = { readonly mailboxId: string; readonly reason: string };
type Judged = Looking & { readonly id: string };

type Judge = (request: WriteRequest, asked: Judged, units: Units) => Promise<void>;

export type JudgeHeldLetters = {
  readonly list: (asked: Looking, limit: number, units: Units) => Promise<readonly HeldLetter[]>;
  readonly release: Judge;
  readonly discard: Judge;
};

/** What an operator does with letters that antispam holds, in the place of a sender who cannot confirm. */
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
  const judge =
    (act: (scope: Mail, letterId: string) => Promise<unknown>): Judge =>
    (request, asked, units) =>
      idempotently(transact, clock, request, {
        id: asked.id,
        async first(scope) {
          await act(scope, (await waiting(scope, asked, units)).id);
        },
        async again(scope) {
          await alive(scope, asked, units);
        },
      });
  return {
    list: (asked, limit, units) =>
      look(async (scope) => scope.held.waiting(await alive(scope, asked, units), limit)),
    release: judge((scope, id) => scope.held.releaseOne(id, clock.now())),
    discard: judge((scope, id) => scope.held.remove(id)),
  };
}
